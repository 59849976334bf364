"""Pictures of what the office shows, drawn from the same numbers as its tables."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from bundlinje import charts
from bundlinje.charts.data import About, Bars, Cumulated, Curve, Fan, FanYear, Interval, Payer, SideBySide
from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.fan import P25, P75
from bundlinje.forecast.paths import P10, P50, P90, quantile_at
from bundlinje.report.case_cells import named, payer_name
from bundlinje.report.case_cells import said as case_said
from bundlinje.report.forecast_cells import said
from bundlinje.report.fund_ahead_tables import line_name
from bundlinje.report.settlement_tables import contract_name
from bundlinje.report.table import Count

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from bundlinje.charts import Chart
    from bundlinje.report.forecast_gathered import Gathered
    from bundlinje.report.fund_ahead import FundAhead
    from bundlinje.words.numbers import Language
    from bundlinje_web.bridge.case import CaseSeen

_LEVELS = (P10, P25, P50, P75, P90)


def fund_fan(view: FundAhead, language: Language) -> Chart:
    """The fund's balance as a fan after the accounts as they are; beside it what the budget counts on."""
    fan, flat = view.fan, view.fans[Method.FLAT]
    years = tuple(
        FanYear(
            year,
            p10=fan.at[P10][number],
            p25=fan.at[P25][number],
            p50=fan.at[P50][number],
            p75=fan.at[P75][number],
            p90=fan.at[P90][number],
            below_zero=view.risk.below[number][0],
        )
        for number, year in enumerate(fan.years)
    )
    budget = Curve(said("chart.flat"), tuple(zip(flat.years, flat.at[P50], strict=True)))
    assumed = said("chart.assumed", number=Count(len(view.found.assumed)))
    lasting = (view.risk.years[-1], view.risk.lasting[0])
    data = Fan(About(said("chart.balance"), notes=(assumed,)), years, view.known, (budget,), lasting)
    return charts.fan(data, language)


def _fan_year(year: int, values: NDArray[np.int64]) -> FanYear:
    ordered = sorted(values.tolist())
    return FanYear(year, *(ordered[quantile_at(len(ordered), level)] for level in _LEVELS))


def payments_fan(view: Gathered, language: Language) -> Chart:
    """The payments of a contract summed up year by year as a fan, beside the capital that was put in."""
    paths = view.found.paths
    summed = paths.paid.cumsum(axis=0)
    settled = view.settled_until
    known = tuple((year, int(summed[n, 0])) for n, year in enumerate(paths.years) if year <= settled)
    capital = [one.capital for one in view.back if one.capital is not None]
    line = Curve(said("chart.capital"), tuple((year, sum(capital)) for year in paths.years))
    years = tuple(_fan_year(year, summed[n]) for n, year in enumerate(paths.years) if year > settled)
    about = About(said("chart.payments", title=contract_name(view.contract)))
    return charts.fan(Fan(about, years, known, (line,) if capital else ()), language)


def methods(view: Gathered, language: Language) -> Chart:
    """The payments in all by every way of looking ahead, against the capital that was put in."""
    intervals = tuple(
        Interval(said(f"method.{method}"), middle=found.p50, p10=found.p10, p90=found.p90)
        for method, found in view.totals.items()
    )
    capital = sum(one.capital for one in view.back if one.capital is not None)
    against = ((said("chart.capital"), capital),) if capital else ()
    about = About(said("chart.payments", title=contract_name(view.contract)))
    return charts.side_by_side(SideBySide(about, intervals, against), language)


def returns_map(view: FundAhead, title: str, whole: str, language: Language) -> Chart:
    """What each investment may bring back for each krone put in: how much is its return, how wide its risk."""
    intervals = tuple(
        Interval(
            line_name(view.found, one.line),
            Fraction(one.in_all.p50, one.invested),
            p10=Fraction(one.in_all.p10, one.invested),
            p90=Fraction(one.in_all.p90, one.invested),
        )
        for one in view.returns
    )
    data = SideBySide(About(title), intervals, ((whole, Fraction(1)),), shares=True)
    return charts.side_by_side(data, language)


def case_cumulated(seen: CaseSeen, language: Language) -> Chart:
    """The net of everybody and of each sector, summed up year by year."""
    first = seen.lines[seen.whole]
    sectors = [seen.lines[row.sector.value] for row in seen.sectors]
    curves = tuple(
        Curve(payer_name(line.view, seen.contract), tuple(zip(line.years, line.cumulated, strict=True)))
        for line in dict.fromkeys((first, *sectors))
    )
    about = About(case_said("chart.cumulated", title=named(seen.case.title, seen.case.case)))
    return charts.cumulated(Cumulated(about, curves, first.break_even.stays), language)


def case_bars(seen: CaseSeen, language: Language) -> Chart:
    """The net of every sector in each year."""
    payers = tuple(
        Payer(payer_name(row.sector.value, seen.contract), seen.lines[row.sector.value].net) for row in seen.sectors
    )
    about = About(case_said("chart.bars", title=named(seen.case.title, seen.case.case)))
    return charts.bars(Bars(about, seen.lines[seen.whole].years, payers), language)
