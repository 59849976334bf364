"""`bundlinje forecast what-if` and `intake`: what would change a forecast, and what intake so far does to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bundlinje.cli.forecast_options import (
    Asked,
    attempted,
    chart_option,
    check_suffix,
    contract_arguments,
    draws_option,
    read_contract_case,
    seed_option,
    together,
)
from bundlinje.cli.options import answers, folder_argument, refuse, show, write_json
from bundlinje.cli.what_if_options import Otherwise, change_options, changes_of

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract
    from bundlinje.forecast.fund.agreements import Agreement
    from bundlinje.forecast.fund.whatif import Change


@dataclass(frozen=True, slots=True)
class Drawing:
    """A fund's folder, and how it is drawn."""

    folder: Path
    draws: int
    seed: int


@click.command("what-if")
@folder_argument
@change_options
@draws_option
@seed_option
@chart_option
@answers
@together(Drawing, "drawing")
@together(Otherwise, "typed")
def what_if_command(drawing: Drawing, typed: Otherwise, chart: Path | None, as_json: bool, language: str) -> None:
    """Show what a change makes of the fund's balance: a contract more, a cut, a delay, another effect or capital."""
    from bundlinje.cli.forecast_charts import balance_chart, save
    from bundlinje.cli.fund_ahead import fund_forecast
    from bundlinje.forecast.fund.whatif import difference, what_if
    from bundlinje.report.fund_ahead import gathered
    from bundlinje.report.what_if_data import difference_data
    from bundlinje.report.what_if_tables import difference_tables

    check_suffix(chart, language)
    changes = _changes(typed, language)
    base = fund_forecast(drawing.folder, drawing.draws, drawing.seed, language)
    other = attempted(lambda: what_if(base, changes), language)
    found = difference(base, other)
    if chart is not None:
        save(balance_chart(gathered(other), language), chart, language)
    return write_json(difference_data(found, base)) if as_json else show(difference_tables(found), language)


def _changes(typed: Otherwise, language: str) -> list[Change]:
    """Every change that was typed; what cannot be read is told together, and so is that nothing was typed."""
    from bundlinje.forecast.fund.whatif import AddContract
    from bundlinje.problems import NOWHERE, Problem, error

    problems: list[Problem] = []
    changes = list(changes_of(typed, problems))
    if not changes and not typed.add and not problems:
        problems.append(error("what_if.nothing", NOWHERE))
    if problems:
        refuse(problems, language)
    return [*(AddContract(_agreement(_asked(path), language)[1]) for path in typed.add), *changes]


def _asked(path: Path) -> Asked:
    return Asked(path, None, None, None, 0, 0)


def _agreement(asked: Asked, language: str) -> tuple[Contract, Agreement]:
    from bundlinje.forecast.fund.agreements import Agreement

    contract, facts, outlook = read_contract_case(asked, language)
    return contract, Agreement(contract, outlook, facts)


@click.command("intake")
@contract_arguments
@click.option("--account", metavar="ID", help="The investor whose repayment is told of; the first, if not given.")
def intake_command(asked: Asked, account: str | None, as_json: bool, language: str) -> None:
    """Show intake against plan: where it is heading, what that costs in repayment, and what restores balance."""
    from bundlinje.cli.forecast_warnings import show_problem
    from bundlinje.forecast.fund.agreements import Run
    from bundlinje.forecast.fund.intake_warning import intake_forecast
    from bundlinje.report.what_if_data import intake_data
    from bundlinje.report.what_if_tables import intake_tables

    contract, agreement = _agreement(asked, language)
    investor = account or next(iter(contract.capital or {}), "")
    found = attempted(lambda: intake_forecast(agreement, investor, Run(asked.draws, asked.seed)), language)
    if as_json:
        return write_json(intake_data(found, investor))
    show(intake_tables(contract, investor, found), language)
    return show_problem(found.warning, language)
