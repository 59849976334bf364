"""The steps of the proposal form, after the Council's template (INB-02), and the forms around it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from bundlinje.money import Ore
from bundlinje.words.numbers import kroner
from bundlinje_web.audit import clock
from bundlinje_web.frame.fields import CodeField, CountField, KronerField, TextField
from bundlinje_web.frame.forms import PageForm, choices
from bundlinje_web.frame.steps import StepForm, Steps
from bundlinje_web.frame.words import in_language, language_now, say_now
from bundlinje_web.pipeline.models import Call
from bundlinje_web.pipeline.proposing import files

AIMS = ("preventive", "existing", "both")
"""Whether it prevents, or is for citizens who have problems already (INB-14)."""

UNITS = ("person", "family", "class", "school", "other")
AGREED = ("agreed", "talking", "hoped")
EVIDENCE = ("documented", "tried", "untried")
"""How well it is known to work (GOV-22); the contract's own levels."""

PAYERS = ("municipality", "region", "state", "others", "unknown")
"""Where the expenses fall that would become fewer; not knowing is an answer."""

SOURCES = ("citizen", "organisation", "social-enterprise", "department")
LINES = 5
"""How many lines of cost there are room for."""


class _Step(StepForm):
    words = "proposing.field"


class InterventionForm(_Step):
    """What it is, whom it helps in what way, and what it adds to what is done already."""

    code = "indsatsen"
    title = TextField(limit=120)
    what = TextField(rows=6)
    aim = CodeField(codes=AIMS, before="proposing.aim", radios=True)
    adds = TextField(rows=4)


class TargetForm(_Step):
    """Who it is for and how many."""

    code = "maalgruppen"
    target = TextField(rows=4)
    unit = CodeField(codes=UNITS, before="proposing.unit", radios=True)
    per_year = CountField(least=1, most=1_000_000, required=False)


class PartiesForm(_Step):
    """Who delivers it and with whom."""

    code = "parterne"
    provider = TextField()
    partners = TextField(rows=3, required=False)
    agreed = CodeField(codes=AGREED, before="proposing.agreed", radios=True)


class KnowledgeForm(_Step):
    """What is known of its effect; one that is untried says why it is worth trying (GOV-22)."""

    code = "viden"
    evidence = CodeField(codes=EVIDENCE, before="proposing.evidence", radios=True)
    evidence_text = TextField(rows=4, required=False)
    untried_because = TextField(rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        """An untried intervention needs its reason."""
        told = super().clean() or {}
        if told.get("evidence") == "untried" and not told.get("untried_because") and "untried_because" in told:
            self.add_error("untried_because", ValidationError(say_now("proposing.problem.untried")))
        return told


class CostForm(_Step):
    """What it costs, line by line, and for how many years."""

    code = "pris"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name.startswith("cost_"):
                _, part, number = name.split("_")
                field.label = say_now(f"proposing.field.cost_{part}.label", n=number)

    def clean(self) -> dict[str, Any]:
        """Each line is whole, and there is one; not knowing the price of something is told in its words."""
        told = super().clean() or {}
        for number in range(1, LINES + 1):
            self._whole(number, told)
        if not self.lines(told) and not self.errors:
            self.add_error("cost_what_1", ValidationError(say_now("proposing.problem.no_cost")))
        return told

    def _whole(self, number: int, told: dict[str, Any]) -> None:
        what, ore = f"cost_what_{number}", f"cost_ore_{number}"
        if told.get(what) and told.get(ore, 0) is None:
            self.add_error(ore, ValidationError(say_now("frame.form.kroner")))
        if told.get(ore) is not None and not told.get(what, "-"):
            self.add_error(what, ValidationError(say_now("proposing.problem.cost_what")))

    @staticmethod
    def lines(told: dict[str, Any]) -> list[dict[str, Any]]:
        """The lines that are filled in: what, and how much in øre."""
        numbers = range(1, LINES + 1)
        pairs = [(told.get(f"cost_what_{number}"), told.get(f"cost_ore_{number}")) for number in numbers]
        return [{"what": what, "ore": ore} for what, ore in pairs if what and ore is not None]

    def shown(self) -> list[tuple[str, str]]:
        """The lines, their sum, and the years."""
        lines, language = self.lines(self.cleaned_data), language_now()
        told = [(line["what"], kroner(Ore(line["ore"]), language)) for line in lines]
        total = sum(line["ore"] for line in lines)
        years = self.in_words(self["years"])
        return [*told, (say_now("proposing.sum"), kroner(Ore(total), language)), (str(self["years"].label), years)]


for _number in range(1, LINES + 1):
    CostForm.base_fields[f"cost_what_{_number}"] = TextField(required=False, label="-")
    CostForm.base_fields[f"cost_ore_{_number}"] = KronerField(required=False, label="-")
CostForm.base_fields["years"] = CountField(least=1, most=30, required=False)


class SavingsForm(_Step):
    """Where expenses become fewer; where the municipality's do not, the two conditions for going on (INB-16)."""

    code = "udgifter"
    falls_on = forms.MultipleChoiceField(
        choices=lambda: choices(PAYERS, "proposing.payer"), widget=forms.CheckboxSelectMultiple()
    )
    saves_text = TextField(rows=4, required=False)
    no_gain = forms.BooleanField(required=False)
    would_not_start = forms.BooleanField(required=False)
    no_budget = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Without a gain for the municipality both conditions are ticked."""
        told = super().clean() or {}
        for name in ("would_not_start", "no_budget"):
            if told.get("no_gain") and not told.get(name):
                self.add_error(name, ValidationError(say_now(f"proposing.problem.{name}")))
        return told


class FilesForm(_Step):
    """Files that say more; none is needed."""

    code = "bilag"
    file = forms.FileField(required=False)

    def clean_file(self) -> Any:
        """A file of a kind that is taken, not too large, and without anything like a person's number."""
        sent = self.cleaned_data.get("file")
        if sent is None:
            return None
        held = self.draft.attachments.count() if self.draft is not None else 0
        self.looked_at = files.looked_at(sent, held)
        return sent

    def received(self) -> None:
        """Keep the file with the draft."""
        if self.cleaned_data.get("file") and self.draft is not None:
            files.keep(self.draft, self.cleaned_data["file"], self.looked_at)

    def shown(self) -> list[tuple[str, str]]:
        """The files' names."""
        held = list(self.draft.attachments.all()) if self.draft is not None else []
        names = ", ".join(each.name for each in held)
        return [(say_now("proposing.files"), names or say_now("proposing.no_files"))]


def open_calls() -> list[Call]:
    """The calls that are open today."""
    today = clock.today()
    return list(Call.objects.filter(opens__lte=today, closes__gte=today))


def call_choices() -> list[tuple[str, str]]:
    """The open calls to choose among, and none of them."""
    titles = [(call.number, in_language({"da": call.title_da, "en": call.title_en})) for call in open_calls()]
    return [("", say_now("proposing.no_call")), *titles]


class SenderForm(_Step):
    """Who sends it and how to answer."""

    code = "om-dig"
    name = TextField(widget=forms.TextInput(attrs={"autocomplete": "name"}))
    source = CodeField(codes=SOURCES, before="inbox.source", radios=True)
    organisation = TextField(required=False, widget=forms.TextInput(attrs={"autocomplete": "organization"}))
    mail = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    phone = TextField(required=False, limit=40, widget=forms.TextInput(attrs={"autocomplete": "tel"}))
    call = forms.ChoiceField(required=False, choices=call_choices, widget=forms.RadioSelect())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mail"].error_messages["invalid"] = say_now("proposing.problem.mail")
        if not open_calls():
            del self.fields["call"]


STEPS = Steps(
    "proposal",
    "proposing",
    (
        InterventionForm,
        TargetForm,
        PartiesForm,
        KnowledgeForm,
        CostForm,
        SavingsForm,
        FilesForm,
        SenderForm,
    ),
)


class MailForm(PageForm):
    """Where to send the link to a draft."""

    words = "proposing.field"
    mail = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mail"].error_messages["invalid"] = say_now("proposing.problem.mail")


class FollowForm(PageForm):
    """The number and the code of a receipt."""

    words: ClassVar[str] = "proposing.field"
    number = forms.CharField(max_length=20)
    code = forms.CharField(max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))
