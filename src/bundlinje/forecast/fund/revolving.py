"""Revolving capital: how much the fund can invest anew each year while the chance of ever running dry stays low.

Of every krone invested a part comes back later at an uncertain effect, and pays for the next investment. In each world
the fund can take so much a year before some year ends below zero; the answer is what it can take in enough worlds.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.fan import Chance, ever_below
from bundlinje.forecast.fund.file import RevolvingOutlook
from bundlinje.forecast.fund.forecast import FundForecast
from bundlinje.forecast.fund.lines import MILLION, Effect
from bundlinje.forecast.paths import chance
from bundlinje.money import ORE_PER_KRONE, Ore, round_half_away, round_half_away_column, split

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]

THOUSAND = 1_000 * ORE_PER_KRONE
"""New investments are told in whole thousands of kroner, as the books are."""
TOP = 1_000_000 * THOUSAND
"""No fund invests, or gets back, more than this a year: where repayment outruns investment, nothing sets a limit."""


@dataclass(frozen=True, slots=True)
class Revolving:
    """What the fund can invest anew each year, in øre, and the chance that it then ever ends a year below zero.

    `without` is that chance with no new investment. `a_year` is 0 where it is above what is accepted already, and none
    where nothing sets a limit.
    """

    first: int
    last: int
    a_year: Ore | None
    accepted: Fraction
    ever: Chance
    without: Chance


def revolving(
    forecast: FundForecast, method: Method = Method.LEARNED, asked: RevolvingOutlook | None = None
) -> Revolving:
    """The most that can be invested in each year to come, by the outlook's word on how it comes back."""
    terms = asked or forecast.scenario.outlook.revolving
    balances = forecast.balances(method)
    effects = _effects(forecast)
    found = _largest(balances, effects, terms)
    after = balances + _moved(found or 0, effects, terms, len(balances))
    ever = chance(ever_below(after))
    without = chance(ever_below(balances))
    return Revolving(forecast.years[0], forecast.years[-1], found, Fraction(terms.chance), ever, without)


def _effects(forecast: FundForecast) -> Int64:
    """The effect of each year's new investments in every draw, in millionths: years × draws."""
    effect = Effect.of(forecast.scenario.outlook)
    return np.stack([effect.millionths(f"invested anew in {year}", forecast.run) for year in forecast.years])


def _moved(ore: Ore, effects: Int64, terms: RevolvingOutlook, years: int) -> Int64:
    """What investing so much each year does to the balance at each year's end: years × draws, below zero is less."""
    net = np.full(effects.shape, -ore, dtype=np.int64)
    parts = split(round_half_away(ore * terms.repaid), [1] * terms.over)
    for invested in range(years):
        for later, part in enumerate(parts, start=invested + terms.first_after):
            if later < years:
                net[later] += round_half_away_column(effects[invested] * part, MILLION)
    moved: Int64 = np.cumsum(net, axis=0)
    return moved


def _largest(balances: Int64, effects: Int64, terms: RevolvingOutlook) -> Ore | None:
    """The largest whole thousand with which enough worlds never end a year below zero, by halving."""

    def holds(thousands: int) -> bool:
        after = balances + _moved(thousands * THOUSAND, effects, terms, len(balances))
        return chance(ever_below(after))[0] <= terms.chance

    low, high = 0, 1
    while holds(high):
        low, high = high, high * 2
        if high * THOUSAND * max(Fraction(terms.repaid), Fraction(1)) > TOP:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low * THOUSAND
