"""Social return and staff: the sheets come to the exact arithmetic, here and elsewhere, and come back in."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bundlinje.business_case.workbook.books import (
    aarhus_case,
    alike,
    by_name,
    differences,
    every_rule,
    every_value,
    social_figures,
    typed_into,
    worked,
    written,
)
from tests.office import recalculated

from bundlinje.business_case.parts import Mode
from bundlinje.business_case.workbook import read_workbook
from bundlinje.business_case.workbook.layout import lay_out
from bundlinje.business_case.workbook.stored import Stored, read_stored

CHANGES: dict[str, float] = {
    "sroi_deadweight": 0.3,
    "sroi_attribution": 0.25,
    "sroi_displacement": 0.1,
    "sroi_drop_off": 0.2,
    "proxy_joy": 12_345.67,
    "proxy_school": 2_999,
    "quantity_social_joy_each_year": 2,
    "quantity_social_school_1": 3,
    "staff_1_after": 8,
    "staff_2_after": 6.5,
    "cohort_2022_participants": 33,
    "effect_in_work_with": 0.45,
}


@pytest.mark.parametrize("mode", list(Mode))
def test_the_social_return_of_the_sheet_is_that_of_the_exact_arithmetic(mode: Mode) -> None:
    one = worked(every_value(), mode)
    found, expected = by_name(lay_out(one)), social_figures(one)
    assert {name: found.get(name) for name in expected} == expected


def test_a_baseline_taken_off_in_the_effect_is_not_taken_off_again() -> None:
    one, contract = aarhus_case("sammen-om-diabetes")
    found, expected = by_name(lay_out(one, contract)), social_figures(one)
    assert {name: found.get(name) for name in expected} == expected


def test_changed_social_values_and_measures_move_the_sheet_and_come_back_in(tmp_path: Path) -> None:
    case = every_value()
    out = written(worked(case), tmp_path / "case.xlsx")
    same, changed = recalculated(out, typed_into(out, CHANGES), into=tmp_path / "again")
    assert differences(out, same) == []
    back = read_workbook(changed, case)
    where = {change.where: (change.before, change.after) for change in back.changes}
    assert len(where) == len(CHANGES)
    assert where["sroi.deadweight"] == ("20 %", "30 %")
    assert where["sroi.social.0.proxy"] == ("10 000.50 kr", "12 345.67 kr")
    assert where["staff.1.after"] == (None, "6.5")
    stored = read_stored(changed)
    for name, value in social_figures(worked(back.case)).items():
        sheet, cell = stored.names[name]
        assert alike(Stored(value, formula=True), stored.sheets[sheet][cell]), name  # type: ignore[arg-type]


def test_a_case_that_says_nothing_of_them_has_no_sheet_for_them() -> None:
    codes = {page.code for page in lay_out(worked(every_rule())).pages}
    assert not codes & {"sroi", "staff"}


def test_what_was_measured_once_only_has_no_change() -> None:
    assert by_name(lay_out(worked(every_value())))["staff_2_change"] is None
