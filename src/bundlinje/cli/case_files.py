"""`bundlinje case export`, `import`, `compare` and `variance`: cases that leave, come back, and are held together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from bundlinje.cli.case_options import AskedCase, case_arguments, read_case_and_contract
from bundlinje.cli.forecast_options import FILE, PICTURE, attempted
from bundlinje.cli.options import of_language, problem_line, refuse, show, write_json

if TYPE_CHECKING:
    from bundlinje.business_case.case_file import Case
    from bundlinje.contract.model import Contract
    from bundlinje.report.case_gathered import CaseView


@click.command("export")
@case_arguments
@click.argument("out", metavar="OUT", type=PICTURE)
@click.option("--approved-on", metavar="DAY", help="With OUT.json: the day on which the case was approved.")
def export_case(asked: AskedCase, out: Path, approved_on: str | None, as_json: bool, language: str) -> None:
    """Write a case as an Excel workbook with live formulas, OUT.xlsx; or freeze it as approved, OUT.json."""
    from bundlinje.business_case.variance import freeze

    case, contract = read_case_and_contract(asked, language)
    if out.suffix.lower() == ".xlsx":
        attempted(lambda: _workbook(case, contract, asked, out, language), language)
        digest = case.digest()
    elif out.suffix.lower() == ".json" and approved_on is not None:
        digest = freeze(case, _day(approved_on, language), out)
    else:
        _refuse("case.export_unclear", out, language)
    if as_json:
        return write_json({"case": case.case, "written": str(out), "digest": digest})
    return _written(out, language)


def _workbook(case: Case, contract: Contract | None, asked: AskedCase, out: Path, language: str) -> None:
    from bundlinje.business_case.repayment import with_repayment
    from bundlinje.business_case.workbook import write_workbook
    from bundlinje.business_case.worked import worked_out
    from bundlinje.words.workbook import WorkbookWords

    worked = with_repayment(worked_out(case, asked.counted, known_only=True), contract)
    write_workbook(worked, out, WorkbookWords(of_language(language)), contract)


def _day(text: str, language: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        _refuse("case.approved_on_unclear", Path(text), language)


def _refuse(code: str, path: Path, language: str) -> NoReturn:
    from bundlinje.problems import Place, error

    refuse([error(code, Place(str(path)))], language)


def _written(out: Path, language: str) -> None:
    from bundlinje.words.labels import label

    click.echo(label("case", "written", of_language(language), path=str(out)))


@click.command("import")
@case_arguments
@click.argument("table", metavar="IN", type=FILE)
@click.option(
    "--as",
    "what",
    type=click.Choice(["workbook", "consequences", "prices"]),
    default="workbook",
    show_default=True,
    help="What IN is: a workbook that `export` wrote, or a table (.csv or .xlsx) of consequences or prices.",
)
@click.option("--write", metavar="OUT", type=PICTURE, help="Write the changed case, as a case file.")
def import_case(asked: AskedCase, table: Path, what: str, write: Path | None, as_json: bool, language: str) -> None:
    """Show what a workbook or table would change in a case, and what that does to the net; write it only if asked."""
    from bundlinje.business_case.importing import import_table
    from bundlinje.business_case.workbook import read_workbook
    from bundlinje.report.case_gathered import gathered
    from bundlinje.report.case_more_data import changes_data, imported_data
    from bundlinje.report.case_more_tables import changes_table, imported_tables

    case, contract = read_case_and_contract(asked, language)
    before = attempted(lambda: gathered(case, contract, asked.counted), language)
    if what == "workbook":
        inputs = attempted(lambda: read_workbook(table, case, contract), language)
        after = attempted(lambda: gathered(inputs.case, contract, asked.counted), language)
        data, tables = changes_data(inputs, before, after), changes_table(inputs.changes, before, after)
        for problem in inputs.problems:
            click.echo(problem_line(problem, language), err=True)
    else:
        found = attempted(lambda: import_table(table, "prices" if what == "prices" else "consequences", case), language)
        after = attempted(lambda: gathered(found.case, contract, asked.counted), language)
        data, tables = imported_data(found, before, after), imported_tables(found, before, after)
    if write is not None:
        _write(after, write)
    if as_json:
        return write_json({**data, "written": str(write) if write else None})
    show(tables, language)
    return _written(write, language) if write else None


def _write(view: CaseView, out: Path) -> None:
    from bundlinje.business_case.write import write_case

    out.write_text(write_case(view.case), encoding="utf-8")


@click.command("compare")
@case_arguments
@click.argument("other", metavar="[OTHER]", type=FILE, required=False)
def compare_cases(asked: AskedCase, other: Path | None, as_json: bool, language: str) -> None:
    """Hold two cases beside each other; or one case in its three ways of counting."""
    from dataclasses import replace

    from bundlinje.report.case_gathered import gathered
    from bundlinje.report.case_more_data import compare_data
    from bundlinje.report.case_more_tables import MODES, compare_table

    case, contract = read_case_and_contract(asked, language)
    if other is None:
        modes = [asked.counted] if asked.counted else MODES
        views = attempted(lambda: [gathered(case, contract, mode) for mode in modes], language)
    else:
        second, its_contract = read_case_and_contract(replace(asked, file=other, contract=None), language)
        pairs = ((case, contract), (second, its_contract))
        views = attempted(lambda: [gathered(one, terms, asked.counted) for one, terms in pairs], language)
    if as_json:
        return write_json([compare_data(view) for view in views])
    return show([compare_table(views)], language)


@click.command("variance")
@click.argument("frozen", metavar="FROZEN", type=FILE)
@case_arguments
@click.option(
    "--view",
    metavar="VIEW",
    default="municipality",
    show_default=True,
    help="Whose net: everybody, public, a sector, a party or one of its budgets.",
)
def case_variance(asked: AskedCase, frozen: Path, view: str, as_json: bool, language: str) -> None:
    """Split the difference between a case as it was approved and as it came: intake, effect, price and timing."""
    from bundlinje.business_case.variance import read_frozen, variance
    from bundlinje.report.case_more_data import variance_data
    from bundlinje.report.case_more_tables import variance_table

    approved = attempted(lambda: read_frozen(frozen), language)
    came, contract = read_case_and_contract(asked, language)
    was = approved.case
    if asked.counted is not None:
        was, came = (one.model_copy(update={"mode": asked.counted}) for one in (was, came))
    found = attempted(lambda: variance(was, came, view, contract), language)
    if as_json:
        return write_json(variance_data(approved, found))
    return show([variance_table(approved, found)], language)
