"""A program that is not ours works every formula out again, and comes to our figures."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from tests.bundlinje.business_case.workbook.books import (
    aarhus,
    alike,
    by_name,
    differences,
    every_rule,
    figures,
    other_figures,
    typed_into,
    worked,
    written,
)
from tests.office import recalculated

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Mode
from bundlinje.business_case.workbook import read_workbook
from bundlinje.business_case.workbook.layout import lay_out
from bundlinje.business_case.workbook.stored import Stored, StoredBook, read_stored


@pytest.mark.parametrize("mode", list(Mode))
def test_the_results_are_those_of_the_exact_arithmetic_in_every_mode(mode: Mode) -> None:
    one = worked(every_rule(), mode)
    ours = by_name(lay_out(one))
    expected = figures(one) | other_figures(one)
    assert len(expected) >= 5 * 11 + 20
    assert {name: ours.get(name) for name in expected} == expected


def test_every_formula_of_every_mode_comes_to_our_value_in_another_program(tmp_path: Path) -> None:
    """Tolerance: 1e-9 of the figure; amounts of flows are rounded to the øre in both."""
    ours = [written(worked(every_rule(), mode), tmp_path / f"{mode.value}.xlsx") for mode in Mode]
    theirs = recalculated(*ours, into=tmp_path / "again")
    assert [one for pair in zip(ours, theirs, strict=True) for one in differences(*pair)] == []


def test_every_aarhus_case_comes_to_the_same_figures_in_another_program(tmp_path: Path) -> None:
    cases = aarhus()
    ours = [written(one, tmp_path / f"{one.case.case}.xlsx", contract) for one, contract in cases]
    theirs = recalculated(*ours, into=tmp_path / "again")
    for (one, contract), mine, other in zip(cases, ours, theirs, strict=True):
        assert differences(mine, other) == [], one.case.case
        expected, found = figures(one) | other_figures(one), by_name(lay_out(one, contract))
        assert {name: found.get(name) for name in expected} == expected, one.case.case


CHANGES: dict[str, float] = {
    "base_year": 2019,
    "horizon_years": 6,
    "cohort_2022_start": 2023,
    "cohort_2022_participants": 41,
    "effect_in_work_with": 0.55,
    "effect_school_d": 0.4,
    "quantity_support_each_year": 5.5,
    "quantity_beds_0": 4,
    "price_home_amount": 21_000.5,
    "price_benefit_amount": 12_345.67,
    "entry_week_support": 27,
    "cost_advisers_amount": 1_500_000,
    "cost_measuring_2025": 45_000,
    "realised_support": 0.7,
    "fade_support_0": 0.2,
    "price_ownband_band_1_share": 0.3,
    "index_lokal_2023": 0.04,
}


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the invented case with many of its inputs changed by hand, worked out again elsewhere."""
    folder = tmp_path_factory.mktemp("changed")
    typed = typed_into(written(worked(every_rule()), folder / "case.xlsx"), CHANGES)
    return recalculated(typed, into=folder / "again")[0]


def test_a_changed_input_moves_the_workbook_as_it_moves_our_own_arithmetic(changed: Path) -> None:
    case = read_workbook(changed, every_rule()).case
    expected = figures(worked(case))
    stored = read_stored(changed)
    assert case != every_rule()
    assert [name for name, value in expected.items() if not alike(_ours(value), _cell(stored, name))] == []


def test_every_changed_input_comes_back_as_one_change_with_what_it_was_and_is(changed: Path) -> None:
    changes = {change.where: (change.before, change.after) for change in read_workbook(changed, every_rule()).changes}
    assert len(changes) == len(CHANGES)
    assert changes["cohorts.0.start"] == (2022, 2023)
    assert changes["base_year"] == (2022, 2019)
    assert changes["horizon"] == ("5 years", "6 years")
    assert changes["effects.in-work.with"] == ("50 %", "55 %")
    assert changes["prices.benefit.amount"] == ("11 944 kr", "12 345.67 kr")
    assert changes["consequences.0.entry_week"] == (3, 27)
    assert changes["costs.2.by_year.2025"] == ("40 000 kr", "45 000 kr")
    assert changes["indices.lokal.2023"] == ("2.5 %", "4 %")


def _ours(value: object) -> Stored:
    return Stored(Fraction(value) if isinstance(value, int) else value, formula=True)  # type: ignore[arg-type]


def _cell(stored: StoredBook, name: str) -> Stored | None:
    sheet, cell = stored.names[name]
    return stored.sheets[sheet].get(cell)


@pytest.mark.parametrize("mode", list(Mode))
def test_what_nobody_changed_comes_back_without_a_difference(mode: Mode, tmp_path: Path) -> None:
    case = every_rule()
    back = read_workbook(written(worked(case, mode), tmp_path / "case.xlsx"), case)
    assert (back.case, back.changes, back.problems) == (case, (), ())


def test_another_program_that_only_saved_the_workbook_changed_nothing(tmp_path: Path) -> None:
    case = every_rule()
    (saved,) = recalculated(written(worked(case), tmp_path / "case.xlsx"), into=tmp_path / "again")
    back = read_workbook(saved, case)
    assert (back.case, back.changes, back.problems) == (case, (), ())


@pytest.mark.parametrize("of", ["mso/decentral", "municipal gain"])
def test_an_agreed_share_is_repaid_by_formulas_to_the_same_ore(of: str, make: Callable[..., Case]) -> None:
    """One account, and two of one department: the engine's exact division is a formula for both."""
    rule = {"share": "33 %", "of": of, "to": "raadet", "cap": "700 000 kr"}
    case = make({"repayment": rule, "consequences": make().as_data()["consequences"][2:3]})
    one = worked(case)
    ours, expected = by_name(lay_out(one)), figures(one)
    assert any(item.id == "repayment" and item.flows for item in one.items)
    assert {name: ours.get(name) for name in expected} == expected


def test_a_shorter_horizon_is_the_case_with_a_shorter_horizon(make: Callable[..., Case], tmp_path: Path) -> None:
    """Also in what is freed, and where a list of quantities goes on beyond the horizon."""
    case = make({"mode": "extended", "consequences.0.realised": "60 %", "consequences.1.realised": "50 %"})
    typed = typed_into(written(worked(case), tmp_path / "case.xlsx"), {"horizon_years": 1})
    (again,) = recalculated(typed, into=tmp_path / "again")
    back = read_workbook(again, case)
    assert back.case.follow_up_years == 1
    one, stored = worked(back.case), read_stored(again)
    expected = figures(one) | other_figures(one)
    assert [name for name, value in expected.items() if not alike(_ours(value), _cell(stored, name))] == []


def test_twice_the_volume_is_the_case_with_twice_the_participants(make: Callable[..., Case], tmp_path: Path) -> None:
    case = make()
    twice = make({"cohorts.0.participants": 60, "cohorts.1.participants": 40})
    typed = typed_into(written(worked(case), tmp_path / "case.xlsx"), {"sensitivity_volume": 2})
    (again,) = recalculated(typed, into=tmp_path / "again")
    stored, expected = read_stored(again), figures(worked(twice))
    assert [name for name, value in expected.items() if not alike(_ours(value), _cell(stored, name))] == []
