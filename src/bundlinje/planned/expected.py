"""What a contract is expected to pay: its own terms, limits and splits run over the expected number of successes.

In exact fractions of units: planned intake × expected rate on every occasion of the contract's calendar. Many prospects
of the same months are worlds of their own, paid side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import expected_rate
from bundlinje.facts.tables import Facts
from bundlinje.grammar.part import Mark, Marked
from bundlinje.money import Ore
from bundlinje.planned.bounds import Paid
from bundlinje.planned.counts import Counts
from bundlinje.planned.fold import fold
from bundlinje.planned.group_terms import MILLIONTHS, counted_outcomes, drawn_figures
from bundlinje.planned.intake import Batch, planned_intake
from bundlinje.planned.roster import Assumptions, Roster
from bundlinje.planned.tariff import Tariff
from bundlinje.problems import Collector, Place, error
from bundlinje.settlement.leaning import marks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Exact: TypeAlias = NDArray[np.object_]
    Int64: TypeAlias = NDArray[np.int64]

ByYear: TypeAlias = Mapping[int, Mapping[str, Ore]]
_Months: TypeAlias = "tuple[tuple[str, str, date], ...]"


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


@dataclass(frozen=True, slots=True)
class Prospect:
    """One way a contract may be expected to turn out.

    `rates` are expected values by the name of an outcome or figure (øre for money) and go before what the contract
    itself expects; `participants` replaces planned units by calendar year.
    """

    rates: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    participants: Mapping[int, int] | None = None


def expected_payments(
    contract: Contract,
    rates: Mapping[str, Fraction] | None = None,
    participants: Mapping[int, int] | None = None,
    assumptions: Assumptions | None = None,
    facts: Facts | None = None,
) -> ExpectedPayments:
    """What the contract pays if planned intake comes and every outcome and figure turns out at its expected rate.

    `rates` and `participants` are those of a `Prospect`. A rate that nobody has stated raises `Refused`. `facts` may
    bring reported numbers that prices are indexed by.
    """
    (payments,) = LaidOut(contract, assumptions, facts).payments([Prospect(rates or {}, participants)])
    return payments


class LaidOut:
    """A contract laid out to be paid at many prospects: its calendar and prices are worked out once for each plan."""

    def __init__(self, contract: Contract, assumptions: Assumptions | None = None, facts: Facts | None = None) -> None:
        self.contract, self._assumptions, self._facts = contract, assumptions, facts
        self._tariffs: dict[_Months, Tariff] = {}

    def payments(self, prospects: Sequence[Prospect]) -> tuple[ExpectedPayments, ...]:
        """What the contract pays at each prospect. A rate that nobody has stated raises `Refused`.

        Prospects whose units come in the same months are worlds of one fold.
        """
        plans = [planned_intake(self.contract, one.participants) for one in prospects]
        alike: dict[_Months, list[int]] = {}
        for number, plan in enumerate(plans):
            alike.setdefault(tuple((one.cohort, one.segment, one.day) for one in plan), []).append(number)
        found: dict[int, ExpectedPayments] = {}
        for months, numbers in alike.items():
            tariff = self._tariff(months, plans[numbers[0]])
            worlds = [(plans[number], prospects[number].rates) for number in numbers]
            found |= zip(numbers, _paid(expected_counts(tariff, worlds)), strict=True)
        return tuple(found[number] for number in range(len(prospects)))

    def _tariff(self, months: _Months, plan: Iterable[Batch]) -> Tariff:
        if months not in self._tariffs:
            roster = Roster(self.contract, plan, assumptions=self._assumptions, reports=self._facts)
            self._tariffs[months] = Tariff(roster)
        return self._tariffs[months]


def expected_counts(tariff: Tariff, worlds: Sequence[tuple[Iterable[Batch], Mapping[str, Fraction]]]) -> Counts:
    """Worlds in each of which every batch of its plan comes and every rate is as expected."""
    roster = tariff.roster
    names, figures = counted_outcomes(roster.contract), drawn_figures(roster.contract)
    rates = [_rates(roster.contract, (*names, *figures), stated) for _, stated in worlds]
    admitted = np.array([_admitted(roster, plan) for plan, _ in worlds])
    plans, which = np.unique(admitted, axis=0, return_inverse=True)
    return Counts(
        tariff,
        achieved={name: _chances(tariff, name, plans)[which.reshape(-1)] * _column(rates, name) for name in names},
        due={name: admitted @ tariff.slots(name).occasions() for name in names},
        admitted=admitted,
        figures={name: _figure(rates, name, roster.last) for name in figures},
    )


def _admitted(roster: Roster, plan: Iterable[Batch]) -> Int64:
    """How many units each member stands for."""
    units = np.zeros(len(roster), dtype=np.int64)
    for one in plan:
        units[roster.member_of(one.cohort, one.segment, one.day)] += one.units
    return units


def _column(rates: Sequence[Mapping[str, Fraction]], name: str) -> Exact:
    column: Exact = np.array([one[name] for one in rates], dtype=object)
    return column[:, None]


def _figure(rates: Sequence[Mapping[str, Fraction]], name: str, follow_ups: int) -> Int64:
    """A figure in millionths, the same at every follow-up: worlds × follow-ups."""
    return np.array([[int(one[name] * MILLIONTHS)] * follow_ups for one in rates], dtype=np.int64)


def _chances(tariff: Tariff, name: str, admitted: Int64) -> Exact:
    """How many times the units of each plan can achieve in each slot; what happens once is shared by its occasions.

    An array of shape plans × slots. The occasions are those as long after admission as the assumptions say, and each
    unit has one result to share evenly between its own.
    """
    slots, roster = tariff.slots(name), tariff.roster
    if roster.contract.outcomes[name].happens != "once":
        return (admitted @ slots.occasions()).astype(object)
    counted = slots.occasions(roster.possible(name))
    times = counted.sum(axis=1)
    chances: Exact = np.full((len(admitted), len(slots)), Fraction(0), dtype=object)
    for many in np.unique(times[times > 0]).tolist():
        mine = times == many
        chances = chances + (admitted[:, mine] @ counted[mine]).astype(object) * Fraction(1, many)
    return chances


def _rates(contract: Contract, names: Iterable[str], stated: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The rate of every outcome and figure; those that nobody has stated are refused, all at once."""
    problems = Collector()
    found = {name: _rate(contract, name, stated, problems) for name in names}
    problems.refuse_errors()
    return found


def _rate(contract: Contract, name: str, rates: Mapping[str, Fraction], problems: Collector) -> Fraction:
    rate = rates[name] if name in rates else expected_rate(contract, name)
    if rate is None:
        problems.add(error("planned.rate_unknown", Place(path=f"{contract.contract}: {name}"), name=name))
        return Fraction(0)
    return rate


def _paid(counts: Counts) -> Iterator[ExpectedPayments]:
    """The payments of every world."""
    folded, contract = fold(counts), counts.tariff.contract
    achieved = {name: counts.of(name).sum(axis=1) for name in counts.achieved}
    assumed = tuple(one for one in marks(contract, contract.contract) if one.mark is Mark.ASSUMED)
    for world in range(counts.worlds):
        yield ExpectedPayments(
            lines=tuple(_line(one, world) for one in folded.paid if one.ore[world]),
            by_year=_by_year(folded.outcome_payments(), "payers", world),
            receivers=_by_year(folded.to_investors(contract), "receivers", world),
            achieved={name: Fraction(number[world]) for name, number in achieved.items()},
            assumed=assumed,
        )


def _line(one: Paid, world: int) -> ExpectedLine:
    payers, receivers = ({who: int(ore[world]) for who, ore in side.items()} for side in (one.payers, one.receivers))
    return ExpectedLine(
        one.leg, one.clause, one.follow_up, one.day.year, int(one.ore[world]), payers, receivers, one.is_guarantee
    )


def _by_year(paid: Iterable[Paid], side: str, world: int) -> ByYear:
    years: dict[int, dict[str, Ore]] = {}
    for one in paid:
        if one.ore[world]:
            year = years.setdefault(one.day.year, {})
            for account, ore in getattr(one, side).items():
                year[account] = year.get(account, 0) + int(ore[world])
    return {year: years[year] for year in sorted(years)}
