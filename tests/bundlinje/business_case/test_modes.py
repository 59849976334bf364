"""What each mode of calculation counts: the cautious parameters of the extended one, and the budget."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bundlinje.business_case.benefits import benefit

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.consequences import persistence
from bundlinje.business_case.flows import Side
from bundlinje.business_case.parts import Mode, Sector
from bundlinje.business_case.values import Rates
from bundlinje.business_case.worked import worked_out
from bundlinje.problems import Refused

MakeCase = Callable[..., Case]
PARTS = st.integers(0, 100).map(lambda n: f"{n} %")


def test_extended_parameters_lower_what_counts_one_by_one(make: MakeCase) -> None:
    plain = make({"mode": "extended", "effects.in-work.evidence": 1, "optimism": {1: "0 %", 2: "15 %"}})
    base = benefit(worked_out(plain), "homes")[2025]
    for slot, value, left in (
        ("overlap", {"group": "homes", "share": "20 %"}, Fraction(4, 5)),
        ("realised", "60 %", Fraction(3, 5)),
        ("evidence", 2, Fraction(85, 100)),
    ):
        case = make({**_extended(), f"consequences.2.{slot}": value})
        assert abs(benefit(worked_out(case), "homes")[2025] - base * left) <= 2, slot


def _extended() -> dict[str, object]:
    return {"mode": "extended", "effects.in-work.evidence": 1, "optimism": {1: "0 %", 2: "15 %"}}


def test_a_phase_in_and_a_fade_follow_the_years_after_finishing(make: MakeCase) -> None:
    changes = {
        **_extended(),
        "cohorts": [{"start": 2023, "participants": 100}],
        "consequences.2.phase_in": ["50 %", "100 %"],
        "consequences.2.fade": "10 %",
    }
    years = benefit(worked_out(make(changes)), "homes")
    whole = 100 * Fraction(2, 5) * 2_000_001
    want = [whole / 2, *(whole * Fraction(9, 10) ** t for t in range(1, 5))]
    assert all(abs(ore - exact) <= 1 for ore, exact in zip(years.values(), want, strict=True))


def test_what_cannot_be_cut_is_freed_and_not_lost(make: MakeCase) -> None:
    whole = worked_out(make(_extended())).item(Side.BENEFIT, "homes")
    part = worked_out(make({**_extended(), "consequences.2.realised": "60 %"})).item(Side.BENEFIT, "homes")
    money = sum((flow.exact for flow in part.flows), Fraction(0))
    freed = sum((flow.freed for flow in part.flows), Fraction(0))
    assert money + freed == sum((flow.exact for flow in whole.flows), Fraction(0))
    assert freed == money * Fraction(2, 3)


def test_weak_evidence_takes_off_the_cautious_default_and_says_so(make: MakeCase) -> None:
    worked = worked_out(make({"mode": "extended", "effects.in-work.evidence": 3}))
    assert worked.rates["in-work"].rate == Fraction(2, 5) * Fraction(60, 100)
    assert "data.evidence.evidence-level" in {mark.path for mark in worked.marks}


def test_the_budget_is_the_municipality_in_the_kroner_of_each_year(make: MakeCase) -> None:
    changes = {
        "mode": "budget",
        "optimism": {2: "0 %"},
        "growth": {"net-price": {"value": "2 %", "assumed": "Opfundet"}},
        "indices": {"net-price": {2023: "10 %"}},
    }
    case = make(changes)
    worked = worked_out(case)
    assert {flow.account.sector for flow in worked.flows} == {Sector.MUNICIPALITY}
    each = Fraction(54, 5) * 6 * 1_194_400 * Fraction(4, 5)
    assert benefit(worked, "support", "msb/decentral")[2024] == round(each * Fraction(110, 100) * Fraction(102, 100))
    assert bottom_line(worked).net_present_value == bottom_line(worked).total
    assert "growth.net-price" in {mark.path for mark in worked.marks}


def test_the_budget_refuses_years_whose_prices_nobody_has_stated(make: MakeCase) -> None:
    with pytest.raises(Refused) as refused:
        worked_out(make({"mode": "budget"}))
    assert {problem.code for problem in refused.value.problems} == {"data.index_year_unknown"}
    assert {problem.place.path for problem in refused.value.problems} >= {"consequences.0", "costs.0"}


def test_persistence_takes_each_year_off_what_the_year_before_left() -> None:
    fade = Rates.model_validate(["10 %", "50 %"])
    assert [persistence(fade, t) for t in range(4)] == [1, Fraction(9, 10), Fraction(9, 20), Fraction(9, 40)]


@settings(max_examples=40)
@given(completion=PARTS, with_=PARTS, without=PARTS)
def test_neutral_extended_parameters_count_as_som(make: MakeCase, completion: str, with_: str, without: str) -> None:
    changes: dict[str, object] = {
        "cohorts.0.completion": completion,
        "effects.in-work": {"with": with_, "without": without, "evidence": 1, "source": "Opfundet"},
        "optimism": {1: "0 %"},
        "consequences.0.fade": "0 %",
        "consequences.1.phase_in": "100 %",
        "consequences.2.realised": "100 %",
        "consequences.2.overlap": {"group": "homes", "share": "0 %"},
        "costs.0.overrun": "0 %",
    }
    case = make(changes)
    assert worked_out(case, Mode.EXTENDED).flows == worked_out(case, Mode.SOM).flows


def test_what_a_mode_does_not_count_is_neither_needed_nor_leant_on(make: MakeCase) -> None:
    """SØM counts without realisation, so an unknown one stops only the extended calculation."""
    case = make({"consequences.0.realised": {"unknown": "Ikke undersøgt"}, "consequences.2.fade": "10 %"})
    assert worked_out(case, Mode.SOM).left_out == ()
    with pytest.raises(Refused) as refused:
        worked_out(case, Mode.EXTENDED)
    assert [problem.place.path for problem in refused.value.problems] == ["consequences.0.realised"]


def test_an_overrun_raises_a_cost_where_the_mode_counts_it(make: MakeCase) -> None:
    case = make({"costs.0.overrun": "41 %"})
    whole = worked_out(case, Mode.SOM).item(Side.COST, "advisers").ore
    assert worked_out(case, Mode.EXTENDED).item(Side.COST, "advisers").ore == whole * Fraction(141, 100)
