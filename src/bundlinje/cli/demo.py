"""`bundlinje demo`: the Aarhus fund in a minute. Its tables beside the printed ones, and one krone followed to its reason."""

from __future__ import annotations

from pathlib import Path

import click

from bundlinje.cli.options import answers, of_language, read_case, refuse, show, write_json

CONTRACT, FOLLOW_UP = "hjem-job-og-helhed", 3


@click.command()
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("examples/aarhus"), show_default=True
)
@answers
def demo(folder: Path, as_json: bool, language: str) -> None:
    """Show the Aarhus fund: its economy, what was printed wrong, headroom, one settlement and its explanation."""
    from bundlinje.words.labels import label

    if not (folder / "fund.yaml").is_file():
        click.echo(label("cli", "demo.no_examples", of_language(language), folder=str(folder)), err=True)
        raise SystemExit(2)
    if as_json:
        return write_json(_data(folder, language))
    _show_fund(folder, language)
    _show_settlement(folder, language)
    return _heading("demo.next", language)


def _heading(code: str, language: str, **values: str) -> None:
    from bundlinje.words.labels import label

    click.secho(f"\n{label('cli', code, of_language(language), **values)}\n", bold=True)


def _show_fund(folder: Path, language: str) -> None:
    from bundlinje.cli.fund import read_or_refuse
    from bundlinje.report import fund_tables, reconcile_tables

    fund = read_or_refuse(folder, language)
    _heading("demo.table2", language)
    show([fund_tables.table2_table(fund)], language)
    _heading("demo.reconcile", language)
    show([reconcile_tables.reconcile_table(fund)], language)
    _heading("demo.headroom", language)
    show([*fund_tables.headroom_tables(fund), *fund_tables.reservation_tables(fund)], language)


def _show_settlement(folder: Path, language: str) -> None:
    from bundlinje.cli.settling import show_explained
    from bundlinje.problems import Refused
    from bundlinje.report.settlement_tables import settlement_tables
    from bundlinje.settlement.explain import explain
    from bundlinje.settlement.settle import settle_history

    contract, facts = read_case(folder, CONTRACT, language)
    try:
        settlement = settle_history(contract, facts, FOLLOW_UP)[-1]
    except Refused as refusal:
        refuse(refusal.problems, language)
    _heading("demo.settle", language, title=contract.title_in(language))
    show(settlement_tables(settlement), language)
    _heading("demo.explain", language)
    show_explained(explain(settlement, 1), language)


def _data(folder: Path, language: str) -> dict[str, object]:
    from bundlinje.cli.fund import read_or_refuse
    from bundlinje.report import fund_data
    from bundlinje.report.settlement_data import settlement_data
    from bundlinje.settlement.explain import explain
    from bundlinje.settlement.settle import settle_history

    fund = read_or_refuse(folder, language)
    contract, facts = read_case(folder, CONTRACT, language)
    settlement = settle_history(contract, facts, FOLLOW_UP)[-1]
    return {
        "table2": fund_data.table2_data(fund, language),
        "reconcile": fund_data.reconcile_data(fund, language),
        "headroom": fund_data.headroom_data(fund),
        "reservations": fund_data.reservations_data(fund),
        "settlement": settlement_data(settlement),
        "explanation": explain(settlement, 1).as_data(),
    }
