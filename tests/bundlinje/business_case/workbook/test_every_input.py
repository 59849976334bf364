"""Every input of a workbook: what is typed into it comes back as a change of its own place in the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.bundlinje.business_case.workbook.books import every_rule, worked, written

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.workbook.layout import lay_out
from bundlinje.business_case.workbook.page import Book, Entry, Shape
from bundlinje.business_case.workbook.reading import read_inputs
from bundlinje.business_case.workbook.sensitivity_page import KNOB
from bundlinje.business_case.workbook.stored import Stored, StoredBook, read_stored
from bundlinje.problems import Refused


@pytest.fixture(scope="module")
def case() -> Case:
    return every_rule()


@pytest.fixture(scope="module")
def book(case: Case) -> Book:
    return lay_out(worked(case))


@pytest.fixture(scope="module")
def stored(case: Case, tmp_path_factory: pytest.TempPathFactory) -> StoredBook:
    return read_stored(written(worked(case), tmp_path_factory.mktemp("every") / "case.xlsx"))


def typed(stored: StoredBook, entries: Iterable[Entry]) -> StoredBook:
    """The workbook with another value typed into each of these inputs."""
    sheets = {name: dict(cells) for name, cells in stored.sheets.items()}
    for entry in entries:
        sheet, cell = stored.names[entry.name]
        sheets[sheet][cell] = Stored(another(entry))
    return replace(stored, sheets=sheets)


def another(entry: Entry) -> Fraction | str:
    """A value that may stand in an input and is not the one it has."""
    if entry.shape is Shape.TEXT:
        return f"{entry.value} (ny)".strip()
    value = Fraction(f"{float(entry.value):.9g}") if isinstance(entry.value, Fraction) else Fraction(0)
    step = Fraction(1) if entry.shape in (Shape.YEAR, Shape.YEARS, Shape.WHOLE) else Fraction(1, 100)
    return value - step if entry.most is not None and value + step > entry.most else value + step


def free(book: Book) -> list[Entry]:
    """Every input that is the case's and not one of several shares that sum to one."""
    entries = (entry for _, _, entry in book.entries())
    return [one for one in entries if one.path[0] not in (KNOB, "budgets") and "split" not in one.path]


def test_what_is_typed_into_any_input_comes_back_as_a_change_of_its_place(
    case: Case, book: Book, stored: StoredBook
) -> None:
    found = read_inputs(typed(stored, free(book)), "case.xlsx", case, book)
    assert [change.path for change in found.changes] == [entry.path for entry in free(book)]
    assert found.problems == ()


def test_a_changed_case_goes_out_with_what_was_typed(case: Case, book: Book, stored: StoredBook) -> None:
    """Out, in, and out again: the second workbook holds what was typed into the first."""
    changed = read_inputs(typed(stored, free(book)), "case.xlsx", case, book).case
    again = {entry.path: entry.value for _, _, entry in lay_out(worked(changed)).entries()}
    assert {entry.path: again[entry.path] for entry in free(book)} == {e.path: another(e) for e in free(book)}


def test_one_of_the_shares_of_a_whole_cannot_be_changed_alone(case: Case, book: Book, stored: StoredBook) -> None:
    one = next(entry for _, _, entry in book.entries() if entry.path[0] == "budgets")
    with pytest.raises(Refused) as refusal:
        read_inputs(typed(stored, [one]), "case.xlsx", case, book)
    assert {problem.code for problem in refusal.value.problems if problem.is_error} == {"case.split_sum"}
