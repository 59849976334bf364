"""The forms of contracts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from bundlinje_web.bridge.risk import KINDS, LEVELS, kind_name
from bundlinje_web.contracts.models import Contract, Document, ExitPlan
from bundlinje_web.contracts.starting import TEMPLATES
from bundlinje_web.frame.fields import CodeField, CountField, DayField, TextField
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.frame.words import in_language, language_now, say_now


class Keyed(PageForm):
    """A form that is one wish however often it is sent."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4().hex


class NewContractForm(Keyed):
    """What a contract is called, and what its text starts from."""

    words: ClassVar[str] = "contracts.new"
    title_da = TextField()
    title_en = TextField(required=False)
    code = forms.SlugField(max_length=120, required=False)
    kind = CodeField(codes=Contract.Kind.values, before="contracts.kind", radios=True)
    start = forms.ChoiceField()
    year = CountField(least=2000, most=2100)
    file = forms.FileField(required=False)

    def __init__(self, *args: Any, earlier: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        templates = [(name, say_now(f"contracts.template.{name}")) for name in TEMPLATES]
        agreements = [(str(one.pk), in_language(one.titles)) for one in earlier]
        field = self.fields["start"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is declared above
        field.choices = [
            (say_now("contracts.template.templates"), templates),
            *([(say_now("contracts.template.earlier"), agreements)] if agreements else []),
        ]
        self.fields["code"].error_messages["invalid"] = say_now("contracts.new.code.invalid")


class OfferForm(Keyed):
    """From when the next version is to hold, why, and which warnings are accepted."""

    words: ClassVar[str] = "contracts.offer"
    effective_from = DayField()
    reason = TextField(rows=3, limit=1_000, required=False)
    accepted = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, warnings: list[tuple[str, str]], later: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if warnings:
            field = self.fields["accepted"]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - it is declared above
            field.choices = warnings
        else:
            del self.fields["accepted"]
        if not later:
            del self.fields["reason"]


class SignForm(Keyed):
    """Which party signs, by whom, and when; with the signed copy."""

    words: ClassVar[str] = "contracts.sign"
    party = forms.ChoiceField()
    signer = TextField()
    on = DayField()
    file = forms.FileField(required=False)

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is declared above
        field.choices = [("", say_now("frame.form.choose")), *parties]


class DocumentForm(Keyed):
    """A file with what it is to the contract."""

    words: ClassVar[str] = "contracts.document"
    title = TextField()
    kind = CodeField(codes=Document.Kind.values, before="contracts.document_kind")
    file = forms.FileField()
    has_personal_data = forms.BooleanField(required=False)


class StartForm(PageForm):
    """What is agreed before the first citizen, and since when (PRC-08)."""

    words: ClassVar[str] = "contracts.start"
    admission = TextField(rows=3, required=False)
    admission_on = DayField(required=False)
    registration = TextField(rows=3, required=False)
    registration_on = DayField(required=False)
    follow_up = TextField(rows=3, required=False)
    follow_up_on = DayField(required=False)
    row_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RiskForm(Keyed):
    """The Council's assessment: how great the risk is in all, and which typical risks there are (RSK-01, RSK-04)."""

    words: ClassVar[str] = "contracts.risk"
    level = CodeField(codes=LEVELS[:3], before="contracts.risk_level", radios=True)
    risks = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    carried_by = TextField(rows=2, required=False)
    text = TextField(rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["risks"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - it is declared above
        field.choices = [(kind, kind_name(kind, language_now())) for kind in KINDS]


class ExitForm(Keyed):
    """When it is decided how it goes on, what may become of it, and how it would be paid for (PRC-09, 10, 14)."""

    words: ClassVar[str] = "contracts.exit"
    decide_by = DayField()
    wind_down_from = DayField()
    budget_by = DayField(required=False)
    options = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    financing = TextField(rows=4, required=False)
    procurement = TextField(rows=3, required=False)
    reuse = TextField(rows=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["options"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - it is declared above
        field.choices = [(code, say_now(f"contracts.exit_option.{code}")) for code in ExitPlan.Option.values]


class HappenForm(Keyed):
    """When something happened to the contract, why, and where it ended what became of it (PRC-11)."""

    words: ClassVar[str] = "contracts.happen"
    on = DayField()
    outcome = CodeField(codes=ExitPlan.Option.values, before="contracts.exit_option")
    reason = TextField(rows=3, limit=500, required=False)

    def __init__(self, *args: Any, ends: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ends:
            del self.fields["outcome"]


class DayForm(PageForm):
    """The day an address asks about."""

    words: ClassVar[str] = "contracts.ending"
    keeps: ClassVar[bool] = False
    dag = DayField()


class AcceptForm(Keyed):
    """For which party of one's own exactly what was read is accepted; asked only of who answers for several."""

    words: ClassVar[str] = "contracts.accept"
    party = forms.ChoiceField()
    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, parties: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is declared above
        if len(parties) == 1:
            field.widget, field.initial = forms.HiddenInput(), next(iter(parties))
            field.choices = list(parties.items())
        else:
            field.choices = [("", say_now("frame.form.choose")), *parties.items()]


class SendBackForm(AcceptForm):
    """What must be changed before the party can accept."""

    words: ClassVar[str] = "contracts.send_back"
    reason = TextField(rows=4, limit=1_000)


class WithdrawForm(Keyed):
    """Why a version is taken back."""

    words: ClassVar[str] = "contracts.withdraw"
    reason = TextField(rows=3, limit=500)
