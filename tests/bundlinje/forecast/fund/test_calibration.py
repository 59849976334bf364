"""Calibration: on simulated histories the fund's 80 % interval covers 80 % within its sampling error.

The histories are drawn person by person in plain Python, by the assumptions that the outlook states and none of the
forecast's own code: a rate, an intake, a common good or bad year, and people who are alike at their follow-ups.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.bundlinje.forecast.fund.invented import agreement, with_history

from bundlinje.forecast.calibration import calibrate
from bundlinje.forecast.fund.agreements import Agreement, Run
from bundlinje.forecast.fund.file import parse_fund_outlook
from bundlinje.forecast.fund.forecast import forecast_fund
from bundlinje.fund import Fund
from bundlinje.streams import Streams

Int64: TypeAlias = NDArray[np.int64]

HISTORIES, PLANNED, PRICE = 60, 40, 10_000_00
STRENGTH, INTAKE, SHOCK, ALIKE = 10, 20, 0.3, 0.5
CALCULATED = {2024: 100_000_00, 2025: 100_000_00, 2026: 50_001_25}
COLLAPSE, LEFT, NEAR, FALLEN = 0.1, 0.25, 40, 10
FIXED = (710_000 + 50_000 - 50_000 - 700_000) * 100
"""In the invented books: the balance at the start, new capital, running costs and investments, in øre."""


@dataclass(frozen=True)
class History:
    """What was known after the first follow-up: how many had come, and how many of them had achieved."""

    came: int
    working: int
    number: int


def _moved(rate: float, shock: float) -> float:
    odds = rate / (1 - rate) * float(np.exp(shock))
    return odds / (1 + odds)


def _world(dice: np.random.Generator) -> tuple[History, float]:
    """A history of the first year, and the balance at the end of the last."""
    rate, share = dice.beta(STRENGTH / 2, STRENGTH / 2), dice.gamma(INTAKE, 1 / INTAKE)
    came = min(int(dice.poisson(share * PLANNED / 2)), PLANNED)
    working = int(dice.binomial(came, rate))
    shock = SHOCK * dice.standard_normal()
    later = _moved(rate, shock)
    more = int(dice.binomial(PLANNED // 2, min(share, 1.0)))
    achieved = working + sum(_person(dice, later, 3) for _ in range(came + more))
    return History(came, working, int(dice.integers(1, 10**6))), achieved * PRICE + _by_budget(dice, shock) + FIXED


def _person(dice: np.random.Generator, rate: float, follow_ups: int) -> int:
    """How often one person achieves: the latent result again, with the root of the likeness as chance, or else anew."""
    latent, again = dice.random() < rate, ALIKE**0.5
    return sum(latent if dice.random() < again else dice.random() < rate for _ in range(follow_ups))


def _by_budget(dice: np.random.Generator, shock: float) -> float:
    """What the line without a contract brings: near plan, or collapsed."""
    mean, strength = (0.5 * LEFT, FALLEN) if dice.random() < COLLAPSE else (0.5, NEAR)
    rate = dice.beta(mean * strength, (1 - mean) * strength)
    return sum(CALCULATED.values()) * _moved(rate, shock) / 0.5


@cache
def _agreement() -> Agreement:
    return agreement("one", planned=PLANNED)


@pytest.mark.requirement("PP-14")
def test_the_funds_80_percent_interval_covers_80_percent_within_its_sampling_error(fund: Fund) -> None:
    outlook = parse_fund_outlook("{outlook: invented, account: fond}", fund)
    without_two = {key: figure for key, figure in fund.cells.items() if key[0] != "two_rb"}
    books = replace(fund, cells=without_two)

    def forecast(known: History, dice: np.random.Generator) -> Int64:
        one = with_history(_agreement(), known.came, known.working)
        last: Int64 = forecast_fund(books, {"one": one}, outlook, Run(512, known.number)).balances()[-1]
        return last

    found = calibrate(_world, forecast, HISTORIES, Streams(11))
    assert found.holds, found
