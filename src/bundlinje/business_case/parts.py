"""What a case is made of: whom it reaches, what it costs, what changes, and where the money is saved."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from pydantic import Field, StrictBool, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.business_case.sensitivity.spread import Spread
from bundlinje.business_case.values import Count, Factor, Kroner, Quantities, Rate, Rates, YearKey, YearNumber, Years
from bundlinje.contract.parts import Name, NameId
from bundlinje.data.payers import Payer
from bundlinje.data.units import Unit
from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.quantity import Quantity
from bundlinje.grammar.stated import Number
from bundlinje.grammar.written import Length

Evidence: TypeAlias = Literal[1, 2, 3]
"""Grade of evidence: 1 meta-study or randomised trial, 2 control group, 3 before and after without a control group."""


class Sector(StrEnum):
    """Whose money it is: one of the three public payers, an investor who is repaid, or the citizens themselves."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    STATE = "state"
    INVESTOR = "investor"
    CITIZENS = "citizens"


PUBLIC = (Sector.MUNICIPALITY, Sector.REGION, Sector.STATE)
"""The payers of a budget-economic calculation."""


class Mode(StrEnum):
    """How a case is counted.

    `som`: as SØM counts. `extended`: also fade-out, phase-in, realisation, overlap and correction for weak evidence.
    `budget`: as extended, the municipality only, in the kroner of each year, undiscounted.
    """

    SOM = "som"
    EXTENDED = "extended"
    BUDGET = "budget"


class Knowledge(Part):
    """What a party knows or assumes, and from where."""

    party: NonEmpty
    text: Name


class Cohort(Part):
    """Participants who start in one year, the share that completes, and how many years it takes them."""

    start: YearNumber
    participants: Count
    completion: Rate = Number(value=Quantity.read("100 %"))
    takes: Length = Length(0, "year")
    spread: Spread | None = None

    @property
    def finishes(self) -> int:
        """The calendar year in which the cohort finishes, and in which SØM lets the effect begin."""
        return self.start + self.takes.months // 12

    @model_validator(mode="after")
    def _whole_years(self) -> Cohort:
        if self.takes.unit != "year":
            raise PydanticCustomError("case.whole_years", "whole years", {"text": self.takes.text()})
        return self


class Effect(Part):
    """The share of finishers who succeed because of the intervention.

    Written as two rates (`with`, `without`), as a rate that is already net of the baseline (`net`), or as a
    standardised effect size (`d`) on top of a baseline. `of` and `without_of` are the people behind the rates.
    """

    success: Name | None = None
    with_: Rate | None = Field(default=None, alias="with")
    of: Count | None = None
    without: Rate | None = None
    without_of: Count | None = None
    net: Rate | None = None
    d: Factor | None = None
    by: Literal["lowest", "cox", "logistic", "normal"] = "lowest"
    outcome: NameId | None = None
    """The contract's outcome it stands for; its own id if none is named."""
    spread: Spread | None = None
    design: Literal["randomised", "quasi-experiment", "before-after", "historic", "expert"] | None = None
    evidence: Evidence | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Effect:
        forms = {"with": self.with_, "net": self.net, "d": self.d}
        given = [name for name, value in forms.items() if value is not None]
        if len(given) != 1:
            raise PydanticCustomError("case.effect_forms", "one form", {"text": ", ".join(given) or "–"})
        if self.d is not None and self.without is None:
            raise PydanticCustomError("case.effect_needs_baseline", "baseline")
        if self.net is not None and self.without is not None:
            raise PydanticCustomError("case.effect_net_twice", "net twice")
        return self

    def rates(self) -> Effect:
        """The effect without the numbers of people behind it, which its rate does not need."""
        return self.model_copy(update={"of": None, "without_of": None})


class Overlap(Part):
    """The share of an effect that another consequence or project of the same group already counts."""

    group: NonEmpty
    share: Rate


class Consequence(Part):
    """What one success changes in one public service, and in which budget the money is saved or spent."""

    id: NameId
    title: Name | None = None
    of: NameId
    price: NonEmpty
    quantity: Quantities
    saves: StrictBool = True
    department: NonEmpty | None = None
    budget: NonEmpty | None = None
    entry_week: StrictInt | None = Field(default=None, ge=1)
    measured_by: NonEmpty | None = None
    """What is measured in its place where the change itself is not, such as employment for less use of hospitals."""
    cashable: StrictBool = True
    fade: Rates | None = None
    phase_in: Rates | None = None
    realised: Rate | None = None
    overlap: Overlap | None = None
    evidence: Evidence | None = None
    spread: Spread | None = None

    def in_mode(self, mode: Mode) -> Consequence:
        """The consequence without what the mode does not count with."""
        extended = ("fade", "phase_in", "realised", "overlap")
        return self.model_copy(update=dict.fromkeys(extended)) if mode is Mode.SOM else self


class Ladder(Part):
    """The reimbursement ladder: the municipality's share rises with the weeks already on public support."""

    entry_week: StrictInt | None = Field(default=None, ge=1)


class DayCap(Part):
    """The state reimburses a share of the first units a year, such as days; the municipality pays the rest."""

    share: Rate
    first: StrictInt = Field(gt=0)


class Band(Part):
    """Above this yearly amount for one person the state reimburses a share, up to the next band."""

    over: Kroner
    share: Rate


class Price(Part):
    """What one unit of a service costs on average, who pays it, and in which year's kroner it is stated.

    Who pays is one of `split`, `ladder`, `scheme` (a dated rule of the law, by id), `day_cap` and `bands` (own ones, or
    the id of the law's). A price that is `net_of_reimbursement` is what the municipality pays after reimbursement, so
    that no rule may take it off again.
    """

    title: Name | None = None
    amount: Kroner
    unit: Unit
    year: YearNumber
    index: NonEmpty | None = None
    split: dict[Payer, Rate] | None = None
    ladder: Ladder | None = None
    scheme: NonEmpty | None = None
    day_cap: DayCap | None = None
    bands: NonEmpty | list[Band] | None = None
    net_of_reimbursement: StrictBool = False
    spread: Spread | None = None

    @model_validator(mode="after")
    def _one_payer_rule(self) -> Price:
        names = ("split", "ladder", "scheme", "day_cap", "bands")
        given = [name for name in names if getattr(self, name) is not None]
        if self.net_of_reimbursement and set(given) - {"split"}:
            raise PydanticCustomError("case.reimbursed_twice", "twice", {"text": ", ".join(given)})
        if len(given) != 1 and not (self.net_of_reimbursement and not given):
            known = ", ".join(names)
            raise PydanticCustomError("case.payer_rule", "one", {"text": ", ".join(given) or "–", "known": known})
        _sums_to_one(self.split)
        return self


def _sums_to_one(split: dict[Any, Rate] | None) -> None:
    values = [rate.value for rate in (split or {}).values()]
    if split and None not in values and sum((v.value for v in values if v is not None), Fraction(0)) != 1:
        raise PydanticCustomError("case.split_sum", "sum", {"text": " + ".join(v.text() for v in values if v)})


class Kind(StrEnum):
    """What a cost is for. The last three lower the cost."""

    PREPARATION = "preparation"
    TRAINING = "training"
    RUNNING = "running"
    MATERIAL = "material"
    OVERHEAD = "overhead"
    RECRUITMENT = "recruitment"
    EVALUATION = "evaluation"
    TRANSACTION = "transaction"
    REPLACED = "replaced"
    GRANT = "grant"
    RESIDUAL = "residual"


LOWERS = (Kind.REPLACED, Kind.GRANT, Kind.RESIDUAL)
"""Kinds that are taken off the cost: services no longer needed, grants from outside, value that is left."""


class Cost(Part):
    """One line of what the intervention costs: an amount in one year or several, or for every participant.

    `each` counts people of each cohort in the year they start (participants) or finish (finishers, successes).
    """

    id: NameId
    title: Name | None = None
    kind: Kind
    payer: NonEmpty
    amount: Kroner | None = None
    years: Years | None = Field(default=None, alias="year")
    per: Literal["participant", "finisher", "success"] | None = None
    of: NameId | None = None
    by_year: dict[YearKey, Kroner] | None = Field(default=None, min_length=1)
    price_year: Literal["nominal"] | YearNumber | None = None
    """Whose year's kroner the amount is in: by default the case's; `nominal` for those of each year it falls in."""
    index: NonEmpty | None = None
    overrun: Rate | None = None
    spread: Spread | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Cost:
        forms = {"year": self.years, "per": self.per, "by_year": self.by_year}
        given = [name for name, value in forms.items() if value is not None]
        if len(given) != 1 or (self.amount is None) == (self.by_year is None):
            raise PydanticCustomError("case.cost_forms", "forms", {"text": ", ".join(given) or "–"})
        if (self.per == "success") != (self.of is not None):
            raise PydanticCustomError("case.cost_of_effect", "of", {"text": self.id})
        return self

    def in_mode(self, mode: Mode) -> Cost:
        """The cost without what the mode does not count with."""
        return self.model_copy(update={"overrun": None}) if mode is Mode.SOM else self

    @property
    def sign(self) -> int:
        """−1 for a line that lowers the cost, else 1."""
        return -1 if self.kind in LOWERS else 1


class Repayment(Part):
    """A share of the gain that is returned where no contract says how: agreed beforehand, 0–100 %."""

    share: Rate
    of: Literal["municipal gain"] | NonEmpty = "municipal gain"
    """The gain that is shared: the municipality's, or that of one account, such as `msb/decentral`."""
    to: NonEmpty
    years: Years | None = None
    delay: StrictInt = Field(default=1, ge=0)
    """Years from the gain to its repayment: a gain is harvested only when the result shows."""
    cap: Kroner | None = None


class SocialValue(Part):
    """A value to people that no public budget shows, with the proxy it is measured by."""

    id: NameId
    title: Name
    of: NameId
    proxy: Kroner
    quantity: Quantities
    sector: Literal["health", "justice", "transfers", "wellbeing", "education", "other"]
    proxy_year: YearNumber | None = None
    index: NonEmpty | None = None
    same_as: NameId | None = None
    """The consequence that already counts it; it is then shown and not added."""


class Sroi(Part):
    """What of the value is due to the intervention: taken off the social values, once each.

    `deadweight` is what would have happened anyway: `from effect` (the baseline is in the success rate already) or a
    share, which then replaces the baseline.
    """

    deadweight: Literal["from effect"] | Rate = "from effect"
    attribution: Rate | None = None
    displacement: Rate | None = None
    drop_off: Rate | None = None
    social: list[SocialValue] = Field(default_factory=list)


class StaffMeasure(Part):
    """The third bottom line: what was measured among staff, before and after."""

    measure: Name
    before: Count | None = None
    after: Count | None = None


class Published(Part):
    """A result a public document states, for the case's own to be held against."""

    what: Literal[
        "investment", "decentral_repayment", "decentral_saving", "net_saving", "surplus", "break_even_year", "repayment"
    ]
    amount: Kroner | None = None
    year: YearNumber | None = None
    after: Length | None = None
    department: NonEmpty | None = None
