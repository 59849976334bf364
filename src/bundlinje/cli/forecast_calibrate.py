"""`bundlinje forecast calibrate`: whether what is to hold eight times in ten holds so often on simulated histories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from bundlinje.cli.forecast_options import (
    Asked,
    attempted,
    draws_option,
    facts_option,
    outlook_option,
    read_contract_case,
    seed_option,
    together,
    until_option,
)
from bundlinje.cli.options import answers, refuse, show, write_json

if TYPE_CHECKING:
    from bundlinje.report.calibration_gathered import Calibrated
    from bundlinje.report.table import Table

    Tried: TypeAlias = tuple[tuple[Calibrated, ...], Table]

RATES, PAYMENTS, FUND = "rates", "payments", "fund"


@click.command("calibrate")
@click.argument("file", metavar="CONTRACT|DIR", type=click.Path(exists=True, path_type=Path))
@facts_option
@outlook_option
@until_option
@draws_option
@seed_option
@answers
@together(Asked, "asked")
@click.option(
    "--histories", metavar="N", type=click.IntRange(min=20), default=200, show_default=True, help="Simulated histories."
)
@click.option(
    "--what",
    type=click.Choice([RATES, PAYMENTS, FUND]),
    help="What a contract's follow-ups teach of its rates; its payments by year; or the balance of a fund's folder. "
    "If not given: rates of a contract, fund of a folder.",
)
def calibrate_command(asked: Asked, histories: int, what: str | None, as_json: bool, language: str) -> None:
    """Try forecasts on simulated histories: does what is to hold 8 times in 10 hold so often?"""
    from bundlinje.report.calibration_tables import calibration_data

    tried = what or (FUND if asked.file.is_dir() else RATES)
    _check(asked.file, tried, language)
    found, table = (_fund if tried == FUND else _rates if tried == RATES else _payments)(asked, histories, language)
    return write_json(calibration_data(found)) if as_json else show([table], language)


def _check(file: Path, what: str, language: str) -> None:
    """A fund is a folder and a contract is a file; anything else is refused before it is read."""
    from bundlinje.problems import Place, error

    if file.is_dir() != (what == FUND):
        refuse([error("calibrate.other_kind", Place(str(file)), what=what)], language)


def _rates(asked: Asked, histories: int, language: str) -> Tried:
    """A contract's rates, from before its first follow-up."""
    from bundlinje.cli.progress import progress
    from bundlinje.forecast.situation import situation
    from bundlinje.report.calibration_gathered import calibrated_rates
    from bundlinje.report.calibration_tables import rates_table
    from bundlinje.report.settlement_tables import contract_name

    contract, _, outlook = read_contract_case(asked, language)
    start = attempted(lambda: situation(contract, outlook), language)
    with progress(contract.contract, len(start.known)) as tick:
        found = tuple(calibrated_rates(start, histories, asked.seed, tick))
    return found, rates_table(contract, contract_name(contract), found)


def _payments(asked: Asked, histories: int, language: str) -> Tried:
    """A contract's payments, from where it stands."""
    from bundlinje.cli.progress import progress
    from bundlinje.forecast.situation import situation
    from bundlinje.report.calibration_gathered import calibrated_payments
    from bundlinje.report.calibration_tables import years_table
    from bundlinje.report.settlement_tables import contract_name

    contract, facts, outlook = read_contract_case(asked, language)
    stands = attempted(lambda: situation(contract, outlook, facts, asked.until), language)
    with progress(contract.contract, 2) as tick:
        drawn = (asked.draws, asked.seed)
        found = attempted(lambda: tuple(calibrated_payments(stands, histories, drawn, tick)), language)
    return found, years_table(contract_name(contract), found)


def _fund(asked: Asked, histories: int, language: str) -> Tried:
    """A fund's balance, from its last closed year."""
    from bundlinje.cli.fund_ahead import fund_forecast
    from bundlinje.report.calibration_gathered import OTHERWISE, calibrated_balance
    from bundlinje.report.calibration_tables import years_table
    from bundlinje.report.forecast_cells import said

    foretold = fund_forecast(asked.file, asked.draws, asked.seed, language)
    came = fund_forecast(asked.file, histories, asked.seed + OTHERWISE, language)
    found = tuple(calibrated_balance(foretold, came))
    return found, years_table(said("title.balance"), found)
