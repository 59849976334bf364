"""The contract as data: everything a signed outcomes agreement says, in the agreement's own order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, WrapSerializer

from bundlinje.comparisons.base import Compared
from bundlinje.contract.about import About
from bundlinje.contract.parts import (
    Amendment,
    Cohort,
    Corrections,
    EndsEarly,
    Expected,
    FollowUp,
    Gate,
    Leaves,
    Name,
    NameId,
    Outcome,
    Party,
    PartyId,
    Periods,
)
from bundlinje.facts.base import AnyFact
from bundlinje.figures.base import SHELF as FIGURES
from bundlinje.figures.base import Figure
from bundlinje.grammar.amount import AnyAmount
from bundlinje.grammar.kind import OneOf
from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.window import OwnWindow
from bundlinje.grammar.written import Numbers
from bundlinje.limits.base import AnyLimit
from bundlinje.measures.base import AnyMeasure
from bundlinje.splits.account import Account
from bundlinje.splits.base import AnySplit, Split, is_split
from bundlinje.terms.base import AnyTerm, Term

OUTCOMES, INVESTORS, PROVIDERS = "outcomes", "investors", "providers"
VEHICLE = "vehicle"
ALL = "all"
"""Name of the only cohort of a contract that states a single `cohort`."""


def _compared(raw: Any) -> str | None:
    is_it = isinstance(raw, Compared) or (isinstance(raw, dict) and "figure" in raw)
    return Compared.key if is_it else None


FigureOrComparison = Annotated[Figure, OneOf(lambda: FIGURES, lambda: {Compared.key: Compared}, _compared)]


EVERY_TERM = "*"
"""Key of a payer split that holds for every term of its leg."""


def _by_term(raw: Any) -> Any:
    return {EVERY_TERM: raw} if isinstance(raw, str | Split) or is_split(raw) else raw


def _short(payers: dict[str, Any], write: SerializerFunctionWrapHandler) -> Any:
    written = write(payers)
    return written[EVERY_TERM] if set(written) == {EVERY_TERM} else written


Payers = Annotated[dict[str, AnySplit], BeforeValidator(_by_term), WrapSerializer(_short)]
"""Who pays, by term id; written as one split where it holds for every term."""


class Leg(Part):
    """One flow of money: its terms and limits, who pays and who receives. `passes_on` names the leg it hands on."""

    terms: list[AnyTerm] = Field(default_factory=list)
    limits: list[AnyLimit] = Field(default_factory=list)
    payers: Payers | None = None
    passes_on: NonEmpty | None = None
    split: AnySplit | None = None


class Contract(Part):
    """An outcomes contract. Its id is its file's name."""

    contract: NameId
    title: Name
    programme: NonEmpty | None = None
    kind: Literal["social investment", "donation", "co-financing"] = "social investment"
    stage: NonEmpty | None = None
    currency: NonEmpty = "DKK"
    periods: Periods | None = None
    about: About | None = None
    parties: dict[PartyId, Party] = Field(min_length=1)
    cohort: Cohort | None = None
    cohorts: dict[NameId, Cohort] | None = None
    capital: dict[str, AnyAmount] | None = None
    windows: dict[NameId, OwnWindow] | None = None
    phases: dict[NameId, Numbers] | None = None
    facts: dict[NameId, AnyFact] = Field(default_factory=dict)
    measures: dict[NameId, AnyMeasure] = Field(default_factory=dict)
    outcomes: dict[NameId, Outcome] = Field(default_factory=dict)
    figures: dict[NameId, FigureOrComparison] = Field(default_factory=dict)
    gates: dict[NameId, Gate] = Field(default_factory=dict)
    follow_ups: list[FollowUp] = Field(default_factory=list)
    leaves: Leaves | None = None
    accounts: dict[NameId, Account] = Field(default_factory=dict)
    terms: list[AnyTerm] | None = None
    limits: list[AnyLimit] | None = None
    payers: Payers | None = None
    receivers: AnySplit | None = None
    guarantee: AnyLimit | None = None
    legs: dict[NameId, Leg] | None = None
    corrections: Corrections | None = None
    ends_early: EndsEarly | None = None
    amendments: list[Amendment] = Field(default_factory=list)
    expected: Expected | None = None

    def all_cohorts(self) -> Mapping[str, Cohort]:
        """The cohorts by name, whether one or many are stated."""
        return self.cohorts or ({ALL: self.cohort} if self.cohort else {})

    def all_legs(self) -> Mapping[str, Leg]:
        """The flows of money by name: as stated, or the two flows that `terms`, `payers` and `receivers` mean."""
        if self.legs is not None:
            return self.legs
        legs = {OUTCOMES: Leg(terms=self.terms or [], limits=self.limits or [], payers=self.payers)}
        if self.receivers is not None:
            floor = [self.guarantee] if self.guarantee is not None else []
            legs[INVESTORS] = Leg(passes_on=OUTCOMES, split=self.receivers, limits=floor)
        return legs

    def all_terms(self) -> Iterator[tuple[str, Term]]:
        """Every term with the name of its leg."""
        for name, leg in self.all_legs().items():
            for term in leg.terms:
                yield name, term

    def title_in(self, language: str) -> str:
        """The title in a language, or in Danish where there is none."""
        return (self.title.en if language == "en" else None) or self.title.da

    def canonical(self) -> str:
        """The contract as one canonical text: equal contracts have equal texts."""
        return json.dumps(plain(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    def digest(self) -> str:
        """SHA-256 of the canonical text."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


def plain(part: Part) -> Any:
    """A part as the plain data it is written as, without what only repeats a default."""
    return part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
