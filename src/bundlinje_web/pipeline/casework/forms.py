"""The forms of a case: each settles one thing, and none asks what is known elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from bundlinje.money import Ore
from bundlinje.words.numbers import kroner
from bundlinje_web.audit import clock
from bundlinje_web.bridge.standard_goals import GOALS
from bundlinje_web.contracts.models import Contract
from bundlinje_web.contracts.starting import TEMPLATES
from bundlinje_web.frame.fields import CodeField, CountField, DayField, KronerField, TextField
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.frame.words import in_language, language_now, say_now
from bundlinje_web.people.models import Organisation
from bundlinje_web.pipeline.actions.wait_case import WAITS_ON
from bundlinje_web.pipeline.casework.areas import choices
from bundlinje_web.pipeline.casework.gates import EXCEPTIONS
from bundlinje_web.pipeline.models import Case

OUTCOMES = ("continued", "permanent", "scaled", "stopped", "ended-early")
"""What may have become of an investment at its end (PRC-11)."""
_DEPARTMENTS = Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT)


class _CaseForm(PageForm):
    """A form of a case: its words are the case's, whatever it settles."""

    words = "casework.field"


def _choose(form: PageForm, name: str, codes: list[tuple[str, str]]) -> None:
    """Give a field the choices there are now."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", say_now("frame.form.choose")), *codes]


def _whole_kroner(ore: Ore) -> str:
    return kroner(ore, language_now())


def _with_areas(form: PageForm, held: str = "") -> None:
    _choose(form, "area", choices(clock.today(), held))


class BasicsForm(_CaseForm):
    """What the case is called, whose it is, its area, and its contract."""

    title = TextField()
    department = forms.ModelChoiceField(_DEPARTMENTS, required=False, empty_label="–")
    area = forms.ChoiceField(required=False)
    contract = forms.ModelChoiceField(Contract.objects.all(), required=False, empty_label="–")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _with_areas(self, str((kwargs.get("initial") or {}).get("area", "")))


class TheoryForm(_CaseForm):
    """The theory of change the case rests on (BC-03)."""

    theory_of_change = TextField(rows=8)


class GainsForm(_CaseForm):
    """Which gains arise and how they are realised, talked through (PRC-07)."""

    gains_text = TextField(rows=6)
    gains_on = DayField()


class SurplusForm(_CaseForm):
    """The municipality's surplus, who else gains, and the exception where there is none (PRC-06)."""

    surplus = KronerField(least=None, required=False)
    others_gain = TextField(rows=3, required=False)
    exception = CodeField(codes=EXCEPTIONS, before="casework.exception", required=False)
    exception_text = TextField(rows=3, required=False)
    would_not_start = forms.BooleanField(required=False)
    no_budget_fits = forms.BooleanField(required=False)


class RepaymentForm(_CaseForm):
    """When the payment model stood."""

    repayment_done_on = DayField()


class ProcurementForm(_CaseForm):
    """Whether a tender is needed, and how far it has come (GOV-11)."""

    procurement = CodeField(codes=Case.Procurement.values, before="casework.procurement", radios=True)
    procurement_text = TextField(rows=3, required=False)


class LegalForm(_CaseForm):
    """The answer to the legality check (GOV-10)."""

    legal_text = TextField(rows=4)
    legal_on = DayField()


class OutcomeForm(_CaseForm):
    """What became of it (PRC-11)."""

    outcome = CodeField(codes=OUTCOMES, before="casework.outcome", radios=True)


PARTS: Mapping[str, type[PageForm]] = {
    "grunddata": BasicsForm,
    "forandringsteori": TheoryForm,
    "gevinster": GainsForm,
    "overskud": SurplusForm,
    "tilbagebetaling": RepaymentForm,
    "udbud": ProcurementForm,
    "lovlighed": LegalForm,
    "udfald": OutcomeForm,
}
"""Each thing that is settled on a case, by the last part of its address."""


class AddForm(_CaseForm):
    """A case without a proposal."""

    title = TextField()
    department = forms.ModelChoiceField(_DEPARTMENTS, required=False, empty_label="–")
    area = forms.ChoiceField(required=False)
    step = CodeField(codes=Case.STEPS, before="casework.step")
    source_note = TextField(required=False, limit=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _with_areas(self)


class ContractForm(PageForm):
    """What the text of a new contract starts from, and when the intervention begins."""

    words = "casework.write"
    start = forms.ChoiceField()
    goal = forms.ChoiceField(required=False)
    year = CountField(least=2000, most=2100)

    def __init__(self, *args: Any, earlier: Iterable[Contract] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready = [(goal.id, f"{in_language(dict(goal.title))}: {_whole_kroner(goal.ready)}") for goal in GOALS.values()]
        _choose(self, "goal", ready)
        templates = [(name, say_now(f"casework.template.{name}")) for name in TEMPLATES]
        _choose(self, "start", [*templates, *((str(each.pk), in_language(each.titles)) for each in earlier)])


class MoveForm(PageForm):
    """To which step, and why where it goes back."""

    words = "casework.move"
    to = CodeField(codes=Case.MOVES, before="casework.step")
    reason = TextField(rows=2, required=False, limit=500)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [(step, say_now(f"casework.step.{step}")) for step in Case.MOVES[case.state] if step != Case.STOPPED]
        _choose(self, "to", steps)


class WaitForm(PageForm):
    """On whom it waits, and why."""

    words = "casework.wait"
    on = CodeField(codes=WAITS_ON, before="casework.waits_on")
    reason = TextField(rows=3, limit=500)


class EffortForm(PageForm):
    """Hours and kroner of a party in a step."""

    words = "casework.effort"
    party = forms.ModelChoiceField(Organisation.objects.none(), empty_label="–")
    step = CodeField(codes=Case.STEPS, before="casework.step")
    hours = forms.DecimalField(min_value=0, max_value=10_000, decimal_places=2, required=False, localize=True)
    cost = KronerField(least=None, required=False)
    on = DayField()
    what = TextField(required=False)

    def __init__(self, *args: Any, parties: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party = self.fields["party"]
        if isinstance(party, forms.ModelChoiceField):
            party.queryset = parties

    def told(self) -> dict[str, Any]:
        """As the action takes it: hours as minutes."""
        data = dict(self.cleaned_data)
        hours = data.pop("hours")
        return {**data, "minutes": round(hours * 60) if hours else 0, "cost": data["cost"] or 0}


class AreasForm(PageForm):
    """A new list of areas: one a line, the English title after a bar."""

    words = "casework.areas"
    titles = TextField(rows=8)
    since = DayField()

    def told(self) -> list[tuple[str, str]]:
        """The titles in both languages, in their order."""
        lines = [line.partition("|") for line in self.cleaned_data["titles"].splitlines() if line.strip()]
        return [(danish.strip(), english.strip()) for danish, _, english in lines]
