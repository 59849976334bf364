"""`bundlinje forecast …`: what contracts and the fund may come to, how sure that is, and what would change it."""

from __future__ import annotations

from pathlib import Path

import click

from bundlinje.cli.forecast_calibrate import calibrate_command
from bundlinje.cli.forecast_eligible import eligible_command
from bundlinje.cli.forecast_more import intake_command, what_if_command
from bundlinje.cli.forecast_options import (
    Asked,
    attempted,
    chart_option,
    check_suffix,
    contract_arguments,
    draws_option,
    read_contract_case,
    seed_option,
)
from bundlinje.cli.options import answers, folder_argument, show, write_json
from bundlinje.cli.risk import risk


@click.group()
def forecast() -> None:
    """What contracts and the fund may come to: simulated, and learned from every follow-up."""


forecast.add_command(risk)
forecast.add_command(eligible_command)


@forecast.command()
@contract_arguments
@click.option(
    "--method",
    type=click.Choice(["learned", "mixture", "flat"]),
    default="learned",
    show_default=True,
    help="Learn from follow-ups; or two sorts of contracts; or the budget's flat share.",
)
@chart_option
@click.option(
    "--picture",
    type=click.Choice(["fan", "side-by-side", "histogram"]),
    default="fan",
    show_default=True,
    help="With --chart: payments summed up as a fan; the ways of looking ahead; or how often which total came.",
)
def contract(asked: Asked, method: str, chart: Path | None, picture: str, as_json: bool, language: str) -> None:
    """Forecast a contract: payments by year and party, the chance of capital back, each rate signed and learned."""
    from bundlinje.cli.forecast_charts import contract_chart, save
    from bundlinje.cli.forecast_warnings import show_warnings
    from bundlinje.cli.progress import progress
    from bundlinje.forecast.beliefs import Method
    from bundlinje.forecast.situation import situation
    from bundlinje.report.forecast_data import contract_data
    from bundlinje.report.forecast_gathered import STEPS, gathered
    from bundlinje.report.forecast_tables import contract_tables

    check_suffix(chart, language)
    read, known, ahead = read_contract_case(asked, language)
    stands = attempted(lambda: situation(read, ahead, known, asked.until), language)
    start = attempted(lambda: situation(read, ahead), language)
    with progress(read.contract, STEPS) as tick:
        view = attempted(lambda: gathered(stands, start, (asked.draws, asked.seed), Method(method), tick), language)
    if chart is not None:
        save(contract_chart(view, picture, language), chart, language)
    if as_json:
        return write_json(contract_data(view))
    show(contract_tables(view), language)
    return show_warnings(view, language)


@forecast.command()
@folder_argument
@draws_option
@seed_option
@chart_option
@answers
def fund(folder: Path, draws: int, seed: int, chart: Path | None, as_json: bool, language: str) -> None:
    """Forecast the fund: its balance as a fan, how likely it lasts, and what each investment brings back."""
    from bundlinje.cli.forecast_charts import balance_chart, save
    from bundlinje.cli.fund_ahead import looked_ahead
    from bundlinje.report.fund_ahead_data import ahead_data
    from bundlinje.report.fund_ahead_tables import ahead_tables

    check_suffix(chart, language)
    view = looked_ahead(folder, draws, seed, language)
    if chart is not None:
        save(balance_chart(view, language), chart, language)
    return write_json(ahead_data(view)) if as_json else show(ahead_tables(view), language)


for _command in (what_if_command, intake_command, calibrate_command):
    forecast.add_command(_command)
