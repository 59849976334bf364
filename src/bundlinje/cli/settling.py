"""`bundlinje measure`, `settle` and `explain`: from facts to a settlement, and from a line back to its facts."""

from __future__ import annotations

from collections.abc import Callable
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
    from bundlinje.settlement.result import Settlement

_contract = click.option(
    "--contract", "name", metavar="ID", required=True, shell_complete=complete_contract, help="The contract's file name."
)
_follow_up = click.option("--follow-up", "number", metavar="N", type=click.IntRange(min=1), required=True)


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
    found = [history[-1] for one in names if (history := _settled(folder, one, number, language))]
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

    settlement = _settled(folder, name, number, language)[-1]
    if as_json:
        return write_json(settlement_data(settlement))
    return show(settlement_tables(settlement), language)


@click.command()
@folder_argument
@_contract
@_follow_up
@click.option("--line", "line", metavar="K", type=click.IntRange(min=1), help="Only this line.")
@answers
def explain(folder: Path, name: str, number: int, line: int | None, as_json: bool, language: str) -> None:
    """Open the lines of a settlement down to units, windows, values and evidence."""
    from bundlinje.problems import Refused
    from bundlinje.settlement.explain import explain as opened

    settlement = _settled(folder, name, number, language)[-1]
    numbers = [line] if line else range(1, len(settlement.lines) + 1)
    try:
        found = [opened(settlement, one) for one in numbers]
    except Refused as refusal:
        refuse(refusal.problems, language)
    if as_json:
        return write_json([one.as_data() for one in found])
    for one in found:
        show_explained(one, language)
    return None


def show_explained(explained: object, language: str) -> None:
    """The three trees of a line in words, amounts to the right."""
    from bundlinje.cli.tables import show_lines
    from bundlinje.words.explanation import tell

    for tree in (explained.made_of, explained.paid_by, explained.received_by):  # type: ignore[attr-defined]
        show_lines(tell(tree, of_language(language)))


def _settled(folder: Path, name: str, number: int | None, language: str) -> tuple[Settlement, ...]:
    from bundlinje.problems import Refused
    from bundlinje.settlement.settle import settle_history

    contract, facts = read_case(folder, name, language)
    if not contract.follow_ups and number is None:
        return ()
    try:
        with _progress(name, number or len(contract.follow_ups)) as tick:
            return settle_history(contract, facts, number, tick)
    except Refused as refusal:
        refuse(refusal.problems, language)


class _progress:  # noqa: N801 - reads as a verb where it is used
    """A progress bar on the terminal's error stream, shown only to people and only while there is something to wait for."""

    def __init__(self, label: str, steps: int) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self._bar = Progress(console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task(label, total=steps)

    def __enter__(self) -> Callable[[int, int], None]:
        self._bar.start()
        return lambda done, _: self._bar.update(self._task, completed=done)

    def __exit__(self, *_: object) -> None:
        self._bar.stop()
