"""Charts of forecasts, drawn from the same numbers as the tables, and saving them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bundlinje import charts
from bundlinje.charts import forecasts
from bundlinje.charts.data import About
from bundlinje.cli.forecast_options import attempted
from bundlinje.cli.options import of_language
from bundlinje.report.forecast_cells import said
from bundlinje.report.settlement_tables import contract_name

if TYPE_CHECKING:
    from bundlinje.charts import Chart
    from bundlinje.report.forecast_gathered import Gathered
    from bundlinje.report.fund_ahead import FundAhead


def save(chart: Chart, path: Path, language: str) -> None:
    """Write a chart and its table, and say on the error stream where they are: they are no part of the answer."""
    from bundlinje.words.labels import label

    path.parent.mkdir(parents=True, exist_ok=True)
    picture, table = attempted(lambda: chart.save(path), language)
    click.echo(label("cli", "chart.saved", of_language(language), picture=str(picture), table=str(table)), err=True)


def contract_chart(view: Gathered, picture: str, language: str) -> Chart:
    """The picture of a contract's forecast that is asked for."""
    drawn = {"fan": payments_chart, "side-by-side": methods_chart, "histogram": totals_chart}
    return drawn[picture](view, language)


def methods_chart(view: Gathered, language: str) -> Chart:
    """The payments in all by every way of looking ahead, against the capital that was put in."""
    return attempted(lambda: charts.side_by_side(forecasts.methods(view), of_language(language)), language)


def totals_chart(view: Gathered, language: str) -> Chart:
    """How often which total was drawn, against the capital that was put in."""
    about = About(said("chart.payments", title=contract_name(view.contract)))
    data = charts.histogram_of(about, view.found.paths.total, forecasts.capital_in(view))
    return attempted(lambda: charts.histogram(data, of_language(language)), language)


def payments_chart(view: Gathered, language: str) -> Chart:
    """The payments of a contract summed up year by year as a fan, beside the capital that was put in."""
    return attempted(lambda: charts.fan(forecasts.payments_fan(view), of_language(language)), language)


def balance_chart(view: FundAhead, language: str) -> Chart:
    """The fund's balance as a fan, after the accounts as they are; beside it what the budget counts on."""
    return attempted(lambda: charts.fan(forecasts.fund_fan(view), of_language(language)), language)
