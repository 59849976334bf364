"""What a workbook looks like: sheets and names, what may be typed where, what is assumed, and what no text can do."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.bundlinje.business_case.workbook.books import every_rule, worked, written

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.workbook import write_workbook
from bundlinje.business_case.workbook.ground import PAGES, pages_of
from bundlinje.business_case.workbook.layout import lay_out
from bundlinje.business_case.workbook.page import Entry, cell_name
from bundlinje.business_case.workbook.stored import read_stored
from bundlinje.grammar.part import Mark
from bundlinje.words.labels import labels
from bundlinje.words.numbers import Language
from bundlinje.words.workbook import WorkbookWords

LANGUAGES: tuple[Language, ...] = ("da", "en")


@pytest.fixture(scope="module", params=LANGUAGES)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp(request.param) / "case.xlsx"
    write_workbook(worked(every_rule()), path, WorkbookWords(request.param))
    return openpyxl.load_workbook(path)


def test_there_is_a_sheet_for_each_step_and_the_first_says_how_to_use_it(opened: Any) -> None:
    names = [sheet.title for sheet in opened.worksheets]
    assert names[0] in {"Læs mig", "Read me"}
    assert len(names) == len(pages_of(every_rule())) + 1
    assert opened["bundlinje"].sheet_state == "veryHidden"


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sheets_fit_a_spreadsheet(language: Language) -> None:
    names = [labels("workbook")[f"sheet.{code}"][language] for code in PAGES]
    assert [name for name in names if len(name) > 31 or re.search(r"[\[\]:*?/\\]", name)] == []
    assert len(set(names)) == len(names)


def test_every_number_of_the_case_has_a_name_and_says_what_may_be_typed(opened: Any) -> None:
    entries = {entry.name: entry for _, _, entry in lay_out(worked(every_rule())).entries()}
    assert set(entries) <= set(opened.defined_names)
    ruled = {
        place for sheet in opened for rule in sheet.data_validations.dataValidation for place in _places(sheet, rule)
    }
    limited = {name for name, entry in entries.items() if entry.least is not None}
    named = {name: next(iter(opened.defined_names[name].destinations)) for name in limited}
    assert [name for name, (sheet, cell) in named.items() if (sheet, cell.replace("$", "")) not in ruled] == []


def _places(sheet: Any, rule: Any) -> list[tuple[str, str]]:
    return [
        (sheet.title, cell.coordinate) for area in rule.sqref for row in sheet[area.coord : area.coord] for cell in row
    ]


def test_only_inputs_are_open_and_sheets_are_ready_for_paper(opened: Any) -> None:
    entries = {entry.name for _, _, entry in lay_out(worked(every_rule())).entries()}
    places = {next(iter(opened.defined_names[name].destinations)) for name in entries}
    open_cells = {
        (s.title, c.coordinate) for s in opened for row in s.iter_rows() for c in row if not c.protection.locked
    }
    assert open_cells == {(sheet, cell.replace("$", "")) for sheet, cell in places}
    for sheet in opened.worksheets[:-1]:
        assert sheet.protection.sheet
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0


def test_how_well_a_number_is_known_is_coloured_and_said_in_words(opened: Any) -> None:
    book = lay_out(worked(every_rule()))
    marked = [entry for _, _, entry in book.entries() if entry.mark is Mark.ASSUMED]
    assert marked
    for entry in marked:
        ((sheet, cell),) = opened.defined_names[entry.name].destinations
        here = opened[sheet][cell]
        assert here.fill.start_color.rgb == "FFFDEBC8"
        assert {"antaget", "assumed"} & {one.value for one in opened[sheet][here.row]}


def test_what_the_results_lean_on_is_told_in_words_and_not_in_codes(opened: Any) -> None:
    """What weak evidence takes off is nobody's but ours: the package chose it, and the workbook says so."""
    sheet = next(one for one in opened if one.title in {"Kilder og status", "Sources and status"})
    told = {row[0].value: row[2].value for row in sheet.iter_rows() if row[0].value}
    assert told["data.evidence.evidence-level"] in {"valgt uden kilde", "chosen without a source"}


def test_the_same_case_gives_the_same_file_byte_for_byte(case: Case, tmp_path: Path) -> None:
    once, again = (written(worked(case), tmp_path / name).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert once == again


@pytest.mark.parametrize("text", ["=1+1", "+45 12 34", "-x", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1"])
def test_a_text_of_the_case_never_becomes_a_formula(text: str, case: Case, tmp_path: Path) -> None:
    data = case.as_data()
    data["title"] = text
    data["consequences"][0]["title"] = text
    data["effects"]["in-work"]["with"] = {"value": "50 %", "source": text}
    path = written(worked(Case.model_validate(data)), tmp_path / "case.xlsx")
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    told = [cell for cell in cells if cell.value == text]
    assert len(told) >= 4
    assert {cell.data_type for cell in told} == {"s"}
    assert all(cell.quotePrefix for cell in told if cell.parent.title != "bundlinje")


def test_what_is_unknown_is_not_zero_and_neither_is_what_leans_on_it(case: Case, tmp_path: Path) -> None:
    data = case.as_data()
    data["prices"]["home"]["amount"] = {"unknown": "Ingen har oplyst den"}
    stored = read_stored(written(worked(Case.model_validate(data)), tmp_path / "case.xlsx"))

    def shown(name: str) -> Fraction | str | None:
        sheet, cell = stored.names[name]
        return stored.sheets[sheet][cell].value

    assert shown("price_home_amount") == "#N/A"
    assert shown("result_municipality_npv") == "#N/A"
    assert isinstance(shown("result_region_npv"), Fraction)


def test_a_reader_that_does_not_recalculate_sees_our_figures(case: Case, tmp_path: Path) -> None:
    one = worked(case)
    stored = read_stored(written(one, tmp_path / "case.xlsx"))
    for page, place, formula in lay_out(one).formulas():
        cell = stored.sheets[WorkbookWords("da").say(f"sheet.{page.code}")][cell_name(*place)]
        assert cell.formula
        if isinstance(formula.expression.value, Fraction):
            assert float(cell.value or 0) == pytest.approx(float(formula.expression.value), rel=1e-15)


def test_inputs_of_one_case_all_have_names_of_their_own() -> None:
    names = [entry.name.lower() for _, _, entry in lay_out(worked(every_rule())).entries()]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[^\W\d]\w*_\w+", name)] == []


def test_every_place_of_an_input_stands_in_the_case() -> None:
    """An input that leads nowhere would be typed in vain: each path changes the case's data."""
    paths = [entry.path for _, _, entry in lay_out(worked(every_rule())).entries() if isinstance(entry, Entry)]
    tops = {str(path[0]) for path in paths} - {"sensitivity"}
    assert tops <= set(every_rule().as_data())
