"""Paths: what each drawn world brings, by calendar year and account, and what can be said of them all.

Money in whole øre. The first axis is the year, the second the draw, so that a year is one stretch of memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from bundlinje.grammar.part import Marked
from bundlinje.money import Ore

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]
    Bool: TypeAlias = NDArray[np.bool_]

P10, P50, P90 = Fraction(1, 10), Fraction(1, 2), Fraction(9, 10)


@dataclass(frozen=True)
class Paths:
    """One contract in many worlds: arrays of shape years × draws in øre, and one value a draw.

    `paid` is what outcome payers pay; `payers` and `receivers` divide it by account, receivers with what guarantors
    topped up. Years that are settled already are the same in every draw. `limited` says where a limit took something,
    `achieved` how many occasions were achieved by outcome, `admitted` how many units came in all.
    """

    contract: str
    years: tuple[int, ...]
    paid: Int64
    payers: Mapping[str, Int64]
    receivers: Mapping[str, Int64]
    guaranteed: Int64
    limited: Bool
    admitted: Int64
    achieved: Mapping[str, Int64] = field(default_factory=dict)
    assumed: tuple[Marked, ...] = ()

    @property
    def draws(self) -> int:
        """How many worlds."""
        return int(self.paid.shape[1])

    @property
    def total(self) -> Int64:
        """What outcome payers pay in all, in every draw."""
        result: Int64 = self.paid.sum(axis=0)
        return result

    def received_by(self, accounts: Sequence[str]) -> Int64:
        """What these accounts receive together, years × draws."""
        nothing = np.zeros_like(self.paid)
        return sum((self.receivers[account] for account in accounts if account in self.receivers), nothing)


def joined(parts: Sequence[Paths], draws: int) -> Paths:
    """Paths of the same contract one after the other, cut to so many draws."""
    first = parts[0]
    if len(parts) == 1 and first.draws == draws:
        return first

    def years(columns: Sequence[Int64]) -> Int64:
        whole: Int64 = np.concatenate(columns, axis=1)[:, :draws]
        return whole

    def each(columns: Sequence[NDArray[Any]]) -> NDArray[Any]:
        return np.concatenate(columns)[:draws]

    def by_account(side: str) -> dict[str, Int64]:
        accounts = dict.fromkeys(name for part in parts for name in getattr(part, side))
        return {
            name: years([getattr(part, side).get(name, np.zeros_like(part.paid)) for part in parts])
            for name in accounts
        }

    return replace(
        first,
        paid=years([part.paid for part in parts]),
        payers=by_account("payers"),
        receivers=by_account("receivers"),
        guaranteed=years([part.guaranteed for part in parts]),
        limited=each([part.limited for part in parts]),
        admitted=each([part.admitted for part in parts]),
        achieved={name: each([part.achieved[name] for part in parts]) for name in first.achieved},
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """What can be said of one number over all draws: in one of ten, half and nine of ten, and the mean with its error.

    Øre for money. `error` is the Monte-Carlo standard error of the mean: how far it would move with another seed.
    """

    p10: int
    p50: int
    p90: int
    mean: float
    error: float


def spread(values: Int64) -> Spread:
    """The spread of one value a draw. Quantiles are values that were drawn, so that they are whole øre."""
    ordered = np.sort(values)
    low, middle, high = (int(ordered[quantile_at(len(ordered), chance)]) for chance in (P10, P50, P90))
    deviation = float(ordered.std(ddof=1)) if len(ordered) > 1 else 0.0
    return Spread(low, middle, high, float(ordered.mean()), deviation / len(ordered) ** 0.5)


def quantile_at(draws: int, chance: Fraction) -> int:
    """The place of a quantile among sorted draws: the first that this share of the draws does not exceed."""
    place = int(-(-chance.numerator * draws // chance.denominator)) - 1
    return min(draws - 1, max(0, place))


def chance(holds: Bool) -> tuple[Fraction, float]:
    """In how many of the draws something holds, and the standard error of that share."""
    share = Fraction(int(holds.sum()), len(holds))
    return share, float(share * (1 - share) / len(holds)) ** 0.5


def capital_back(paths: Paths, accounts: Sequence[str], capital: Ore) -> tuple[Fraction, float]:
    """The chance that these accounts get their capital back, and its standard error."""
    return chance(paths.received_by(accounts).sum(axis=0) >= capital)
