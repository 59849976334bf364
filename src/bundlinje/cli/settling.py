"""`bundlinje measure`, `settle` and `explain`: from facts to a settlement, and from a line back to its facts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bundlinje.cli.options import (
    answers,
    complete_contract,
    contract_ids,
    folder_argument,
    of_language,
    read_case,
    refuse,
    show,
    write_json,
)

if TYPE_CHECKING:
    from bundlinje.settlement.explain import Explained
    from bundlinje.settlement.result import Settlement

_contract = click.option(
    "--contract",
    "name",
    metavar="ID",
    required=True,
    shell_complete=complete_contract,
    help="The contract's file name.",
)
_follow_up = click.option(
    "--follow-up", "number", metavar="N", type=click.IntRange(min=1), required=True, help="The number of the follow-up."
)


@click.command()
@folder_argument
@click.option("--contract", "name", metavar="ID", shell_complete=complete_contract, help="Only this contract.")
@click.option("--follow-up", "number", metavar="N", type=click.IntRange(min=1), help="The last one, if not given.")
@answers
def measure(folder: Path, name: str | None, number: int | None, as_json: bool, language: str) -> None:
    """Measure the facts of a fund's contracts: outcomes by state and figures, at a follow-up."""
    from bundlinje.report.settlement_data import measured_data
    from bundlinje.report.settlement_tables import measured_tables

    names = [name] if name else [one for one in contract_ids(folder) if (folder / "facts" / one).is_dir()]
    found = [history[-1] for one in names if (history := settled(folder, one, number, language))]
    if as_json:
        return write_json([measured_data(one) for one in found])
    return show([table for one in found for table in measured_tables(one)], language)


@click.command()
@folder_argument
@_contract
@_follow_up
@answers
def settle(folder: Path, name: str, number: int, as_json: bool, language: str) -> None:
    """Settle a follow-up: lines, who pays and who receives, what waits, and what it leans on."""
    from bundlinje.report.settlement_data import settlement_data
    from bundlinje.report.settlement_tables import settlement_tables
    from bundlinje.report.to_date_data import to_date_data
    from bundlinje.report.to_date_tables import to_date_tables
    from bundlinje.settlement.to_date import to_date

    history = settled(folder, name, number, language)
    settlement, so_far = history[-1], to_date(history)
    if as_json:
        return write_json({**settlement_data(settlement), "to_date": to_date_data(so_far)})
    return show([*settlement_tables(settlement), *to_date_tables(so_far, settlement.land.contract)], language)


@click.command()
@folder_argument
@_contract
@_follow_up
@click.option("--line", "line", metavar="K", type=click.IntRange(min=1), help="Only this line, counted from 1.")
@answers
def explain(folder: Path, name: str, number: int, line: int | None, as_json: bool, language: str) -> None:
    """Open the lines of a settlement down to units, windows, values and evidence."""
    settlement = settled(folder, name, number, language)[-1]
    found = opened(settlement, [line] if line else range(1, len(settlement.lines) + 1), language)
    if as_json:
        return write_json([one.as_data() for one in found])
    return show_explained(settlement, found, language)


def opened(settlement: Settlement, numbers: Sequence[int], language: str) -> list[Explained]:
    """The lines of these numbers, each opened; a number that is no line is refused."""
    from bundlinje.problems import Refused
    from bundlinje.settlement.explain import explain as open_line

    try:
        return [open_line(settlement, number) for number in numbers]
    except Refused as refusal:
        refuse(refusal.problems, language)


def show_explained(settlement: Settlement, found: Sequence[Explained], language: str) -> None:
    """The three trees of each line in words, amounts to the right."""
    from bundlinje.cli.prose import show_reasons
    from bundlinje.words.explanation import tell

    contract = settlement.land.contract
    for one in found:
        trees = (one.made_of, one.paid_by, one.received_by)
        show_reasons([tell(tree, of_language(language), contract) for tree in trees])


def settled(folder: Path, name: str, number: int | None, language: str) -> tuple[Settlement, ...]:
    """The settlements of a contract up to a follow-up, or all; none if it has no follow-ups and none is asked for."""
    from bundlinje.cli.progress import progress
    from bundlinje.problems import Refused
    from bundlinje.settlement.settle import settle_history

    contract, facts = read_case(folder, name, language)
    if not contract.follow_ups and number is None:
        return ()
    try:
        with progress(name, number or len(contract.follow_ups)) as tick:
            return settle_history(contract, facts, number, tick)
    except Refused as refusal:
        refuse(refusal.problems, language)
