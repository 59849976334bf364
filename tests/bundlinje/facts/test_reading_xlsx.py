"""Facts from workbooks: real dates of both calendars, and cells that look blank but are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from bundlinje.facts import read_facts
from bundlinje.facts.base import FactKind
from bundlinje.problems import Place, Problem

Refuse = Callable[..., tuple[Problem, ...]]
Declared = Mapping[str, FactKind]
DAY = datetime(2024, 1, 5)  # noqa: DTZ001 - a cell of a workbook has no time zone


def _workbook(path: Path, write: Callable[[Any, Any], None], **options: Any) -> None:
    with xlsxwriter.Workbook(path, options) as book:
        write(book.add_worksheet("Ark1"), book.add_format({"num_format": "dd-mm-yyyy"}))


def _event(sheet: Any, day: Any, line: int = 2, value: Any = 1234.5) -> None:
    sheet.write_row(line, 0, ["fact", "unit", "day", "value"])
    sheet.write_row(line + 1, 0, ["paid-out", "a"])
    sheet.write_datetime(line + 1, 2, DAY, day)
    sheet.write(line + 1, 3, value)


@pytest.mark.parametrize("from_1904", [False, True])
def test_dates_are_the_same_days_in_workbooks_of_1900_and_1904(
    folder: Path, declared: Declared, from_1904: bool
) -> None:
    _workbook(folder / "events.xlsx", _event, date_1904=from_1904)
    assert read_facts(folder, declared).frame("events").select("day", "value").rows() == [(19_727, 123_450)]


def test_a_day_kept_as_a_number_is_never_guessed(folder: Path, refused: Refuse) -> None:
    def write(sheet: Any, day: Any) -> None:
        _event(sheet, day)
        sheet.write_number(3, 2, 45_000)

    _workbook(folder / "events.xlsx", write)
    place = Place("events.xlsx", 4, 3, "Ark1!day")
    assert [(p.code, p.place) for p in refused(folder)] == [("facts.day.serial", place)]


def test_errors_and_formulas_nobody_calculated_are_told_and_not_taken_as_blank(folder: Path, refused: Refuse) -> None:
    def write(sheet: Any, day: Any) -> None:
        _event(sheet, day)
        sheet.write_formula(3, 3, "=1+1", None, "")
        sheet.write_row(4, 0, ["paid-out", "a", "2024-02-01"])
        sheet.write_formula(4, 3, "=1/0", None, "#DIV/0!")

    _workbook(folder / "events.xlsx", write)
    told = {(p.code, p.place.path) for p in refused(folder)}
    assert {("facts.cell.not_calculated", "Ark1!D4"), ("facts.cell.error", "Ark1!D5")} <= told


def test_a_calculated_formula_is_its_value(folder: Path, declared: Declared) -> None:
    def write(sheet: Any, day: Any) -> None:
        _event(sheet, day)
        sheet.write_formula(3, 3, "=0.1+0.2", None, 0.1 + 0.2)

    _workbook(folder / "events.xlsx", write)
    assert read_facts(folder, declared).frame("events")["value"].to_list() == [30]


def test_merged_cells_are_refused_and_blank_rows_are_nothing(folder: Path, refused: Refuse) -> None:
    def write(sheet: Any, day: Any) -> None:
        _event(sheet, day)
        sheet.merge_range(6, 0, 7, 0, "er-visit")

    _workbook(folder / "events.xlsx", write)
    assert ("facts.cell.merged", "A7:A8") in {(p.code, p.values.get("cells")) for p in refused(folder)}


def test_only_one_sheet_may_be_filled_unless_one_has_the_name_of_the_table(
    folder: Path, declared: Declared, refused: Refuse
) -> None:
    def book(second: str) -> None:
        with xlsxwriter.Workbook(folder / "events.xlsx") as workbook:
            workbook.add_worksheet("Notes").write(0, 0, "about")
            _event(workbook.add_worksheet(second), workbook.add_format({"num_format": "yyyy-mm-dd"}))
            workbook.add_worksheet("Empty")

    book("Data")
    assert [p.code for p in refused(folder)] == ["facts.sheet.several"]
    book("Events")
    assert read_facts(folder, declared).frame("events").height == 1


@pytest.mark.parametrize(("content", "code"), [(b"", "facts.file.empty"), (b"PK\x03\x04 cut", "facts.file.broken")])
def test_a_workbook_that_is_none_is_refused(folder: Path, refused: Refuse, content: bytes, code: str) -> None:
    (folder / "events.xlsx").write_bytes(content)
    assert [p.code for p in refused(folder)] == [code]


def test_a_workbook_without_a_filled_sheet_is_empty(folder: Path, refused: Refuse) -> None:
    with xlsxwriter.Workbook(folder / "events.xlsx") as workbook:
        workbook.add_worksheet("A")
    assert [p.code for p in refused(folder)] == ["facts.file.empty"]


def test_yes_and_whole_numbers_are_read_from_their_cells(folder: Path, declared: Declared) -> None:
    def write(sheet: Any, day: Any) -> None:
        sheet.write_row(0, 0, ["unit", "from", "age-at-start", "void", "id"])
        sheet.write_row(1, 0, [1001, "2024-01-01", 33, False, 7])

    (folder / "enrolments.csv").unlink()
    _workbook(folder / "enrolments.xlsx", write)
    rows = read_facts(folder, declared).frame("enrolments")
    assert rows.select("unit", "age-at-start", "void", "id").rows() == [("1001", 33, False, "7")]
