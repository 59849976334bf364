"""What comes back in a workbook: the case that was typed, or each mistake in its cell; and what else was done to it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.bundlinje.business_case.workbook.books import typed_into, worked, written

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.workbook import read_workbook
from bundlinje.problems import Refused
from bundlinje.words.problems import say


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory, case: Case) -> Path:
    return written(worked(case), tmp_path_factory.mktemp("out") / "invented.xlsx")


def refused(workbook: Path, case: Case, typed: dict[str, Any]) -> list[tuple[str, str]]:
    """What a workbook is refused for, and in which cells."""
    with pytest.raises(Refused) as refusal:
        read_workbook(typed_into(workbook, typed), case)
    assert all(say(problem, language) for problem in refusal.value.problems for language in ("da", "en"))
    return [(problem.code, problem.place.path) for problem in refusal.value.problems if problem.is_error]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"effect_in_work_with": None}, "workbook.input_blank"),
        ({"effect_in_work_with": "50 %"}, "workbook.input_not_a_number"),
        ({"effect_in_work_with": 1.2}, "workbook.out_of_range"),
        ({"cohort_2023_participants": -1}, "workbook.out_of_range"),
        ({"cost_advisers_amount": 100.005}, "workbook.not_whole_ore"),
        ({"cohort_2023_start": 2023.5}, "workbook.not_whole"),
        ({"cohort_2023_start": 2021}, "workbook.out_of_range"),
    ],
)
def test_what_cannot_stand_in_an_input_is_refused_in_its_cell(
    workbook: Path, case: Case, typed: dict[str, Any], code: str
) -> None:
    ((found, place),) = refused(workbook, case, typed)
    assert found == code
    assert "!" in place


def test_every_mistake_is_told_at_once_and_nothing_is_taken_in(workbook: Path, case: Case) -> None:
    typed = {"effect_in_work_with": None, "cohort_2024_participants": "mange", "cost_advisers_amount": 10}
    assert sorted(code for code, _ in refused(workbook, case, typed)) == [
        "workbook.input_blank",
        "workbook.input_not_a_number",
    ]


def test_what_the_case_as_a_whole_cannot_mean_is_told_in_the_cell_it_was_typed_into(workbook: Path, case: Case) -> None:
    """Two cohorts in one year: each year may stand in its cell, and the case refuses both together."""
    ((code, place),) = refused(workbook, case, {"cohort_2023_start": 2024})
    assert code == "case.repeated_cohort"
    assert place.startswith("Målgruppe!B")


def test_a_share_that_no_longer_sums_to_one_is_refused(workbook: Path, case: Case) -> None:
    found = refused(workbook, case, {"budget_mso_decentral": 0.5})
    assert [code for code, _ in found] == ["case.split_sum"]


def test_reasons_and_sources_come_back_too(workbook: Path, case: Case) -> None:
    back = read_workbook(
        typed_into(workbook, {"effect_in_work_with": 0.45, "source_effects_in_work_with": "Ny rapport"}), case
    )
    rate = back.case.effects["in-work"].with_
    assert rate is not None
    assert (rate.value and rate.value.text(), rate.source) == ("45 %", "Ny rapport")
    assert {change.where for change in back.changes} == {"effects.in-work.with", "effects.in-work.with.source"}
    assert back.problems == ()


def test_a_number_changed_without_its_source_asks_for_a_second_look(case: Case, tmp_path: Path) -> None:
    data = case.as_data()
    data["cohorts"][0]["completion"] = {"value": "90 %", "assumed": "Som sidst"}
    case = Case.model_validate(data)
    out = written(worked(case), tmp_path / "case.xlsx")
    back = read_workbook(typed_into(out, {"cohort_2023_completion": 0.8}), case)
    assert [problem.code for problem in back.problems] == ["workbook.source_of_old_value"]
    completion = back.case.cohorts[0].completion
    assert (completion.value and completion.value.text(), completion.assumed) == ("80 %", "Som sidst")


def test_an_unknown_number_is_known_once_it_is_typed(case: Case, tmp_path: Path) -> None:
    data = case.as_data()
    data["prices"]["home"]["amount"] = {"unknown": "Ingen har oplyst den"}
    case = Case.model_validate(data)
    out = written(worked(case), tmp_path / "case.xlsx")
    assert read_workbook(out, case).changes == ()
    back = read_workbook(typed_into(out, {"price_home_amount": 20_000}), case)
    assert [(change.before, change.after) for change in back.changes] == [(None, "20 000 kr")]
    assert back.case.prices["home"].amount.unknown is None


def test_a_value_that_was_left_to_its_default_is_written_into_the_case(case: Case, tmp_path: Path) -> None:
    data = case.as_data()
    del data["cohorts"][0]["completion"]
    case = Case.model_validate(data)
    back = read_workbook(
        typed_into(written(worked(case), tmp_path / "case.xlsx"), {"cohort_2023_completion": 0.75}), case
    )
    assert back.case.as_data()["cohorts"][0]["completion"] == "75 %"


def warned(workbook: Path, case: Case, typed: dict[str, Any]) -> list[tuple[str, str]]:
    back = read_workbook(typed_into(workbook, typed), case)
    assert all(say(problem, language) for problem in back.problems for language in ("da", "en"))
    return [(problem.code, problem.place.path) for problem in back.problems]


def test_a_formula_typed_over_is_reported_in_its_cell(workbook: Path, case: Case) -> None:
    assert warned(workbook, case, {"Resultater!B11": 1_000_000}) == [("workbook.formula_overwritten", "Resultater!B11")]


def test_a_cell_that_was_added_is_reported(workbook: Path, case: Case) -> None:
    assert warned(workbook, case, {"Effekt!F40": "glem ikke"}) == [("workbook.cell_added", "Effekt!F40")]


def test_a_lever_that_was_moved_changes_nothing_and_is_reported(workbook: Path, case: Case) -> None:
    typed = typed_into(workbook, {"sensitivity_effect": 0.8})
    back = read_workbook(typed, case)
    assert (back.case, back.changes) == (case, ())
    assert [problem.code for problem in back.problems] == ["workbook.lever_moved"]


def test_an_input_that_is_now_a_formula_gives_its_value_and_is_reported(workbook: Path, case: Case) -> None:
    """Nobody has worked the formula out, so there is no value to take."""
    assert [code for code, _ in refused(workbook, case, {"effect_in_work_with": "=0.4+0.1"})] == [
        "workbook.input_blank"
    ]


def test_rows_that_were_put_in_are_reported_and_known_inputs_still_read(
    workbook: Path, case: Case, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(typed_into(workbook, {"effect_in_work_with": 0.45}))
    moved = {name: defined for name, defined in book.defined_names.items() if "Effekt" in defined.attr_text}
    book["Effekt"].insert_rows(4)
    for defined in moved.values():  # openpyxl leaves names where they were; a spreadsheet moves them along
        ((sheet, cell),) = defined.destinations
        column, row = cell.strip("$").split("$")
        if int(row) >= 4:
            defined.attr_text = f"{sheet}!${column}${int(row) + 1}"
    book.save(tmp_path / "moved.xlsx")
    back = read_workbook(tmp_path / "moved.xlsx", case)
    assert [change.where for change in back.changes] == ["effects.in-work.with"]
    assert [(problem.code, problem.place.path) for problem in back.problems] == [("workbook.rows_moved", "Effekt")]


def test_an_input_that_was_deleted_is_refused(workbook: Path, case: Case, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    del book.defined_names["effect_in_work_with"]
    book.save(tmp_path / "gone.xlsx")
    with pytest.raises(Refused) as refusal:
        read_workbook(tmp_path / "gone.xlsx", case)
    assert [problem.code for problem in refusal.value.problems if problem.is_error] == ["workbook.input_gone"]


def test_a_sheet_may_be_renamed(workbook: Path, case: Case, tmp_path: Path) -> None:
    """A spreadsheet renames the sheet in every name and formula along with it."""
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(tmp_path / "renamed.xlsx", "w") as new:
        for part in old.namelist():
            text = old.read(part)
            new.writestr(part, text.replace(b"Effekt", b"Virkning") if "book" in part else text)
    assert read_workbook(tmp_path / "renamed.xlsx", case).problems == ()


@pytest.mark.parametrize("raw", [b"", b"not a workbook", b"PK\x03\x04 cut"])
def test_a_file_that_is_no_workbook_is_refused(raw: bytes, case: Case, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(raw)
    with pytest.raises(Refused) as refusal:
        read_workbook(tmp_path / "x.xlsx", case)
    assert [problem.code for problem in refusal.value.problems] == ["workbook.unreadable"]


def test_a_workbook_that_declares_entities_is_refused(workbook: Path, case: Case, tmp_path: Path) -> None:
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(tmp_path / "bomb.xlsx", "w") as new:
        for part in old.namelist():
            text = old.read(part)
            new.writestr(part, text.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1) if "book" in part else text)
    with pytest.raises(Refused) as refusal:
        read_workbook(tmp_path / "bomb.xlsx", case)
    assert [problem.code for problem in refusal.value.problems] == ["workbook.unreadable"]


def test_a_workbook_of_nobodys_case_is_refused(case: Case, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(Refused) as refusal:
        read_workbook(tmp_path / "other.xlsx", case)
    assert [problem.code for problem in refusal.value.problems] == ["workbook.not_ours"]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [("case", "another", "workbook.other_case"), ("horizon", "3 years", "workbook.case_has_changed")],
)
def test_a_workbook_of_another_case_or_an_older_one_is_refused(
    workbook: Path, case: Case, key: str, value: str, code: str
) -> None:
    other = Case.model_validate({**case.as_data(), key: value})
    with pytest.raises(Refused) as refusal:
        read_workbook(workbook, other)
    assert [problem.code for problem in refusal.value.problems] == [code]
