"""Invented contracts for the forecast's benchmark: intake by quarter, goals with price and cap, follow-ups to 2040."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

SEED = 2040
FIRST, LAST = 2025, 2040
DELAYS = (0, 3, 6, 9, 12)
"""Months the start may slip, and the chance of each."""
CHANCES = (0.45, 0.25, 0.15, 0.1, 0.05)
FAITH = 20
"""How many planned units the belief in the plan is worth."""

Totals: TypeAlias = Any
"""What the payers pay in kroner: years × draws."""


@dataclass(frozen=True)
class Goal:
    """What one outcome pays: its expected rate and the people it is worth, kroner for each success, and the cap."""

    rate: int
    worth: int
    price: int
    cap: int


@dataclass(frozen=True)
class Deal:
    """One invented contract: the month its intake begins, units by quarter, its goals, its last year and its cap."""

    name: str
    year: int
    quarter: int
    plan: tuple[int, ...]
    goals: tuple[Goal, ...]
    last: int
    cap: int

    def month(self, quarter: int) -> int:
        """The month, counted from the year 0, in which a quarter of intake begins."""
        return self.year * 12 + 3 * (self.quarter + quarter)

    @property
    def years(self) -> range:
        """The years at whose end it is followed up."""
        return range(self.year, self.last + 1)


def portfolio(contracts: int) -> list[Deal]:
    """So many invented contracts, the same every time."""
    dice = np.random.default_rng(SEED)
    return [_deal(f"deal-{number}", dice) for number in range(contracts)]


def _deal(name: str, dice: np.random.Generator) -> Deal:
    people = int(np.exp(dice.uniform(np.log(15), np.log(500))))
    quarters = int(dice.integers(4, 13))
    plan = np.floor(dice.dirichlet(np.full(quarters, 8.0)) * people).astype(int)
    plan[: people - plan.sum()] += 1
    year = int(dice.integers(FIRST, FIRST + 4))
    last = min(LAST, year + quarters // 4 + int(dice.integers(2, 9)))
    goals = []
    for _ in range(int(dice.integers(1, 7))):
        rate, price = int(dice.integers(15, 70)), int(dice.integers(2_000, 30_000))
        expected = people * rate * price * (last - year + 1) // 100
        goals.append(Goal(rate, int(dice.integers(10, 200)), price, int(expected * dice.uniform(0.8, 1.2))))
    cap = int(sum(goal.cap for goal in goals) * dice.uniform(0.75, 0.95))
    return Deal(name, year, int(dice.integers(0, 4)), tuple(map(int, plan)), tuple(goals), last, cap)
