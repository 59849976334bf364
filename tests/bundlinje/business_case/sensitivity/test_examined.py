"""Everything about how far a case stands in one value, on an invented case and on the cases of the Aarhus fund."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.read import read_case
from bundlinje.business_case.sensitivity.detectable import detectable
from bundlinje.business_case.sensitivity.examined import Examined, examined
from bundlinje.business_case.sensitivity.scenarios import BUDGET, by_intake
from bundlinje.business_case.sensitivity.variants import Asked, Scenario
from bundlinje.business_case.worked import worked_out
from bundlinje.contract.read import read_contract

Make = Callable[..., Case]
AARHUS = Path(__file__).parents[4] / "examples" / "aarhus"


@pytest.fixture(scope="module")
def told(uncertain: Case) -> Examined:
    return examined(Asked(uncertain), [Scenario("mine")], draws=1_000)


@pytest.mark.requirement("SEN-01")
def test_one_question_answers_how_far_the_case_stands(told: Examined) -> None:
    assert [one.scenario.id for one in told.scenarios] == ["pessimistic", "budget", "expected", "mine"]
    assert [one.scenario.id for one in told.scenarios if one.is_default] == [BUDGET]
    assert told.view == told.tornado.view == told.knowing.view == "everybody"
    assert set(told.summaries) == {"everybody", "public", "municipality", "region", "state", "investor"}
    assert set(told.prices) == {"in-work", "schooling"}
    assert told.assumed


def test_the_public_decides_where_nobody_else_pays(make: Make) -> None:
    own = {f"costs.{number}.payer": "msb/decentral" for number in range(5)}
    assert examined(Asked(make(own)), draws=200).view == "public"


def test_whose_decision_it_is_may_be_said(uncertain: Case) -> None:
    assert examined(Asked(uncertain), view="municipality", draws=200).tornado.view == "municipality"


def test_an_effect_stated_by_three_points_has_no_pilot(make: Make) -> None:
    points = {"p10": "50 %", "p50": "100 %", "p90": "150 %"}
    case = make({"effects.in-work": {"with": "50 %", "without": "10 %", "spread": points, "source": "Opfundet"}})
    assert examined(Asked(case), draws=200).pilots == {}


def test_what_the_finishers_can_show_is_told_for_every_effect_with_a_baseline(make: Make) -> None:
    stated = detectable(worked_out(make()))["in-work"]
    assert (stated.participants, stated.expected, stated.reference) == (27 + 18, 0.5, 0.1)
    assert stated.shows_expected
    counted = detectable(worked_out(make({"effects.in-work.without_of": 40})))["in-work"]
    assert counted.power < stated.power
    net = {"effects.in-work": {"net": "40 %", "source": "Opfundet"}}
    assert detectable(worked_out(make(net))) == {}


def test_without_a_known_intake_only_what_needs_no_people_is_examined(make: Make) -> None:
    case = make({"cohorts.0.participants": {"unknown": "Ikke oplyst"}})
    told = examined(Asked(case, known_only=True), draws=200)
    moved = {swing.input.name for swing in told.tornado.swings}
    assert "costs.advisers" in moved
    assert not [name for name in moved if name.startswith(("participants", "consequences", "completion"))]
    assert {mark.path for one in told.scenarios for mark in one.worked.left_out} == {"cohorts.0.participants"}
    levels = by_intake(Asked(case, known_only=True))
    assert len({bottom_line(one.worked).total for one in levels}) == 1


@pytest.mark.parametrize("name", ["din-vej-i-job", "randers-los"])
@pytest.mark.requirement("SEN-01")
def test_a_case_of_the_examples_is_examined_with_the_contract_it_has(name: str) -> None:
    case = read_case(AARHUS / "cases" / f"{name}.yaml")
    contract = read_contract(AARHUS / "contracts" / f"{case.contract}.yaml") if case.contract else None
    told = examined(Asked(case, contract=contract, known_only=True), draws=500)
    assert told.tornado.swings[0].size > 0
    assert 0 < told.summaries["municipality"].above_zero.value < 1
