"""Charts of forecasts, drawn from the same numbers as the tables, and saving them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

from bundlinje import charts
from bundlinje.charts.data import About, Curve, Fan, FanYear, Interval, SideBySide
from bundlinje.cli.forecast_options import attempted
from bundlinje.cli.options import of_language
from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.fan import P25, P75
from bundlinje.forecast.paths import P10, P50, P90, quantile_at
from bundlinje.report.forecast_cells import said
from bundlinje.report.settlement_tables import contract_name
from bundlinje.report.table import Count

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bundlinje.charts import Chart
    from bundlinje.report.forecast_gathered import Gathered
    from bundlinje.report.fund_ahead import FundAhead

_AT = tuple(Fraction(share, 100) for share in (10, 25, 50, 75, 90))


def save(chart: Chart, path: Path, language: str) -> None:
    """Write a chart and its table, and say on the error stream where they are: they are no part of the answer."""
    from bundlinje.words.labels import label

    path.parent.mkdir(parents=True, exist_ok=True)
    picture, table = attempted(lambda: chart.save(path), language)
    click.echo(label("cli", "chart.saved", of_language(language), picture=str(picture), table=str(table)), err=True)


def fan_year(year: int, values: NDArray[np.int64], below_zero: bool = False) -> FanYear:
    """One year of a fan from its draws."""
    ordered = np.sort(values)
    p10, p25, p50, p75, p90 = (int(ordered[quantile_at(len(ordered), share)]) for share in _AT)
    below = Fraction(int((values < 0).sum()), len(values)) if below_zero else None
    return FanYear(year, p10, p25, p50, p75, p90, below)


def contract_chart(view: Gathered, picture: str, language: str) -> Chart:
    """The picture of a contract's forecast that is asked for."""
    drawn = {"fan": payments_chart, "side-by-side": methods_chart, "histogram": totals_chart}
    return drawn[picture](view, language)


def methods_chart(view: Gathered, language: str) -> Chart:
    """The payments in all by every way of looking ahead, against the capital that was put in."""
    intervals = tuple(
        Interval(said(f"method.{method}"), middle=found.p50, p10=found.p10, p90=found.p90)
        for method, found in view.totals.items()
    )
    capital = _capital(view)
    against = ((said("chart.capital"), capital),) if capital else ()
    data = SideBySide(About(said("chart.payments", title=contract_name(view.contract))), intervals, against)
    return attempted(lambda: charts.side_by_side(data, of_language(language)), language)


def totals_chart(view: Gathered, language: str) -> Chart:
    """How often which total was drawn, against the capital that was put in."""
    about = About(said("chart.payments", title=contract_name(view.contract)))
    data = charts.histogram_of(about, view.found.paths.total, _capital(view))
    return attempted(lambda: charts.histogram(data, of_language(language)), language)


def _capital(view: Gathered) -> int:
    return sum(one.capital for one in view.back if one.capital is not None)


def payments_chart(view: Gathered, language: str) -> Chart:
    """The payments of a contract summed up year by year as a fan, beside the capital that was put in."""
    paths = view.found.paths
    summed = paths.paid.cumsum(axis=0)
    known = tuple((year, int(summed[n, 0])) for n, year in enumerate(paths.years) if year <= view.settled_until)
    capital = [one.capital for one in view.back if one.capital is not None]
    line = Curve(said("chart.capital"), tuple((year, sum(capital)) for year in paths.years))
    fan = Fan(
        about=About(said("chart.payments", title=contract_name(view.contract))),
        years=tuple(fan_year(year, summed[n]) for n, year in enumerate(paths.years) if year > view.settled_until),
        known=known,
        beside=(line,) if capital else (),
    )
    return attempted(lambda: charts.fan(fan, of_language(language)), language)


def balance_chart(view: FundAhead, language: str) -> Chart:
    """The fund's balance as a fan, after the accounts as they are; beside it what the budget counts on."""
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
    data = Fan(
        about=About(said("chart.balance"), notes=(said("chart.assumed", number=Count(len(view.found.assumed))),)),
        years=years,
        known=view.known,
        beside=(budget,),
        lasting=(view.risk.years[-1], view.risk.lasting[0]),
    )
    return attempted(lambda: charts.fan(data, of_language(language)), language)
