"""The forms of the inbox: register, screen, recommend, merge, open a call."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from bundlinje_web.frame.fields import CodeField, CountField, DayField, KronerField, TextField
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.frame.words import say_now
from bundlinje_web.pipeline.inquiries import Contact, Inquiry
from bundlinje_web.pipeline.models import Call, Proposal
from bundlinje_web.pipeline.proposing.forms import AIMS
from bundlinje_web.pipeline.screened import ANSWERS, POINTS, REASONS, Screened

_PROPOSED = ("what", "aim", "target", "per_year", "partners", "cost_ore", "saves_text")


class KeyedForm(PageForm):
    """A form whose wish is done once, however often it is sent: its key comes with the page."""

    key = forms.CharField(widget=forms.HiddenInput(), required=False)


class RegisterForm(KeyedForm):
    """An inquiry by hand, from any source (INB-03, INB-13): as much as is known."""

    words = "inbox.registering.field"
    title = TextField(limit=120)
    source = CodeField(codes=Proposal.Source.values, before="inbox.source", radios=True)
    organisation = TextField(required=False)
    what = TextField(rows=5)
    aim = CodeField(codes=AIMS, before="proposing.aim", required=False)
    target = TextField(rows=3, required=False)
    per_year = CountField(least=1, most=1_000_000, required=False)
    partners = TextField(required=False)
    cost_ore = KronerField(required=False)
    saves_text = TextField(rows=2, required=False)
    call = forms.ModelChoiceField(Call.objects.all(), required=False, empty_label="–")
    contact_name = TextField(required=False)
    contact_mail = forms.EmailField(required=False)
    contact_phone = TextField(required=False, limit=40)

    @property
    def inquiry(self) -> Inquiry:
        """What was filled in, as an inquiry."""
        told = self.cleaned_data
        return Inquiry(
            title=told["title"],
            source=told["source"],
            answers={name: told[name] for name in _PROPOSED if told[name] not in (None, "")},
            organisation=told["organisation"],
            call=told["call"],
            contact=Contact(told["contact_name"], told["contact_mail"], told["contact_phone"]),
        )


class AddToForm(KeyedForm):
    """What somebody adds to an idea sent before."""

    words = "inbox.adding.field"
    text = TextField(rows=6, limit=4_000)


class ScreenForm(KeyedForm):
    """The checklist: yes, no or not known yet to each point, and a sentence to each no."""

    words = "inbox.screen.field"
    transaction_cost = KronerField(required=False)
    investment = KronerField(required=False)
    seen = forms.CharField(widget=forms.HiddenInput(), required=False)
    """How many screenings there were when the form was opened."""

    def __init__(self, *args: Any, before: Screened, seen: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={**self._initial(before), "seen": seen}, **kwargs)
        self._now = str(seen)
        points = self._points()
        for name, field in points.items():
            self._give_words(name, field)
        self.fields = {**points, **self.fields}

    @staticmethod
    def _points() -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for point in POINTS:
            asked = say_now(f"inbox.screen.point.{point}")
            because = say_now("inbox.screen.field.because.label", point=asked)
            found[f"{point}_answer"] = CodeField(codes=ANSWERS, before="inbox.screen.answer", radios=True, label=asked)
            found[f"{point}_text"] = TextField(rows=2, required=False, label=because)
        return found

    @staticmethod
    def _initial(before: Screened) -> dict[str, Any]:
        told: dict[str, Any] = {
            "key": uuid.uuid4().hex,
            "transaction_cost": before.transaction_cost,
            "investment": before.investment,
        }
        for point, answer in before.answers.items():
            told |= {f"{point}_{part}": value for part, value in answer.items()}
        return told

    def clean(self) -> dict[str, Any]:
        """A no is given with its reason: the proposer reads it."""
        told = super().clean() or {}
        for point in POINTS:
            if told.get(f"{point}_answer") == "no" and not told.get(f"{point}_text", "-"):
                self.add_error(f"{point}_text", ValidationError(say_now("frame.reason.reason.missing")))
        return told

    @property
    def was_overtaken(self) -> bool:
        """Whether somebody else has screened it since the form was opened."""
        return self.cleaned_data["seen"] not in ("", self._now)

    def tell_overtaken(self, who: str) -> None:
        """Say so; sent once more, with both seen, it is taken."""
        self.add_error(None, ValidationError(say_now("frame.form.conflict", who=who)))
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["seen"] = self._now
        self.data = data

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """The answers by point."""
        told = self.cleaned_data
        return {point: {"answer": told[f"{point}_answer"], "text": told[f"{point}_text"]} for point in POINTS}


class RejectForm(KeyedForm):
    """Why a direct rejection is recommended."""

    words = "inbox.reject"
    reason = CodeField(codes=REASONS, before="inbox.reason", radios=True)
    text = TextField(rows=4)


class MergeForm(KeyedForm):
    """Which of two inquiries goes on."""

    words = "inbox.merge"
    into = forms.ModelChoiceField(Proposal.objects.none(), empty_label="–")

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = others


class CallForm(KeyedForm):
    """A call: its theme and its days."""

    words = "inbox.calls.field"
    title_da = TextField()
    title_en = TextField(required=False)
    text_da = TextField(rows=5, required=False)
    text_en = TextField(rows=5, required=False)
    opens = DayField()
    closes = DayField()
