"""A workbook back in: its inputs as a changed case with every change listed, or every mistake at once and nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Mode
from bundlinje.business_case.workbook.changes import Change, case_of, changed_data, has_source
from bundlinje.business_case.workbook.page import Book, Entry
from bundlinje.business_case.workbook.sensitivity_page import KNOB
from bundlinje.business_case.workbook.sources_page import REASONS
from bundlinje.business_case.workbook.stored import StoredBook, Unreadable, read_stored
from bundlinje.business_case.workbook.tampering import Actual, tampered
from bundlinje.business_case.workbook.typed import typed, unchanged, written
from bundlinje.business_case.workbook.writing import HIDDEN
from bundlinje.problems import Collector, Place, Problem, Refused, error, warning


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a workbook's inputs say: the case they make, what was changed, and what asks for a second look."""

    case: Case
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook says of itself: the mode its case was counted in."""

    mode: Mode


def open_workbook(path: Path, expected: Mapping[str, str]) -> tuple[StoredBook, About]:
    """A workbook that was made from the case at hand, as `expected` tells. Raises `Refused` for any other file."""
    place = Place(path.name)
    try:
        stored = read_stored(path)
    except Unreadable:
        raise Refused([error("workbook.unreadable", place)]) from None
    about = _about(stored)
    if "case" not in about or "format" not in about:
        raise Refused([error("workbook.not_ours", place)])
    for key, code in (("format", "other_format"), ("case", "other_case"), ("digest", "case_has_changed")):
        if about.get(key) != expected[key]:
            values = {"theirs": about.get(key, ""), "ours": expected[key]}
            raise Refused([error(f"workbook.{code}", place, **values)])
    if about.get("mode") not in {mode.value for mode in Mode}:
        raise Refused([error("workbook.not_ours", place)])
    return stored, About(Mode(about["mode"]))


def _about(stored: StoredBook) -> dict[str, str]:
    cells = stored.sheets.get(HIDDEN, {})
    pairs = ((cells[f"A{row}"].value, cells.get(f"B{row}")) for row in range(1, len(cells) + 1) if f"A{row}" in cells)
    return {str(key): str(value.value) for key, value in pairs if value is not None}


def read_inputs(stored: StoredBook, file: str, case: Case, book: Book) -> Inputs:
    """The case with what was typed into its inputs. Raises `Refused` with every mistake; a warning stops nothing."""
    found, reader = Collector(), _Reader(stored, file, case.as_data())
    changes = tuple(change for entry in _entries(book) for change in reader.change(entry, found))
    found.add(*reader.old_reasons(changes), *tampered(stored, file, book))
    found.refuse_errors()
    if not changes:
        return Inputs(case, (), found.problems)
    checked = Collector()
    made = case_of(changed_data(case.as_data(), changes), file, reader.cells, checked)
    if made is None or checked.has_errors:
        raise Refused([*found.problems, *checked.problems])
    return Inputs(made, changes, found.problems)


def _entries(book: Book) -> Iterator[Entry]:
    return (entry for _, _, entry in book.entries())


class _Reader:
    """Reads the inputs of one workbook."""

    def __init__(self, stored: StoredBook, file: str, data: Any) -> None:
        self.stored = stored
        self.file = file
        self.data = data
        self.cells: dict[str, Place] = {}

    def change(self, entry: Entry, found: Collector) -> Iterator[Change]:
        """The change of one input, if there is one; what is wrong goes to `found`."""
        actual = Actual.of(self.stored, entry.name)
        if actual is None:
            found.add(error("workbook.input_gone", Place(self.file), name=entry.name))
            return
        place = actual.place(self.file)
        self.cells[".".join(str(step) for step in entry.path)] = place
        cell = actual.cell(self.stored)
        if unchanged(entry, cell):
            return
        value = typed(entry, cell, place)
        if isinstance(value, Problem):
            found.add(value)
            return
        if entry.path[0] == KNOB:
            found.add(warning("workbook.lever_moved", place, name=entry.name, text=str(_written(value, entry))))
            return
        if cell is not None and cell.formula:
            found.add(warning("workbook.input_is_formula", place, name=entry.name))
        yield Change(entry.path, _written(entry.value, entry), _written(value, entry))

    def old_reasons(self, changes: Sequence[Change]) -> Iterator[Problem]:
        """A number that was changed while what is said of it still is what was said of the old one."""
        said_anew = {change.path[:-1] for change in changes if change.path[-1] in REASONS}
        for change in changes:
            if change.path[-1] not in REASONS and change.path not in said_anew and has_source(self.data, change.path):
                yield warning("workbook.source_of_old_value", self.cells[change.where], path=change.where)


def _written(value: Any, entry: Entry) -> str | int | None:
    return written(value if isinstance(value, Fraction | str) else None, entry.shape)
