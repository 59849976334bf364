"""Forms of the books: a new investment tried, of which nothing is saved; and a difference explained."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django import forms

from bundlinje_web.bridge.trying import Idea
from bundlinje_web.frame.fields import CountField, KronerField, TextField
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.people.models import Organisation


class TryForm(PageForm):
    """An investment somebody thinks of: how much, from which year, over how many, and what comes back when."""

    words = "books.try"
    beloeb = KronerField(least=100)
    start = CountField(least=2000, most=2100)
    aar = CountField(least=1, most=10)
    tilbage = CountField(least=0, most=300)
    efter = CountField(least=0, most=10)

    def idea(self) -> Idea:
        """What was filled in, as the fund is asked with."""
        told = self.cleaned_data
        back = Fraction(told["tilbage"], 100)
        return Idea(told["beloeb"], told["start"], told["aar"], back, told["efter"])


class ExplainForm(PageForm):
    """Why a printed number and the books differ, where that is written, and who answers for it."""

    words = "books.explain"
    text = TextField(rows=5)
    link = TextField(required=False, limit=500)
    responsible = forms.ModelChoiceField(Organisation.objects.none(), required=False)
    write_off = forms.BooleanField(required=False)
    key = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["responsible"]
        field.queryset = Organisation.objects.order_by("name")  # type: ignore[attr-defined]


class ConfirmForm(PageForm):
    """The wish to confirm, once."""

    words = "books.explain"
    key = forms.CharField(widget=forms.HiddenInput)
