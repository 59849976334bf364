"""The assumed values a fund's forecast rests on, told by contract and by the section of the file that holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from bundlinje.forecast.fund.agreements import Agreement
from bundlinje.forecast.fund.forecast import FundForecast
from bundlinje.grammar.part import Marked
from bundlinje.report.forecast_cells import heads, said
from bundlinje.report.settlement_tables import contract_name
from bundlinje.report.table import Cell, Count, Row, Table, Weight

OUTLOOK = "outlook "
"""Begins the path of a value that stands in an outlook."""


def assumed_table(found: FundForecast) -> Table:
    """How many assumed values each contract and its outlook have, and in which sections; the fund's own first."""
    agreements = found.scenario.agreements
    rows = [_row(owner, marks, agreements) for owner, marks in by_owner(found.assumed, agreements).items()]
    rows.append(Row(said("row.total"), (Count(len(found.assumed)), None), Weight.TOTAL))
    notes = (said("note.assumed_in_files"),)
    return Table(said("title.assumed"), heads("owner", "how_many", "sections"), tuple(rows), notes, text_columns=(0, 2))


def by_owner(marks: Iterable[Marked], agreements: Mapping[str, Agreement]) -> dict[str, list[Marked]]:
    """Assumed values by the contract they belong to; those of no contract, under the empty name, are the fund's."""
    found: dict[str, list[Marked]] = {"": []}
    for mark in marks:
        owner = mark.path.removeprefix(OUTLOOK).partition(".")[0]
        found.setdefault(owner if owner in agreements else "", []).append(mark)
    return {owner: own for owner, own in found.items() if own}


def _row(owner: str, marks: list[Marked], agreements: Mapping[str, Agreement]) -> Row:
    name: Cell = contract_name(agreements[owner].contract) if owner else said("owner.fund")
    return Row(name, (Count(len(marks)), _sections(owner, marks)))


def _sections(owner: str, marks: list[Marked]) -> Cell:
    ahead = [mark for mark in marks if mark.path.startswith(OUTLOOK)]
    signed = ", ".join(told_sections(owner, [mark for mark in marks if mark not in ahead]))
    outlook = ", ".join(told_sections(owner, ahead))
    if not outlook:
        return signed
    return said("sections.both" if signed else "sections.outlook", signed=signed, outlook=outlook)


def told_sections(owner: str, marks: list[Marked]) -> Iterator[str]:
    """The sections that values stand in, as they are called in the file, each with how many if there are several."""
    sections = Counter(_section(mark.path.removeprefix(OUTLOOK), owner) for mark in marks)
    return (section if number == 1 else f"{section} ({number})" for section, number in sections.items())


def _section(path: str, owner: str) -> str:
    if owner:
        return path.removeprefix(f"{owner}.").partition(".")[0]
    _, colon, within = path.partition(": ")
    return (within.partition(".")[0] if colon else path) or path.partition(":")[0]
