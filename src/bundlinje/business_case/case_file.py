"""The case as data: everything a business case says, in the order it is worked out."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import Field

from bundlinje.business_case.parts import (
    Cohort,
    Consequence,
    Cost,
    Effect,
    Knowledge,
    Mode,
    Price,
    Published,
    Repayment,
    Sector,
    Sroi,
    StaffMeasure,
)
from bundlinje.business_case.values import GradeKey, Growth, Rate, YearKey, YearNumber
from bundlinje.contract.parts import Name, NameId
from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.stated import Number
from bundlinje.grammar.written import Length

OWN_SECTOR = {sector.value: sector for sector in Sector}
"""Payers that need no introduction: the sectors themselves."""


class Case(Part):
    """A business case: who takes part, what it costs, what changes for whom, and how it is counted."""

    case: NameId
    title: Name
    contract: NameId | None = None
    target_group: Name | None = None
    theory_of_change: Name | None = None
    alternative: Name | None = None
    """What happens without the intervention, which both costs and effects are measured against."""
    knowledge: list[Knowledge] = Field(default_factory=list)
    base_year: YearNumber
    price_year: YearNumber
    horizon: Length
    mode: Mode = Mode.SOM
    discount: NonEmpty = "danish-2021"
    index: NonEmpty = "net-price"
    """The index that prices and costs follow which name none of their own; SØM uses the net price index."""
    indices: dict[NameId, dict[YearKey, Growth]] = Field(default_factory=dict)
    """Yearly changes of an index that are not in the published data: from the year before to the year named."""
    growth: dict[NonEmpty, Growth] = Field(default_factory=dict)
    """Expected yearly change of each index in years nothing is published for; needed to count in budget kroner."""
    optimism: dict[GradeKey, Rate] = Field(default_factory=dict)
    """The share taken off for each grade of evidence, where the case does not use the default table."""
    parties: dict[NameId, Sector] = Field(default_factory=dict)
    budgets: dict[NameId, dict[NonEmpty, Rate]] = Field(default_factory=dict)
    """How a department's saving divides on its budgets, where a consequence names none."""
    cohorts: list[Cohort] = Field(default_factory=list)
    effects: dict[NameId, Effect] = Field(default_factory=dict)
    expects: dict[NameId, Number] = Field(default_factory=dict)
    """What is expected of outcomes and figures of the contract that no effect of the case stands for."""
    consequences: list[Consequence] = Field(default_factory=list)
    prices: dict[NonEmpty, Price] = Field(default_factory=dict)
    costs: list[Cost] = Field(default_factory=list)
    repayment: Repayment | None = None
    sroi: Sroi | None = None
    staff: list[StaffMeasure] = Field(default_factory=list)
    published: list[Published] = Field(default_factory=list)

    @property
    def follow_up_years(self) -> int:
        """The last year t after finishing in which consequences are counted; they are counted from t = 0."""
        return self.horizon.months // 12

    def sector_of(self, payer: str) -> Sector | None:
        """Whose money an account is: of the party before the slash, or of the sector it is named after."""
        party = payer.partition("/")[0]
        return self.parties.get(party) or OWN_SECTOR.get(party)

    def title_in(self, language: str) -> str:
        """The title in a language, or in Danish where there is none."""
        return (self.title.en if language == "en" else None) or self.title.da

    def as_data(self) -> Any:
        """The case as the plain data it is written as, without what only repeats a default."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    def canonical(self) -> str:
        """The case as one canonical text: equal cases have equal texts."""
        return json.dumps(self.as_data(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    def digest(self) -> str:
        """SHA-256 of the canonical text."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()
