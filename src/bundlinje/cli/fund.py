"""`bundlinje fund …`: the fund's economy in the terminal, as tables for people or as JSON for programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bundlinje.cli.options import Command, answers, folder_argument, refuse, show, write_json

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract
    from bundlinje.fund import Fund


@click.group()
def fund() -> None:
    """The economy of the fund in a folder."""


def _arguments(command: Command) -> Command:
    return folder_argument(answers(command))


@fund.command()
@_arguments
def table1(folder: Path, as_json: bool, language: str) -> None:
    """Proposals by channel and state, counted, beside Tabel 1 as printed."""
    from bundlinje.report import fund_data, reconcile_tables

    read = read_or_refuse(folder, language)
    if as_json:
        return write_json(fund_data.table1_data(read, language))
    return show([reconcile_tables.table1_table(read)], language)


@fund.command()
@_arguments
def table2(folder: Path, as_json: bool, language: str) -> None:
    """The fund's economy by line and year, beside Tabel 2 as printed."""
    from bundlinje.report import fund_data, fund_tables

    read = read_or_refuse(folder, language)
    if as_json:
        return write_json(fund_data.table2_data(read, language))
    return show([fund_tables.table2_table(read)], language)


@fund.command()
@_arguments
def headroom(folder: Path, as_json: bool, language: str) -> None:
    """What may still be committed, under both readings of the 80 % rule."""
    from bundlinje.report import fund_data, fund_tables

    read = read_or_refuse(folder, language)
    if as_json:
        return write_json(fund_data.headroom_data(read))
    return show(fund_tables.headroom_tables(read), language)


@fund.command()
@_arguments
def reservations(folder: Path, as_json: bool, language: str) -> None:
    """Free, reserved and expected money at the end of the last closed year."""
    from bundlinje.report import fund_data, fund_tables

    read = read_or_refuse(folder, language)
    if as_json:
        return write_json(fund_data.reservations_data(read))
    return show(fund_tables.reservation_tables(read), language)


@fund.command("plan-vs-actual")
@_arguments
def plan_vs_actual(folder: Path, as_json: bool, language: str) -> None:
    """Agreed, invested, received and calculated for each investment, and the capital raised."""
    from bundlinje.report import fund_data, fund_tables

    read = read_or_refuse(folder, language)
    if as_json:
        return write_json(fund_data.progress_data(read, language))
    return show(fund_tables.progress_tables(read), language)


@fund.command()
@_arguments
def reconcile(folder: Path, as_json: bool, language: str) -> None:
    """Every printed number that the books contradict, with both numbers and the source."""
    from bundlinje.report import fund_data, reconcile_tables

    read = read_or_refuse(folder, language)
    if as_json:
        return write_json(fund_data.reconcile_data(read, language))
    department = reconcile_tables.department_table(read)
    return show([*([department] if department else []), reconcile_tables.reconcile_table(read)], language)


@fund.command()
@_arguments
def oversight(folder: Path, as_json: bool, language: str) -> None:
    """Members' interests in parties, areas of the vision, and who may start interventions and sign."""
    from bundlinje.report import oversight_data, oversight_tables

    read, contracts = read_or_refuse(folder, language), _contracts(folder, language)
    if as_json:
        return write_json(oversight_data.oversight_data(read, contracts, language))
    return show(oversight_tables.oversight_tables(read, contracts), language)


def _contracts(folder: Path, language: str) -> list[Contract]:
    """Every contract of the folder; mistakes of all of them are shown together, and the command ends with 1."""
    from bundlinje.contract.read import read_contract
    from bundlinje.problems import Collector, Refused

    found, problems = [], Collector()
    for path in sorted((folder / "contracts").glob("*.yaml")):
        try:
            found.append(read_contract(path))
        except Refused as refusal:
            problems.add(*refusal.problems)
    if problems.has_errors:
        refuse(problems.problems, language)
    return found


def read_or_refuse(folder: Path, language: str) -> Fund:
    """The fund in a folder; if its files hold mistakes, all of them are shown and the command ends with 1."""
    from bundlinje.fund import read_fund
    from bundlinje.problems import Refused

    try:
        return read_fund(folder)
    except Refused as refusal:
        refuse(refusal.problems, language)
