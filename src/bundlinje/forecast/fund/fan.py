"""The fund's balance as a fan, and its risk: the chance of falling below zero, the first year at risk, and lasting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.dates import add_months
from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.forecast import FundForecast
from bundlinje.forecast.paths import P10, P50, P90, chance, quantile_at
from bundlinje.money import Ore

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]
    Bool: TypeAlias = NDArray[np.bool_]

P25, P75 = Fraction(1, 4), Fraction(3, 4)
LEVELS = (P10, P25, P50, P75, P90)

Chance: TypeAlias = tuple[Fraction, float]
"""The share of draws in which something holds, and the Monte-Carlo standard error of that share."""


@dataclass(frozen=True, slots=True)
class Fan:
    """What a balance stays below in one, two and a half, five … of ten worlds, by year, in øre that were drawn."""

    years: tuple[int, ...]
    at: Mapping[Fraction, tuple[Ore, ...]]

    def of(self, year: int) -> Mapping[Fraction, Ore]:
        """The levels of one year."""
        place = self.years.index(year)
        return {level: by_year[place] for level, by_year in self.at.items()}


@dataclass(frozen=True, slots=True)
class Risk:
    """How likely the fund is to run dry. `below` is the chance of ending each year below zero, `ever` that of any.

    `first_at_risk` is the first year in which that chance is above `risky`; `lasting` the chance of never having ended
    a year below zero to the last. `promise` is the chance of keeping an active fund for the years that were promised,
    through `promised_through`; none where the books do not reach that year.
    """

    years: tuple[int, ...]
    below: tuple[Chance, ...]
    ever: Chance
    lasting: Chance
    risky: Fraction
    first_at_risk: int | None
    promised_through: int
    promise: Chance | None


def fan(forecast: FundForecast, method: Method = Method.LEARNED) -> Fan:
    """The fan of a forecast's balances."""
    return fan_of(forecast.years, forecast.balances(method))


def fan_of(years: tuple[int, ...], balances: Int64) -> Fan:
    """The fan of balances in øre, years × draws."""
    ordered = np.sort(balances, axis=1)
    places = {level: quantile_at(ordered.shape[1], level) for level in LEVELS}
    return Fan(years, {level: tuple(ordered[:, place].tolist()) for level, place in places.items()})


def fans(forecast: FundForecast) -> dict[Method, Fan]:
    """Three forecasts side by side: flat as budgeted, a mixture of near plan and collapsed, and learned."""
    return {method: fan(forecast, method) for method in (Method.FLAT, Method.MIXTURE, Method.LEARNED)}


def risk(forecast: FundForecast, method: Method = Method.LEARNED) -> Risk:
    """How likely the fund is to run dry, and when."""
    balances = forecast.balances(method)
    risky = Fraction(forecast.scenario.outlook.risky)
    below = tuple(chance(balance < 0) for balance in balances)
    through = promised_through(forecast)
    kept = [place for place, year in enumerate(forecast.years) if year <= through]
    return Risk(
        years=forecast.years,
        below=below,
        ever=chance(ever_below(balances)),
        lasting=chance(~ever_below(balances)),
        risky=risky,
        first_at_risk=next(
            (year for year, (share, _) in zip(forecast.years, below, strict=True) if share > risky), None
        ),
        promised_through=through,
        promise=chance(~ever_below(balances[kept])) if through <= forecast.years[-1] else None,
    )


def ever_below(balances: Int64) -> Bool:
    """In which draws any year ends below zero."""
    lowest: Int64 = balances.min(axis=0)
    return lowest < 0


def promised_through(forecast: FundForecast) -> int:
    """The calendar year in which the years that the capital must last, from the fund's first day, are full."""
    established = forecast.scenario.fund.facts.established
    return add_months(established.day, 12 * established.minimum_years).year
