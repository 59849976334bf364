"""The forms of people: persons, rights, organisations, interests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from bundlinje_web.acting import Role
from bundlinje_web.frame.fields import CodeField, DayField, TextField
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.models import Interest, Organisation, Person, Unit
from bundlinje_web.people.reach import LIMITED, REACH, offered
from bundlinje_web.said import LANGUAGES


def _languages() -> list[tuple[str, str]]:
    return [(code, say_now(f"frame.language_{code}")) for code in LANGUAGES]


def _one(rows: QuerySet[Any], *, required: bool = True) -> forms.ModelChoiceField[Any]:
    return forms.ModelChoiceField(rows, required=required, empty_label="–")


class PersonForm(PageForm):
    """A person: name, mail address, and where they work."""

    words = "people.person"
    name = TextField()
    email = forms.EmailField()
    organisation = _one(Organisation.objects.filter(successor=None), required=False)
    unit = _one(Unit.objects.select_related("organisation"), required=False)
    language = forms.ChoiceField(choices=_languages, widget=forms.RadioSelect(), initial="da")


class CloseForm(PageForm):
    """Why an account is closed."""

    words = "people.close"
    reason = CodeField(codes=("left", "moved", "mistake", "misuse"), before="people.close_reason", radios=True)


class GrantForm(PageForm):
    """A right: what it is limited to where its role is, for which time, and why."""

    words = "people.grant"
    on = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple())
    since = DayField()
    until = DayField(required=False)
    reason = TextField(rows=2, limit=300)

    def __init__(self, *args: Any, role: Role, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"since": timezone.localdate()})
        super().__init__(*args, **kwargs)
        if REACH[role] in LIMITED:
            self.fields["on"].choices = offered(REACH[role])  # type: ignore[attr-defined]
        else:
            del self.fields["on"]


class ReasonForm(PageForm):
    """Why a right ends."""

    words = "people.end"
    reason = TextField(rows=2, limit=300)


class DelegateForm(PageForm):
    """Whom to let act, for which time, and why."""

    words = "people.delegation"
    to = _one(Person.objects.filter(is_active=True))
    since = DayField()
    until = DayField()
    reason = TextField(rows=2, limit=300)

    def __init__(self, *args: Any, person: str, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs.setdefault("initial", {"since": today, "until": today + timedelta(days=14)})
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Person.objects.filter(is_active=True).exclude(pk=person)  # type: ignore[attr-defined]


class OrganisationForm(PageForm):
    """An organisation: the code contracts know it by, its name and kind."""

    words = "people.organisation"
    name = TextField()
    short = TextField(required=False, limit=40)
    code = forms.SlugField(max_length=80)
    kind = CodeField(codes=Organisation.Kind.values, before="people.kind")
    cvr = TextField(required=False, limit=11)
    part_of = _one(Organisation.objects.filter(successor=None), required=False)

    def clean_cvr(self) -> str:
        """The number without the spaces people write in it."""
        return str(self.cleaned_data["cvr"]).replace(" ", "")


class RenameForm(PageForm):
    """A new name, and the day it holds from."""

    words = "people.rename"
    name = TextField()
    since = DayField()


class SuccessorForm(PageForm):
    """Who carries on."""

    words = "people.succession"
    successor = _one(Organisation.objects.filter(successor=None))

    def __init__(self, *args: Any, of: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = Organisation.objects.filter(successor=None).exclude(pk=of.pk)  # type: ignore[attr-defined]


class UnitForm(PageForm):
    """A unit of an organisation."""

    words = "people.unit"
    name = TextField()
    code = forms.SlugField(max_length=80)
    coordinates = forms.BooleanField(required=False)


class InterestForm(PageForm):
    """An interest: whose, in which organisation, of what kind, for which time."""

    words = "people.interest"
    person = _one(Person.objects.filter(is_active=True))
    organisation = _one(Organisation.objects.all())
    kind = CodeField(codes=Interest.Kind.values, before="people.interest_kind", radios=True)
    since = DayField()
    until = DayField(required=False)
    text = TextField(required=False, limit=300)

    def __init__(self, *args: Any, persons: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = persons  # type: ignore[attr-defined]


class EndInterestForm(PageForm):
    """The day an interest was over."""

    words = "people.interest_end"
    on = DayField()
