"""The forms of the Council's room: meetings, points with their recommendations, decisions, approvals, the wheel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from bundlinje_web.contracts.models import Contract, Version
from bundlinje_web.council.concerned import interests, proposers, seats
from bundlinje_web.council.minuting import FollowUp, Minutes, Outcome, Part
from bundlinje_web.council.models import Answer, Confirmation, Decision, Participation, Point, Recommended, WheelEntry
from bundlinje_web.council.prefilled import HEADINGS
from bundlinje_web.frame.fields import CodeField, CountField, DayField, KronerField, TextField
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.models import Body, Mandate, Organisation, Unit
from bundlinje_web.pipeline.models import Case, Proposal
from bundlinje_web.pipeline.screened import REASONS

MOST = 5
"""How many numbered points a recommendation has room for on the page."""
FOLLOW_UPS = 3
YEARLY = 6
"""About how many meetings the Council has a year (GOV-14)."""


class GrownForm(PageForm):
    """A form whose fields depend on what it is about."""

    def grow(self, fields: Mapping[str, forms.Field]) -> None:
        """Take these fields last, with their words."""
        for name, field in fields.items():
            self.fields[name] = field
            self._give_words(name, field)


class MeetingForm(PageForm):
    """A meeting: of which body, when and where, its theme, and when its agenda is due."""

    words = "council.meeting"
    body = forms.ModelChoiceField(Body.objects.all(), empty_label=None)
    day = DayField()
    begins = forms.TimeField(required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    place = TextField(required=False)
    theme = TextField(required=False)
    agenda_due = DayField(required=False)
    in_writing = forms.BooleanField(required=False)


class YearForm(GrownForm):
    """The meetings of a year: about six days, proposed."""

    words = "council.year"
    body = forms.ModelChoiceField(Body.objects.all(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grow(
            {
                f"day_{number}": DayField(required=False, label=say_now("council.year.day", number=number))
                for number in range(1, YEARLY + 1)
            }
        )

    def days(self) -> list[date]:
        """The days that were chosen."""
        found = (self.cleaned_data.get(f"day_{number}") for number in range(1, YEARLY + 1))
        return sorted({day for day in found if day is not None})


class MoveForm(PageForm):
    """Another day for a meeting."""

    words = "council.meeting"
    day = DayField()
    agenda_due = DayField(required=False)


class PointForm(GrownForm):
    """A point: what it is about, the recommendation by its headings, and what is recommended, numbered."""

    words = "council.point"
    title = TextField()
    kind = CodeField(codes=Point.Kind.values, before="council.kind")
    minutes = CountField(least=1, most=240)
    proposal = forms.ModelChoiceField(Proposal.objects.filter(published_only=False), required=False, empty_label="–")
    case = forms.ModelChoiceField(Case.objects.all(), required=False, empty_label="–")
    version = forms.ModelChoiceField(
        Version.objects.filter(withdrawal=None).select_related("contract"), required=False, empty_label="–"
    )
    contract = forms.ModelChoiceField(Contract.objects.all(), required=False, empty_label="–")
    concerns = forms.ModelMultipleChoiceField(
        Organisation.objects.all(), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about_names = tuple(self.fields)
        # `summary` alone would hide the form's own summary of mistakes.
        self.grow(
            {
                f"heading_{name}": TextField(
                    rows=4, limit=8_000, required=False, label=say_now(f"council.heading.{name}")
                )
                for name in HEADINGS
            }
        )
        for number in range(1, MOST + 1):
            self.grow(self._numbered(number))

    @staticmethod
    def _numbered(number: int) -> dict[str, forms.Field]:
        said = {name: say_now(f"council.at.{name}", number=number) for name in ("text", "does", "amount", "reason")}
        return {
            f"text_{number}": TextField(rows=2, required=False, label=said["text"]),
            f"does_{number}": CodeField(
                codes=Recommended.Does.values, before="council.does", required=False, label=said["does"]
            ),
            f"amount_{number}": KronerField(required=False, label=said["amount"]),
            f"reason_{number}": CodeField(codes=REASONS, before="inbox.reason", required=False, label=said["reason"]),
        }

    @property
    def about(self) -> Iterator[forms.BoundField]:
        """The fields of the point itself."""
        yield from (self[name] for name in self.about_names)

    @property
    def headings(self) -> Iterator[forms.BoundField]:
        """The recommendation's headings."""
        yield from (self[f"heading_{name}"] for name in HEADINGS)

    @property
    def ats(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The numbered recommendations."""
        for number in range(1, MOST + 1):
            yield number, [self[f"{name}_{number}"] for name in ("text", "does", "amount", "reason")]

    @staticmethod
    def initial_of(told: Mapping[str, Any], recommended: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """What the form is filled in with from a point's fields and its numbered recommendations."""
        written = told.get("recommendation", {})
        initial = {**told, **{f"heading_{name}": text for name, text in written.items()}}
        for number, each in enumerate(recommended, start=1):
            initial |= {f"{name}_{number}": value for name, value in each.items() if value not in (None, "")}
        return initial

    def told(self) -> dict[str, Any]:
        """The fields of the point."""
        data = self.cleaned_data
        return {
            **{name: data[name] for name in self.about_names},
            "recommendation": {name: data[f"heading_{name}"] for name in HEADINGS if data[f"heading_{name}"]},
        }

    def recommended(self) -> list[dict[str, Any]]:
        """The numbered recommendations that were written, in their order."""
        data = self.cleaned_data
        return [
            {
                "text": data[f"text_{number}"],
                "does": data[f"does_{number}"] or Recommended.Does.NOTE,
                "amount": data[f"amount_{number}"],
                "reason": data[f"reason_{number}"],
            }
            for number in range(1, MOST + 1)
            if data[f"text_{number}"]
        ]


class DecisionForm(GrownForm):
    """What was decided on a point: an outcome for each number, everybody's part, what follows, what was said."""

    words = "council.decide"
    form_id = "decide"
    key = forms.CharField(widget=forms.HiddenInput(), required=False)

    def __init__(self, point: Point, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.point = point
        self.seats = seats(point, point.meeting.day)
        self.interests = interests(point, point.meeting.day)
        self.numbers = [each.number for each in point.recommended.all()]
        self.grow({**self._outcomes(), **self._parts(), **self._follow_up()})
        self.grow({"said": TextField(rows=4, required=False)})

    def _outcomes(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        answered = self._answered()
        for number in self.numbers:
            fields[f"outcome_{number}"] = CodeField(
                codes=Decision.Outcome.values,
                before="council.outcome",
                radios=True,
                label=say_now("council.decide.outcome", number=number),
                initial=answered.get(number, ""),
            )
            fields[f"wording_{number}"] = TextField(
                rows=2, required=False, label=say_now("council.decide.wording", number=number)
            )
        return fields

    def _answered(self) -> dict[int, str]:
        """What all who answered in writing agree on, by number."""
        found: dict[int, set[str]] = {}
        answers = Answer.objects.filter(recommended__point=self.point)
        for number, outcome in answers.values_list("recommended__number", "outcome"):
            found.setdefault(number, set()).add(outcome)
        return {number: outcome for number, (outcome, *others) in found.items() if not others}

    def _parts(self) -> dict[str, forms.Field]:
        """Everybody's part, pre-ticked: stepped aside where the register or the member says so (GOV-25)."""
        own = proposers(self.point, self.point.meeting.day)
        said = {each.mandate_id: each for each in Confirmation.objects.filter(point=self.point)}
        answered = set(Answer.objects.filter(recommended__point=self.point).values_list("mandate", flat=True))
        fields: dict[str, forms.Field] = {}
        for mandate in self.seats:
            confirmed = said.get(mandate.pk)
            aside = mandate.pk in self.interests or mandate.pk in own or bool(confirmed and confirmed.has_interest)
            away = self.point.meeting.in_writing and mandate.pk not in answered
            part = Participation.Part.RECUSED if aside else Participation.Part.TOOK_PART
            fields[f"part_{mandate.pk.hex}"] = CodeField(
                codes=Participation.Part.values,
                before="council.part",
                radios=True,
                label=mandate.person.name,
                initial=Participation.Part.ABSENT if away and not aside else part,
                help_text=self._why(mandate),
            )
            fields[f"reason_{mandate.pk.hex}"] = TextField(
                required=False,
                label=say_now("council.decide.reason", name=mandate.person.name),
                initial=confirmed.text if confirmed and confirmed.has_interest else "",
            )
        return fields

    def _why(self, mandate: Mandate) -> str:
        found = self.interests.get(mandate.pk)
        if found is None:
            return ""
        kind = say_now(f"council.interest.{found.kind}")
        return say_now("council.decide.registered", kind=kind, organisation=str(found.organisation))

    @staticmethod
    def _follow_up() -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for number in range(1, FOLLOW_UPS + 1):
            said = {name: say_now(f"council.decide.task_{name}", number=number) for name in ("text", "unit", "due")}
            fields[f"task_{number}"] = TextField(required=False, label=said["text"])
            fields[f"unit_{number}"] = forms.ModelChoiceField(
                Unit.objects.select_related("organisation"), required=False, empty_label="–", label=said["unit"]
            )
            fields[f"due_{number}"] = DayField(required=False, label=said["due"])
        return fields

    @property
    def ats(self) -> Iterator[tuple[Recommended, list[forms.BoundField]]]:
        """Each numbered recommendation with its fields."""
        for each in self.point.recommended.all():
            yield each, [self[f"outcome_{each.number}"], self[f"wording_{each.number}"]]

    @property
    def members(self) -> Iterator[list[forms.BoundField]]:
        """Each member's fields."""
        for mandate in self.seats:
            yield [self[f"part_{mandate.pk.hex}"], self[f"reason_{mandate.pk.hex}"]]

    @property
    def follow_up(self) -> Iterator[list[forms.BoundField]]:
        """The fields of each thing that follows."""
        for number in range(1, FOLLOW_UPS + 1):
            yield [self[f"{name}_{number}"] for name in ("task", "unit", "due")]

    def clean(self) -> dict[str, Any]:
        """What follows is given to a unit."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, FOLLOW_UPS + 1):
            if data.get(f"task_{number}") and not data.get(f"unit_{number}"):
                self.add_error(f"unit_{number}", say_now("council.problem.unit"))
        return data

    def minutes(self) -> Minutes:
        """What is to be recorded."""
        data = self.cleaned_data
        return Minutes(
            tuple(
                Outcome(number, data[f"outcome_{number}"], data[f"wording_{number}"])
                for number in self.numbers
                if data[f"outcome_{number}"]
            ),
            {
                str(mandate.pk): Part(data[f"part_{mandate.pk.hex}"], data[f"reason_{mandate.pk.hex}"])
                for mandate in self.seats
            },
            tuple(
                FollowUp(data[f"task_{number}"], data[f"unit_{number}"], data[f"due_{number}"])
                for number in range(1, FOLLOW_UPS + 1)
                if data[f"task_{number}"]
            ),
            data["said"],
        )


class SaidForm(PageForm):
    """The minutes of a point on which nothing is decided."""

    words = "council.said"
    said = TextField(rows=6, limit=8_000)


class InterestForm(PageForm):
    """A member says whether an interest stands in the way."""

    words = "council.confirm"
    has_interest = CodeField(codes=("no", "yes"), before="council.confirm.answer", radios=True)
    text = TextField(required=False)


class AnswerForm(GrownForm):
    """A member's answer in writing."""

    words = "council.answer"

    def __init__(self, point: Point, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.point = point
        outcomes = Decision.Outcome.values
        for each in point.recommended.all():
            said = say_now("council.answer.at", number=each.number, text=each.text)
            field = CodeField(codes=outcomes, before="council.outcome", radios=True, label=said)
            self.grow({f"outcome_{each.number}": field})
        self.grow({"wording": TextField(rows=3, required=False)})

    def outcomes(self) -> dict[int, str]:
        """The answer to each number."""
        return {each.number: self.cleaned_data[f"outcome_{each.number}"] for each in self.point.recommended.all()}


class ApprovalForm(PageForm):
    """An approval of exactly what was read."""

    words = "council.approve"
    digest = forms.CharField(widget=forms.HiddenInput())
    department = forms.CharField(widget=forms.HiddenInput(), required=False)
    key = forms.CharField(widget=forms.HiddenInput(), required=False)


class ReturnForm(ApprovalForm):
    """A version sent back, with the reason."""

    words = "council.return"
    reason = TextField(rows=4)


class StartForm(PageForm):
    """The day an investment starts."""

    words = "council.start"
    on = DayField()


class WheelForm(PageForm):
    """Something of the annual wheel."""

    words = "council.wheel"
    title = TextField()
    kind = CodeField(codes=WheelEntry.Kind.values, before="council.wheel_kind", radios=True)
    month = CodeField(codes=[str(month) for month in range(1, 13)], before="council.month")
    day = CountField(least=1, most=31, required=False)
    year = CountField(least=2000, most=2100, required=False)
    unit = forms.ModelChoiceField(Unit.objects.select_related("organisation"), required=False, empty_label="–")
