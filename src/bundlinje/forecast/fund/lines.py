"""What each investment brings the fund, in many worlds, and on what basis: its own contract, or the budget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.agreements import DRAWN, Run, Simulated
from bundlinje.forecast.fund.budget import ByYear
from bundlinje.forecast.fund.file import FundOutlook
from bundlinje.forecast.learning.mixture import Collapse, near_plan_or_collapsed
from bundlinje.forecast.learning.prior import Prior
from bundlinje.forecast.paths import Paths, Spread, spread
from bundlinje.money import Ore, round_half_away, round_half_away_column
from bundlinje.problems import Problem
from bundlinje.settlement.standing import Standing, compare
from bundlinje.streams import BLOCK, Streams

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]

COMMON = "good and bad years"
"""The stream of the shock that all contracts share; payments by the budget are moved by the same one."""

MILLION = 1_000_000
"""Effects are drawn in whole millionths, so that money stays whole øre."""


class Basis(StrEnum):
    """What a line's result payments are forecast from."""

    LEARNED = "learned"
    """Its contract, simulated from where it stands."""
    BUDGET = "budget"
    """The calculated payments behind the budget, at an uncertain effect."""
    PLANNED = "planned"
    """As by the budget, for an investment that is not in the books yet."""


@dataclass(frozen=True, eq=False)
class LineForecast:
    """One investment's result payments to the fund, in øre, years × draws by method, and `beyond`: after those years.

    `calculated` is what its business case calculates by year, 100 %; `why` is why the contract was not simulated.
    """

    line: str
    basis: Basis
    received: Mapping[Method, Int64]
    beyond: Mapping[Method, Int64]
    calculated: ByYear
    why: tuple[Problem, ...] = field(default=())

    def total(self, method: Method = Method.LEARNED) -> Int64:
        """All that is still to come, in every draw."""
        total: Int64 = self.received[method].sum(axis=0) + self.beyond[method]
        return total

    def to_come(self, method: Method = Method.LEARNED) -> Spread:
        """What can be said of all that is still to come."""
        return spread(self.total(method))

    def standing(self, method: Method = Method.LEARNED) -> Standing | None:
        """Whether half of the draws bring less than, about or more than the calculated payments; none without any."""
        calculated = sum(self.calculated.values())
        return compare(self.to_come(method).p50, calculated) if calculated else None


@dataclass(frozen=True, slots=True)
class Effect:
    """How uncertain a payment of which only the sum is known is: its expected rate, level, and common shock."""

    signed: Fraction
    level: Fraction
    shock: Fraction
    collapse: Collapse

    @classmethod
    def of(cls, outlook: FundOutlook, signed: Fraction | None = None, level: Fraction = Fraction(1)) -> Effect:
        """The effect by the fund's outlook, where a line says nothing of its own."""
        collapse = Collapse(Fraction(outlook.collapse.chance), Fraction(outlook.collapse.left))
        return cls(Fraction(outlook.signed if signed is None else signed), level, Fraction(outlook.shock), collapse)

    def millionths(self, line: str, run: Run) -> Int64:
        """Draws of the share of the calculated payments that comes: most near the level, a few collapsed."""
        streams, draws = Streams(run.seed), run.draws
        belief = near_plan_or_collapsed(Prior(self.signed), self.collapse)
        rates = streams.drawn(line, "effect", draws, belief.sample)
        shock = streams.drawn_shared(COMMON, draws, lambda generator, _: generator.standard_normal(BLOCK))
        inside = np.clip(rates, 1e-12, 1 - 1e-12)
        moved = 1 / (1 + (1 - inside) / inside * np.exp(-float(self.shock) * shock))
        share: Int64 = np.rint(moved / float(self.signed) * float(self.level) * MILLION).astype(np.int64)
        return share


def by_contract(line: str, agreements: Sequence[Simulated], account: str, years: Sequence[int], closed: int,
                calculated: ByYear) -> LineForecast:  # fmt: skip
    """A line whose contracts were simulated: what the fund's account receives in them after the last closed year."""
    parts = {method: [_received(one.paths[method], account, years, closed) for one in agreements] for method in DRAWN}
    return LineForecast(
        line,
        Basis.LEARNED,
        {method: _sum(within for within, _ in found) for method, found in parts.items()},
        {method: _sum(beyond for _, beyond in found) for method, found in parts.items()},
        calculated,
    )


def _received(paths: Paths, account: str, years: Sequence[int], closed: int) -> tuple[Int64, Int64]:
    """What an account receives in each of the years, and after them. Closed years are facts, and left out."""
    received = paths.received_by([account])
    within = np.zeros((len(years), paths.draws), dtype=np.int64)
    beyond = np.zeros(paths.draws, dtype=np.int64)
    for position, year in enumerate(paths.years):
        if year in years:
            within[years.index(year)] += received[position]
        elif year > closed:
            beyond += received[position]
    return within, beyond


def _sum(parts: Iterable[Int64]) -> Int64:
    first, *rest = parts
    return sum(rest, first)


def by_budget(
    line: str, calculated: ByYear, effect: Int64, years: Sequence[int], basis: Basis, why: tuple[Problem, ...] = ()
) -> LineForecast:
    """A line by its calculated payments: each year's times the drawn effect, rounded once."""
    paid = {year: round_half_away_column(effect * ore, MILLION) for year, ore in calculated.items()}
    nothing = np.zeros_like(effect)
    within = np.stack([paid.get(year, nothing) for year in years])
    beyond = sum((ore for year, ore in paid.items() if year not in years), nothing)
    return LineForecast(line, basis, dict.fromkeys(DRAWN, within), dict.fromkeys(DRAWN, beyond), calculated, why)


def calculated_from(budgeted: ByYear, share: Fraction) -> dict[int, Ore]:
    """The business case's payments behind the budgeted ones: divided by the share that is budgeted."""
    return {year: round_half_away(ore / share) for year, ore in budgeted.items()}
