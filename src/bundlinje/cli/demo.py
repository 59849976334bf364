"""`bundlinje demo`: the Aarhus fund in a minute: its tables beside the printed ones, and one amount opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bundlinje.cli.options import answers, of_language, show, write_json

if TYPE_CHECKING:
    from bundlinje.fund import Fund
    from bundlinje.settlement.result import Settlement

CONTRACT, FOLLOW_UP, LINE = "flere-kloge-haender", 1, 1
"""The settlement that is shown, and the line of it that is opened."""


@click.command()
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("examples/aarhus"),
    show_default=True,
    help="The folder of the fund.",
)
@answers
def demo(folder: Path, as_json: bool, language: str) -> None:
    """Show the Aarhus fund: its economy, what was printed wrong, headroom, one settlement and its explanation."""
    from bundlinje.cli.fund import read_or_refuse
    from bundlinje.cli.settling import settled
    from bundlinje.words.labels import label

    if not (folder / "fund.yaml").is_file():
        click.echo(label("cli", "demo.no_examples", of_language(language), folder=str(folder)), err=True)
        raise SystemExit(2)
    fund = read_or_refuse(folder, language)
    if as_json:
        return write_json(_data(fund, settled(folder, CONTRACT, FOLLOW_UP, language)[-1], language))
    _show_fund(fund, language)
    _show_settlement(settled(folder, CONTRACT, FOLLOW_UP, language)[-1], language)
    return _heading("demo.next", language)


def _heading(code: str, language: str, **values: str) -> None:
    from bundlinje.words.labels import label

    click.secho(f"\n{label('cli', code, of_language(language), **values)}\n", bold=True)


def _show_fund(fund: Fund, language: str) -> None:
    from bundlinje.report import fund_tables, reconcile_tables

    _heading("demo.table2", language)
    show([fund_tables.table2_table(fund)], language)
    _heading("demo.reconcile", language)
    show([reconcile_tables.reconcile_table(fund)], language)
    _heading("demo.headroom", language)
    show([*fund_tables.headroom_tables(fund), *fund_tables.reservation_tables(fund)], language)


def _show_settlement(settlement: Settlement, language: str) -> None:
    from bundlinje.cli.settling import opened, show_explained
    from bundlinje.report.settlement_tables import settlement_tables

    _heading("demo.settle", language, title=settlement.land.contract.title_in(language))
    show(settlement_tables(settlement), language)
    _heading("demo.explain", language, line=str(LINE))
    show_explained(settlement, opened(settlement, [LINE], language), language)


def _data(fund: Fund, settlement: Settlement, language: str) -> dict[str, object]:
    from bundlinje.cli.settling import opened
    from bundlinje.report import fund_data
    from bundlinje.report.settlement_data import settlement_data

    return {
        "table2": fund_data.table2_data(fund, language),
        "reconcile": fund_data.reconcile_data(fund, language),
        "headroom": fund_data.headroom_data(fund),
        "reservations": fund_data.reservations_data(fund),
        "settlement": settlement_data(settlement),
        "explanation": opened(settlement, [LINE], language)[0].as_data(),
    }
