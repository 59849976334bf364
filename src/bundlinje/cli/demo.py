"""`bundlinje demo`: the Aarhus fund: its tables beside the printed ones, an amount opened, what is ahead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bundlinje.cli.options import answers, of_language, show, write_json

if TYPE_CHECKING:
    from bundlinje.charts import Chart
    from bundlinje.fund import Fund
    from bundlinje.report.fund_ahead import FundAhead
    from bundlinje.settlement.result import Settlement

CONTRACT, FOLLOW_UP, LINE = "flere-kloge-haender", 1, 1
"""The settlement that is shown, and the line of it that is opened."""
DRAWS, SEED = 1_000, 1
"""Enough worlds for a fan, few enough not to wait for."""
LEARNED, OUTCOME = "din-vej-i-job", "in-work"
"""The contract whose expectation moved the most, and its outcome."""
CHART = "fund.svg"


@click.command()
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("examples/aarhus"),
    show_default=True,
    help="The folder of the fund.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the chart is saved; a new folder for temporary files, if not given.",
)
@answers
def demo(folder: Path, out: Path | None, as_json: bool, language: str) -> None:
    """Show the Aarhus fund: its economy, what was printed wrong, one settlement explained, how long it lasts."""
    from bundlinje.cli.fund import read_or_refuse
    from bundlinje.cli.fund_ahead import looked_ahead
    from bundlinje.cli.settling import settled
    from bundlinje.words.labels import label

    if not (folder / "fund.yaml").is_file():
        click.echo(label("cli", "demo.no_examples", of_language(language), folder=str(folder)), err=True)
        raise SystemExit(2)
    fund = read_or_refuse(folder, language)
    if as_json:
        settlement = settled(folder, CONTRACT, FOLLOW_UP, language)[-1]
        ahead = looked_ahead(folder, DRAWS, SEED, language)
        return write_json({**_data(fund, settlement, language), **_ahead_data(ahead)})
    _show_fund(fund, language)
    _show_settlement(settled(folder, CONTRACT, FOLLOW_UP, language)[-1], language)
    _show_ahead(looked_ahead(folder, DRAWS, SEED, language), out, language)
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


def _show_ahead(view: FundAhead, out: Path | None, language: str) -> None:
    """The balance as a fan, in one sentence how long it lasts, and what a contract's follow-ups have taught."""
    from bundlinje.cli.forecast_charts import balance_chart
    from bundlinje.report.fund_ahead_tables import compact_table

    _heading("demo.ahead", language)
    show([compact_table(view)], language)
    for sentence in (_lasting(view, language), _learned(view, language), _saved(balance_chart(view, language), out)):
        click.echo(sentence)


def _lasting(view: FundAhead, language: str) -> str:
    from bundlinje.report.fund_ahead_tables import lasting
    from bundlinje.words.tables import text

    return text(lasting(view), of_language(language))


def _learned(view: FundAhead, language: str) -> str:
    from bundlinje.report.fund_ahead_tables import learned
    from bundlinje.words.tables import text

    return text(learned(view.found.scenario.agreements[LEARNED], OUTCOME), of_language(language))


def _saved(chart: Chart, out: Path | None) -> str:
    from tempfile import mkdtemp

    from bundlinje.words.labels import label

    folder = out or Path(mkdtemp(prefix="bundlinje-"))
    folder.mkdir(parents=True, exist_ok=True)
    picture, table = chart.save(folder / CHART)
    return label("cli", "chart.saved", chart.language, picture=str(picture), table=str(table))


def _ahead_data(view: FundAhead) -> dict[str, object]:
    from bundlinje.report.forecast_data import rate_data
    from bundlinje.report.fund_ahead_data import ahead_data
    from bundlinje.report.fund_ahead_tables import learned_rate

    rate = learned_rate(view.found.scenario.agreements[LEARNED], OUTCOME)
    return {"forecast": ahead_data(view), "learned": {"contract": LEARNED, **rate_data(rate)}}


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
