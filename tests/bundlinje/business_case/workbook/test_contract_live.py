"""Step 3b by a contract: formulas that follow the inputs as the contract's own terms do, or values that say why not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.bundlinje.business_case.workbook.books import (
    AARHUS,
    aarhus_case,
    alike,
    by_name,
    capped,
    differences,
    figures,
    stated_net,
    typed_into,
    worked,
    written,
)
from tests.office import recalculated

from bundlinje import Contract
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Mode
from bundlinje.business_case.read import read_case
from bundlinje.business_case.workbook import read_workbook
from bundlinje.business_case.workbook.contract_plan import NotAsFormulas, contract_plan
from bundlinje.business_case.workbook.layout import lay_out
from bundlinje.business_case.workbook.page import Said
from bundlinje.business_case.workbook.stored import Stored, read_stored
from bundlinje.business_case.worked import Worked

CHANGES: dict[str, dict[str, float]] = {
    "din-vej-i-job": {"cohort_2023_participants": 37, "effect_in_work_with": 0.41},
    "hjem-job-og-helhed": {"cohort_2022_participants": 17, "cohort_2024_start": 2025, "cohort_2023_completion": 0.7},
    "ips-plus": {"cohort_2024_participants": 61, "effect_in_work_with": 0.613},
    "ungifokus": {"expects_saving": 1_234_567.89},
    "capped": {"cohort_2025_participants": 40, "effect_in_work_with": 0.37},
}


def said(one: Worked, contract: Contract | None) -> set[str]:
    """The codes of everything said on the page of step 3b."""
    (page,) = (page for page in lay_out(one, contract).pages if page.code == "repayment")
    return {cell.content.code for cell in page.cells.values() if isinstance(cell.content, Said)}


def asked(name: str, folder: Path) -> tuple[Worked, Contract | None]:
    if name != "capped":
        return aarhus_case(name)
    contract = capped(folder)
    return worked(read_case(AARHUS / "cases" / "ips-plus.yaml"), contract=contract), contract


def test_terms_that_are_sums_and_products_follow_every_input_in_another_program(tmp_path: Path) -> None:
    """Inputs are changed by hand, LibreOffice works the sheet out again, and our own arithmetic the case read back."""
    (tmp_path / "terms").mkdir()
    books = {name: asked(name, tmp_path / "terms") for name in CHANGES}
    ours = {name: written(one, tmp_path / f"{name}.xlsx", contract) for name, (one, contract) in books.items()}
    typed = [typed_into(ours[name], values) for name, values in CHANGES.items()]
    theirs = recalculated(*ours.values(), *typed, into=tmp_path / "again")
    for name, same, changed in zip(CHANGES, theirs[: len(typed)], theirs[len(typed) :], strict=True):
        one, contract = books[name]
        assert "note.repayment_by_terms" in said(one, contract), name
        assert differences(ours[name], same) == [], name
        back = read_workbook(changed, one.case, contract)
        assert len(back.changes) == len(CHANGES[name]), name
        expected, stored = figures(worked(back.case, contract=contract)), read_stored(changed)
        shown = {key: stored.sheets[stored.names[key][0]].get(stored.names[key][1]) for key in expected}
        found = {key: Stored(_exact(value), formula=True) for key, value in expected.items()}
        assert [(name, key) for key, value in found.items() if not alike(value, shown[key])] == []


def _exact(value: object) -> Fraction | str | None:
    return Fraction(value) if isinstance(value, int | float) else value  # type: ignore[return-value]


def test_the_cap_takes_something_off_in_the_test_above(tmp_path: Path) -> None:
    one, contract = asked("capped", tmp_path)
    assert "row.due" in said(one, contract)
    paid = by_name(lay_out(one, contract))["result_investor_repayments"]
    assert paid == 4_000_000 / 2, "the council put in half of the capital"


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("name", ["hjem-job-og-helhed", "ips-plus"])
def test_formulas_come_to_the_same_ore_as_the_terms_in_every_mode(name: str, mode: Mode) -> None:
    one, contract = aarhus_case(name)
    again = worked(_growing(one.case), mode, contract)
    expected, found = figures(again), by_name(lay_out(again, contract))
    assert "note.repayment_by_terms" in said(again, contract)
    assert {key: found.get(key) for key in expected} == expected


def _growing(case: Case) -> Case:
    """The case with what the budget needs to know: how prices go on."""
    data = case.as_data()
    data["growth"] = {**dict.fromkeys(("net-price", "pl", "wage", "cpi"), "2 %"), **data.get("growth", {})}
    return Case.model_validate(data)


@pytest.mark.parametrize(
    ("name", "code", "part"),
    [("flere-kloge-haender", "term", "fewer-dropouts"), ("laer-for-livet", "limit", "return-cap")],
)
def test_terms_that_are_not_stand_as_values_and_say_which_is_not(name: str, code: str, part: str) -> None:
    one, contract = aarhus_case(name)
    assert contract is not None
    with pytest.raises(NotAsFormulas) as why:
        contract_plan(contract, range(2022, 2027))
    assert (why.value.code, why.value.name) == (code, part)
    assert f"why.{code}" in said(one, contract)


def test_a_workbook_without_its_contract_has_values_and_says_so() -> None:
    one, _ = aarhus_case("ips-plus")
    assert "why.no_contract" in said(one, None)


def test_an_effect_stated_net_leaves_the_rate_to_the_contract() -> None:
    before, contract = aarhus_case("ips-plus")
    one = worked(stated_net(before.case), contract=contract)
    expected, found = figures(one), by_name(lay_out(one, contract))
    assert "from_contract" in said(one, contract)
    assert {key: found.get(key) for key in expected} == expected


def test_two_cohorts_of_one_year_are_not_formulas() -> None:
    one, contract = aarhus_case("ips-plus")
    data = one.case.as_data()
    data["cohorts"][1]["start"] = data["cohorts"][0]["start"]
    assert "why.same_start" in said(worked(Case.model_validate(data), contract=contract), contract)


def test_values_count_the_inputs_that_have_changed_since_they_were_worked_out(tmp_path: Path) -> None:
    one, contract = aarhus_case("flere-kloge-haender")
    book = written(one, tmp_path / "case.xlsx", contract)
    changes = {"expects_dropped_out": 0.09, f"cohort_{one.case.cohorts[0].start}_participants": 500}
    same, changed = recalculated(book, typed_into(book, changes), into=tmp_path / "again")
    counts = []
    for path in (same, changed):
        stored = read_stored(path)
        sheet, cell = stored.names["repayment_outdated"]
        counts.append(stored.sheets[sheet][cell].value)
    assert counts == [0, 2]
