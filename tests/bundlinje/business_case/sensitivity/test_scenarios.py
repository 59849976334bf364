"""Scenarios side by side, and one thing moved step by step: exactly, and nothing else with it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.flows import Side
from bundlinje.business_case.parts import Sector
from bundlinje.business_case.repayment import with_repayment
from bundlinje.business_case.sensitivity.scenarios import (
    BUDGET,
    EXPECTED,
    PESSIMISTIC,
    by_delay,
    by_effect,
    by_horizon,
    by_intake,
    by_payer,
    side_by_side,
)
from bundlinje.business_case.sensitivity.variants import Asked, InScenario, Scenario, in_scenario
from bundlinje.business_case.worked import worked_out
from bundlinje.problems import Refused
from bundlinje.words.problems import say

Make = Callable[..., Case]
SHARED = {"repayment": {"share": "60 %", "to": "raadet"}}


def _benefits(told: InScenario) -> Fraction:
    flows = (flow for flow in told.worked.flows if flow.side is Side.BENEFIT)
    return sum((flow.exact for flow in flows), Fraction(0))


def _successes(told: InScenario) -> Fraction:
    return sum((one.number for one in told.worked.successes), Fraction(0))


def _net(told: InScenario, view: str = "everybody") -> Fraction:
    return bottom_line(told.worked, view).net_present_value


def test_a_scenario_that_changes_nothing_is_the_case(uncertain: Case) -> None:
    told = in_scenario(Asked(uncertain), Scenario("same"))
    assert told.worked.flows == with_repayment(worked_out(uncertain)).flows


@pytest.mark.requirement("SEN-01", "SEN-07")
def test_the_careful_scenario_is_the_default_and_the_worst_stands_first(uncertain: Case) -> None:
    told = side_by_side(Asked(uncertain))
    assert [one.scenario.id for one in told] == [PESSIMISTIC, BUDGET, EXPECTED]
    assert [one.scenario.id for one in told if one.is_default] == [BUDGET]
    assert _net(told[0]) < _net(told[1]) < _net(told[2])


def test_the_budget_counts_eighty_per_cent_of_the_net_effect(uncertain: Case) -> None:
    _, budget, expected = side_by_side(Asked(uncertain))
    assert _successes(budget) == Fraction(8, 10) * _successes(expected)
    assert _benefits(budget) == Fraction(8, 10) * _benefits(expected)


def test_own_values_stand_beside_the_others_by_the_paths_of_the_file(uncertain: Case) -> None:
    own = Scenario("cheaper", overrides={"costs.advisers.amount": "1 000 000 kr", "effects.in-work.with": "60 %"})
    told = side_by_side(Asked(uncertain), [own])[-1]
    assert told.scenario is own
    assert told.worked.rates["in-work"].net == Fraction(1, 2)
    advisers = told.worked.item(Side.COST, "advisers")
    assert {flow.year: flow.ore for flow in advisers.flows} == {2023: -100_000_000, 2024: -100_000_000}


@pytest.mark.requirement("SEN-02")
def test_the_effect_is_varied_up_and_down_around_eighty_per_cent(uncertain: Case) -> None:
    told = by_effect(Asked(uncertain))
    stated = next(one for one in told if one.scenario.effect == 1)
    assert [one.scenario.id for one in told if one.is_default] == ["effect.80"]
    assert min(one.scenario.effect for one in told) < Fraction(8, 10) < max(one.scenario.effect for one in told)
    assert [_benefits(one) for one in told] == [_benefits(stated) * one.scenario.effect for one in told]


def test_no_effect_level_brings_more_than_everybody_through(make: Make) -> None:
    case = make({"effects.in-work.with": "95 %"})
    (told,) = by_effect(Asked(case), [Fraction(12, 10)])
    assert told.worked.rates["in-work"].with_ == 1


@pytest.mark.requirement("SEN-03")
def test_fewer_participants_bring_less_while_the_staff_is_paid_all_the_same(uncertain: Case) -> None:
    told = by_intake(Asked(uncertain), [Fraction(1, 2), Fraction(1)])
    assert _benefits(told[0]) == _benefits(told[1]) / 2
    advisers, material = (
        [sum(flow.ore for flow in one.worked.item(Side.COST, item).flows) for one in told]
        for item in ("advisers", "material")
    )
    assert advisers[0] == advisers[1]
    assert material[0] * 2 == material[1]


@pytest.mark.requirement("SEN-04")
def test_a_later_start_moves_benefits_but_not_the_budgeted_staff(uncertain: Case) -> None:
    on_time, late = by_delay(Asked(uncertain), [0, 1])[:2]
    first = [min(flow.year for flow in one.worked.flows if flow.side is Side.BENEFIT) for one in (on_time, late)]
    assert first[1] == first[0] + 1
    assert on_time.worked.item(Side.COST, "advisers") == late.worked.item(Side.COST, "advisers")
    assert _net(late) < _net(on_time)


@pytest.mark.requirement("SEN-04")
def test_later_result_payments_move_only_the_payments(make: Make) -> None:
    told = by_delay(Asked(make(SHARED)), [0, 2])
    on_time, late = told[0], next(one for one in told if one.scenario.repaid_later == 2)
    paid = [
        {f.year: f.ore for f in one.worked.flows if f.side is Side.REPAYMENT and f.ore > 0} for one in (on_time, late)
    ]
    assert paid[1] == {year + 2: ore for year, ore in paid[0].items()}
    assert _net(late, "investor") < _net(on_time, "investor")
    assert _net(late, "municipality") > _net(on_time, "municipality")
    assert _benefits(late) == _benefits(on_time)


@pytest.mark.requirement("SEN-05")
def test_the_surplus_is_told_for_several_horizons(make: Make) -> None:
    told = by_horizon(Asked(make()), [4, 7, 10])
    yearly = [bottom_line(one.worked, "municipality") for one in told]
    assert [line.years[-1] for line in yearly] == [2029, 2032, 2035]
    assert yearly[0].total < yearly[1].total < yearly[2].total


@pytest.mark.requirement("SEN-05", "BC-07")
def test_a_lifetime_is_counted_and_marked_as_beyond_what_evidence_reaches(make: Make) -> None:
    told = {one.scenario.horizon: one.beyond_evidence for one in by_horizon(Asked(make()))}
    assert told == {5: False, 7: False, 8: False, 10: False, 30: True}


@pytest.mark.requirement("SEN-06")
def test_region_and_state_repaying_their_part_lets_the_municipality_break_even_no_later(make: Make) -> None:
    agreed, shared = by_payer(Asked(make(SHARED)))
    repaid = [
        {payer: bottom_line(one.worked, payer).repayments for payer in ("municipality", "region", "state")}
        for one in (agreed, shared)
    ]
    assert sum(repaid[0]["region"]) == sum(repaid[0]["state"]) == 0
    assert sum(repaid[1]["region"]) < 0
    assert sum(map(sum, repaid[0].values())) == sum(map(sum, repaid[1].values()))
    assert _net(shared, Sector.MUNICIPALITY.value) > _net(agreed, Sector.MUNICIPALITY.value)


@settings(max_examples=25)
@given(by=st.integers(1, 300).map(lambda n: Fraction(n, 100)))
def test_a_price_moves_its_consequences_in_proportion_and_nothing_else(uncertain: Case, by: Fraction) -> None:
    stated, told = (
        in_scenario(Asked(uncertain), Scenario("any", values={"prices.home": x})) for x in (Fraction(1), by)
    )
    for item in stated.worked.items:
        factor = by if item.id == "homes" else 1
        assert [flow.exact for flow in told.worked.item(item.side, item.id).flows] == [
            flow.exact * factor for flow in item.flows
        ]


@pytest.mark.parametrize(
    ("scenario", "problems"),
    [
        (
            Scenario("x", values={"effects.nothing.with": Fraction(1)}),
            {("sensitivity.unknown_input", "effects.nothing.with")},
        ),
        (
            Scenario("x", overrides={"costs.nobody.amount": "1 kr", "effects.in-work.with.deep": 1}),
            {
                ("sensitivity.path_unknown", "costs.nobody.amount"),
                ("sensitivity.path_unknown", "effects.in-work.with.deep"),
            },
        ),
        (Scenario("x", overrides={"cohorts.9": {}}), {("sensitivity.path_unknown", "cohorts.9")}),
    ],
    ids=["input", "path", "place in a list"],
)
@pytest.mark.parametrize("language", ["da", "en"])
def test_what_a_scenario_cannot_change_is_refused_with_its_place(
    uncertain: Case, scenario: Scenario, problems: set[tuple[str, str]], language: str
) -> None:
    with pytest.raises(Refused) as refused:
        in_scenario(Asked(uncertain), scenario)
    assert {(one.code, one.place.path) for one in refused.value.problems} == problems
    assert all("{" not in say(one, language) for one in refused.value.problems)  # type: ignore[arg-type]


def test_own_values_that_do_not_fit_are_refused_together(uncertain: Case) -> None:
    with pytest.raises(Refused) as refused:
        in_scenario(Asked(uncertain), Scenario("x", overrides={"costs.advisers.amount": "10 %", "horizon": "soon"}))
    assert {one.place.path for one in refused.value.problems} == {"costs.0.amount", "horizon"}
    assert {one.place.line for one in refused.value.problems} == {None}


def test_a_whole_row_of_a_list_may_be_replaced(uncertain: Case) -> None:
    row = {"id": "advisers", "kind": "running", "payer": "raadet", "year": "2023", "amount": "1 kr"}
    told = in_scenario(Asked(uncertain), Scenario("x", overrides={"costs.advisers": row}))
    assert [flow.ore for flow in told.worked.item(Side.COST, "advisers").flows] == [-100]


def test_an_effect_stated_as_a_size_is_moved_as_the_rate_it_gives(make: Make) -> None:
    case = make({"effects.in-work": {"d": "0.35", "without": "20 %", "source": "Opfundet"}})
    half, whole = by_effect(Asked(case), [Fraction(1, 2), Fraction(1)])
    assert half.worked.rates["in-work"].net == whole.worked.rates["in-work"].net / 2


def test_what_is_unknown_stays_out_of_every_scenario(make: Make) -> None:
    case = make({"effects.in-work.with": {"unknown": "Ikke målt"}})
    told = side_by_side(Asked(case, known_only=True))
    assert {mark.path for one in told for mark in one.worked.left_out} == {"effects.in-work.with"}
