"""The forms of the bodies that decide or follow, and of who sits on them."""

from __future__ import annotations

from django import forms

from bundlinje_web.contracts.models import Contract
from bundlinje_web.frame.fields import CodeField, CountField, DayField, TextField
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.people.models import Body, Mandate, Person


class BodyForm(PageForm):
    """A body that decides or follows."""

    words = "council.body"
    kind = CodeField(codes=Body.Kind.values, before="council.body_kind", radios=True)
    name = TextField(limit=200)
    code = forms.SlugField(max_length=80)
    contract = forms.ModelChoiceField(Contract.objects.order_by("title_da"), required=False, empty_label="–")
    seats = CountField(least=1, most=30, required=False)


class SeatForm(PageForm):
    """Somebody's seat on a body for a period."""

    words = "council.seat_form"
    person = forms.ModelChoiceField(Person.objects.filter(is_active=True).order_by("name"))
    seat = CodeField(codes=Mandate.Seat.values, before="council.seat", radios=True)
    since = DayField()
    until = DayField(required=False)
    source = TextField(required=False, limit=300)


class SeatEndForm(PageForm):
    """The day a seat ends before its period does, and why."""

    words = "council.seat_end"
    on = DayField()
    reason = TextField(required=False, limit=300)
