"""A business case as a page asks for it: another effect, volume, start or horizon, and if region and state repaid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bundlinje.business_case.bottom_line import EVERYBODY, PUBLIC_SECTOR, BottomLine, bottom_line, views
from bundlinje.business_case.budget_views import Cashable, cashable
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Cohort, Mode, Sector
from bundlinje.business_case.read import parse_case
from bundlinje.business_case.sensitivity.inputs import intake_name
from bundlinje.business_case.sensitivity.variants import Asked, InScenario, Scenario, in_scenario
from bundlinje.business_case.who_gains import IfTheyPaid, SectorRow, if_they_paid, who_gains
from bundlinje_web.bridge.contract import read

if TYPE_CHECKING:
    from bundlinje.business_case.worked import Worked
    from bundlinje.contract.model import Contract

CAUTIOUS = 80
"""The level of effect a case opens at, in per cent: the one the fund budgets by (SEN-07)."""


@dataclass(frozen=True, slots=True)
class Levers:
    """What is pulled: the effect in per cent of the expected, people in all, months later, horizon, who repays.

    None is what the case says itself.
    """

    effect: int = CAUTIOUS
    people: int | None = None
    later: int = 0
    horizon: int | None = None
    all_repay: bool = False


@dataclass(frozen=True)
class CaseSeen:
    """A case with its levers pulled, worked out with its repayment."""

    case: Case
    contract: Contract | None
    levers: Levers
    told: InScenario

    @property
    def worked(self) -> Worked:
        """The case worked out."""
        return self.told.worked

    @property
    def planned(self) -> Fraction:
        """How many the case itself expects."""
        return people_in(self.case)

    @property
    def whole(self) -> str:
        """The view that sees everything."""
        return Sector.MUNICIPALITY.value if self.worked.mode is Mode.BUDGET else EVERYBODY

    @cached_property
    def lines(self) -> Mapping[str, BottomLine]:
        """The bottom line of everybody, the public, each sector and each account."""
        everybody, *rest = views(self.worked)
        return {view: bottom_line(self.worked, view) for view in (everybody, PUBLIC_SECTOR, *rest)}

    @property
    def municipality(self) -> BottomLine:
        """The municipality's bottom line."""
        held = self.lines.get(Sector.MUNICIPALITY.value)
        return held or bottom_line(self.worked, Sector.MUNICIPALITY.value)

    @cached_property
    def sectors(self) -> tuple[SectorRow, ...]:
        """Who sows and who harvests."""
        return who_gains(self.worked)

    @cached_property
    def if_they_paid(self) -> IfTheyPaid:
        """What if region and state repaid their part."""
        return if_they_paid(self.worked)

    @property
    def cashable(self) -> Cashable:
        """What a budget can be cut by, and what it cannot."""
        return cashable(self.worked)


def people_in(case: Case) -> Fraction:
    """Everybody the case expects to start."""
    known = (one.participants.value for one in case.cohorts)
    return sum((number.value for number in known if number is not None), Fraction(0))


@lru_cache(maxsize=32)
def case_of(text: str) -> Case:
    """The case in a text. Raises `Refused` with every mistake."""
    return parse_case(text)


@lru_cache(maxsize=64)
def _asked(text: str, contract_text: str, code: str, months: int) -> Asked:
    contract = read(contract_text, code) if contract_text else None
    return Asked(later(case_of(text), months), None, contract, known_only=True)


def later(case: Case, months: int) -> Case:
    """The case with everybody so many months later, fewer than twelve.

    Intake is even over a year: of those who start in it, so many twelfths start in the next instead. A number that is
    not known stays where it is.
    """
    if not months or any(one.participants.value is None for one in case.cohorts):
        return case
    moved = Fraction(months, 12)
    found: dict[tuple[object, ...], Cohort] = {}
    for cohort in case.cohorts:
        for start, share in ((cohort.start, 1 - moved), (cohort.start + 1, moved)):
            key = (start, cohort.completion.model_dump_json(), cohort.takes, cohort.spread)
            found[key] = _with(cohort, start, share, found.get(key))
    return case.model_copy(update={"cohorts": sorted(found.values(), key=lambda one: one.start)})


def _with(cohort: Cohort, start: int, share: Fraction, before: Cohort | None) -> Cohort:
    """A part of a cohort in the year it starts, with those who start in that year already."""
    whole, held = cohort.participants, before.participants.value if before else None
    assert whole.value is not None  # noqa: S101 - looked at by whoever asks
    people = whole.value.value * share + (held.value if held else 0)
    number = whole.model_copy(update={"value": replace(whole.value, value=people)})
    return cohort.model_copy(update={"start": start, "participants": number})


@lru_cache(maxsize=128)
def case_seen(text: str, contract_text: str, code: str, levers: Levers) -> CaseSeen:
    """The case in a text with its levers pulled, and the contract that repays where its text is given."""
    asked = _asked(text, contract_text, code, levers.later % 12)
    return CaseSeen(asked.case, asked.contract, levers, in_scenario(asked, scenario(asked.case, levers)))


def scenario(case: Case, levers: Levers) -> Scenario:
    """What is otherwise, as the engine takes it."""
    planned = people_in(case)
    factor = Fraction(levers.people) / planned if levers.people is not None and planned else None
    values = {intake_name(cohort): factor for cohort in case.cohorts} if factor is not None else {}
    return Scenario(
        "levers",
        effect=Fraction(levers.effect, 100),
        values=values,
        start_later=levers.later // 12,
        horizon=levers.horizon,
        all_repay=levers.all_repay,
    )
