"""`bundlinje forecast risk`: the risk assessment of a contract, or of every contract of a fund."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bundlinje.cli.forecast_options import Asked, draws_option, read_contract_case, seed_option
from bundlinje.cli.options import answers, show, write_json

if TYPE_CHECKING:
    from bundlinje.forecast.risk.portfolio import Agreement


@click.command()
@click.argument("path", metavar="CONTRACT_OR_FUND_DIR", type=click.Path(exists=True, path_type=Path))
@draws_option
@seed_option
@answers
def risk(path: Path, draws: int, seed: int, as_json: bool, language: str) -> None:
    """Assess the risk of a contract, or of every contract of a fund: each typical risk, and who carries what."""
    from bundlinje.cli.progress import progress
    from bundlinje.forecast.risk.portfolio import portfolio
    from bundlinje.report.risk_data import risk_data
    from bundlinje.report.risk_tables import assessment_tables, portfolio_table

    files = sorted((path / "contracts").glob("*.yaml")) if path.is_dir() else [path]
    agreements = [_read(file, language) for file in files]
    with progress(path.name, len(agreements)) as tick:
        found = portfolio(agreements, draws, seed, tick)
    if as_json:
        return write_json(risk_data(found))
    return show([portfolio_table(found)] if path.is_dir() else assessment_tables(found[0]), language)


def _read(file: Path, language: str) -> Agreement:
    contract, facts, outlook = read_contract_case(Asked(file, None, None, None, 10, 1), language)
    return contract, outlook, facts
