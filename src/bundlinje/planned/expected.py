"""What a contract is expected to pay: its own terms, limits and splits run over the expected number of successes.

One world, in exact fractions of units: planned intake × expected rate on every occasion of the contract's calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import expected_rate
from bundlinje.facts.tables import Facts
from bundlinje.grammar.part import Mark, Marked
from bundlinje.money import Ore
from bundlinje.planned.bounds import Paid
from bundlinje.planned.counts import Counts
from bundlinje.planned.fold import Folded, fold
from bundlinje.planned.group_terms import MILLIONTHS, counted_outcomes, drawn_figures
from bundlinje.planned.intake import Batch, planned_intake
from bundlinje.planned.roster import Assumptions, Roster
from bundlinje.planned.tariff import Tariff
from bundlinje.problems import Collector, Place, error
from bundlinje.settlement.leaning import marks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Exact: TypeAlias = NDArray[np.object_]

ByYear: TypeAlias = Mapping[int, Mapping[str, Ore]]


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """What one clause is expected to pay at one follow-up, in øre, and by whom."""

    leg: str
    clause: str
    follow_up: int
    year: int
    ore: Ore
    payers: Mapping[str, Ore]
    receivers: Mapping[str, Ore]
    is_guarantee: bool


@dataclass(frozen=True, slots=True)
class ExpectedPayments:
    """What a contract is expected to pay: by calendar year and account, in øre, and the assumed values it leans on."""

    lines: tuple[ExpectedLine, ...]
    by_year: ByYear
    """What outcome payers pay."""
    receivers: ByYear
    """What investors receive, guarantees included."""
    achieved: Mapping[str, Fraction]
    """Expected achieved occasions by outcome."""
    assumed: tuple[Marked, ...] = field(default=())

    @property
    def total(self) -> Ore:
        """What outcome payers pay in all."""
        return sum(ore for year in self.by_year.values() for ore in year.values())


def expected_payments(
    contract: Contract,
    rates: Mapping[str, Fraction] | None = None,
    participants: Mapping[int, int] | None = None,
    assumptions: Assumptions | None = None,
    facts: Facts | None = None,
) -> ExpectedPayments:
    """What the contract pays if planned intake comes and every outcome and figure turns out at its expected rate.

    `rates` are expected values by the name of an outcome or figure (øre for money) and go before what the contract
    itself expects; `participants` replaces planned units by calendar year. A rate that nobody has stated raises
    `Refused`. `facts` may bring reported numbers that prices are indexed by.
    """
    batches = planned_intake(contract, participants)
    roster = Roster(contract, batches, assumptions=assumptions, reports=facts)
    counts = expected_counts(Tariff(roster), batches, rates or {})
    folded = fold(counts)
    achieved = {name: sum(counts.of(name)[0].tolist(), Fraction(0)) for name in counts.achieved}
    return payments_of(folded, roster.contract, achieved)


def expected_counts(tariff: Tariff, batches: Iterable[Batch], rates: Mapping[str, Fraction]) -> Counts:
    """One world in which every batch comes as planned and every rate is as expected."""
    roster, problems = tariff.roster, Collector()
    admitted = np.zeros((1, len(roster)), dtype=object)
    admitted[:] = Fraction(0)
    for one in batches:
        admitted[0, roster.member_of(one.cohort, one.segment, one.day)] += one.units
    names = counted_outcomes(roster.contract)
    due = {name: admitted @ tariff.slots(name).occasions() for name in names}
    found = {name: _rate(roster.contract, name, rates, problems) for name in (*names, *drawn_figures(roster.contract))}
    problems.refuse_errors()
    figures = {
        name: np.full((1, roster.last), int(found[name] * MILLIONTHS), dtype=np.int64)
        for name in drawn_figures(roster.contract)
    }
    achieved = {name: np.multiply(admitted @ _chances(tariff, name), np.array(found[name])) for name in names}
    return Counts(tariff, achieved, due, admitted, figures)


def _chances(tariff: Tariff, name: str) -> Exact:
    """How many times each member can achieve in each slot; what happens once is one, shared evenly by its occasions.

    An array of shape members × slots. The occasions are those as long after admission as the assumptions say.
    """
    slots, roster = tariff.slots(name), tariff.roster
    if roster.contract.outcomes[name].happens != "once":
        return slots.occasions().astype(object)
    counted = slots.occasions(roster.possible(name))
    times = np.maximum(counted.sum(axis=1), 1)
    shared = [[Fraction(int(one), int(of)) for one in row] for row, of in zip(counted, times, strict=True)]
    return np.array(shared, dtype=object)


def _rate(contract: Contract, name: str, rates: Mapping[str, Fraction], problems: Collector) -> Fraction:
    rate = rates[name] if name in rates else expected_rate(contract, name)
    if rate is None:
        problems.add(error("planned.rate_unknown", Place(path=f"{contract.contract}: {name}"), name=name))
        return Fraction(0)
    return rate


def payments_of(folded: Folded, contract: Contract, achieved: Mapping[str, Fraction]) -> ExpectedPayments:
    """The payments of the first world, line by line and by year."""
    lines = tuple(_line(one) for one in folded.paid)
    return ExpectedPayments(
        lines=lines,
        by_year=_by_year(folded.outcome_payments(), "payers"),
        receivers=_by_year(folded.to_investors(contract), "receivers"),
        achieved=achieved,
        assumed=tuple(one for one in marks(contract, contract.contract) if one.mark is Mark.ASSUMED),
    )


def _line(one: Paid) -> ExpectedLine:
    payers, receivers = ({who: int(ore[0]) for who, ore in side.items()} for side in (one.payers, one.receivers))
    return ExpectedLine(
        one.leg, one.clause, one.follow_up, one.day.year, int(one.ore[0]), payers, receivers, one.is_guarantee
    )


def _by_year(paid: Iterable[Paid], side: str) -> ByYear:
    years: dict[int, dict[str, Ore]] = {}
    for one in paid:
        year = years.setdefault(one.day.year, {})
        for account, ore in getattr(one, side).items():
            year[account] = year.get(account, 0) + int(ore[0])
    return {year: years[year] for year in sorted(years)}
