"""What charts of a forecast are drawn from: the fund's fan, a contract's payments, and its ways of looking ahead."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from bundlinje.charts.data import About, Curve, Fan, FanYear, Interval, SideBySide
from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.fan import LEVELS
from bundlinje.forecast.paths import P50, quantile_at
from bundlinje.money import Ore
from bundlinje.report.forecast_cells import said
from bundlinje.report.fund_ahead_tables import line_name
from bundlinje.report.settlement_tables import contract_name
from bundlinje.report.table import Cell, Count

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bundlinje.report.forecast_gathered import Gathered
    from bundlinje.report.fund_ahead import FundAhead


def fund_fan(view: FundAhead) -> Fan:
    """The fund's balance as a fan after the accounts as they are; beside it what the budget counts on."""
    fan, flat = view.fan, view.fans[Method.FLAT]
    years = tuple(
        replace(FanYear(year, *(fan.at[level][place] for level in LEVELS)), below_zero=view.risk.below[place][0])
        for place, year in enumerate(fan.years)
    )
    budget = Curve(said("chart.flat"), tuple(zip(flat.years, flat.at[P50], strict=True)))
    assumed = said("chart.assumed", number=Count(len(view.found.assumed)))
    lasting = (view.risk.years[-1], view.risk.lasting[0])
    return Fan(About(said("chart.balance"), notes=(assumed,)), years, view.known, (budget,), lasting)


def fund_returns(view: FundAhead, what: Cell, whole: Cell, title: Cell = None) -> SideBySide:
    """What each investment brings back for each krone put in: how much is its return, how wide its risk."""
    intervals = tuple(
        Interval(
            line_name(view.found, one.line),
            Fraction(one.in_all.p50, one.invested),
            p10=Fraction(one.in_all.p10, one.invested),
            p90=Fraction(one.in_all.p90, one.invested),
        )
        for one in view.returns
    )
    return SideBySide(About(what, title), intervals, ((whole, Fraction(1)),), shares=True)


def fan_year(year: int, values: NDArray[np.int64]) -> FanYear:
    """One year of a fan from its draws."""
    ordered = np.sort(values)
    return FanYear(year, *(int(ordered[quantile_at(len(ordered), level)]) for level in LEVELS))


def payments_fan(view: Gathered) -> Fan:
    """The payments of a contract summed up year by year as a fan, beside the capital that was put in."""
    paths = view.found.paths
    summed = paths.paid.cumsum(axis=0)
    settled = view.settled_until
    known = tuple((year, int(summed[n, 0])) for n, year in enumerate(paths.years) if year <= settled)
    ahead = tuple(fan_year(year, summed[n]) for n, year in enumerate(paths.years) if year > settled)
    line = Curve(said("chart.capital"), tuple((year, capital_in(view)) for year in paths.years))
    has_capital = any(one.capital is not None for one in view.back)
    return Fan(_payments_of(view), ahead, known, (line,) if has_capital else ())


def methods(view: Gathered) -> SideBySide:
    """The payments in all by every way of looking ahead, against the capital that was put in."""
    intervals = tuple(
        Interval(said(f"method.{method}"), middle=found.p50, p10=found.p10, p90=found.p90)
        for method, found in view.totals.items()
    )
    capital = capital_in(view)
    against = ((said("chart.capital"), capital),) if capital else ()
    return SideBySide(_payments_of(view), intervals, against)


def capital_in(view: Gathered) -> Ore:
    """The capital that investors put into a contract, as far as it is known."""
    return sum(one.capital for one in view.back if one.capital is not None)


def _payments_of(view: Gathered) -> About:
    return About(said("chart.payments", title=contract_name(view.contract)))
