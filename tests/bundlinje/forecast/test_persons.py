"""Person by person: the same law as crowds, and what a contract pays that must know who achieves what."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from tests.bundlinje.planned.invented import invented

from bundlinje.contract.model import Contract
from bundlinje.facts import Facts, facts_from_rows
from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.contract import forecast_contract
from bundlinje.forecast.drawing import Choices, dice, drawn
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.paths import chance, spread
from bundlinje.forecast.persons import drawn_people
from bundlinje.forecast.situation import situation
from bundlinje.planned.people import needs_people

KRONER = 100
PEOPLE, BLOCKS = 12, 20
YEARS = ["2024-12-31", "2025-12-31", "2026-12-31"]
SURE = Choices(Method.FLAT, Fraction(1), certain_intake=True)
CAPPED = [{"at_most": "100 000 kr", "for": "each unit", "excess": "lost"}]


def contract(**parts: Any) -> Contract:
    return invented({"from": "2024-01-01", "planned": PEOPLE}, **parts)


def outlook(alike: str = "0 %", **said: Any) -> Outlook:
    calm = {"shock": "0 %", "correlation": {"follow_ups": alike, "outcomes": "0 %"}}
    return Outlook.model_validate({"outlook": "opdigtet", **calm, **said})


def first_year(achieved: int) -> Facts:
    """Everybody has come; the first so many were in work at the first follow-up."""
    names = [f"u{number:02}" for number in range(PEOPLE)]
    ends = {"from": "2024-06-01", "until": "2025-01-01"}
    return facts_from_rows(
        invented().facts,
        enrolments=[{"unit": name, "from": "2024-01-01"} for name in names],
        spells=[{"fact": "job", "unit": name, **ends} for name in names[:achieved]],
        coverage=[{"fact": "job", "unit": "*", "from": "2024-01-01", "until": "2025-01-01"}],
    )


@pytest.fixture(scope="module", params=["each time", "once"])
def both(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    """The same contract drawn as crowds and person by person: achieved, worlds × follow-ups."""
    rule = {"happens": "once"} if request.param == "once" else {}
    outcomes = {"in-work": {"where": {"working": {"at_least": 1}}, "not_measured": "waits", **rule}}
    said = outlook("49 %", rates={"in-work": {"expected": "40 %"}}, intake={"expected": "80 %"})
    now = situation(contract(follow_ups=YEARS, outcomes=outcomes), said)
    crowds = drawn(now, 512 * BLOCKS, 1).achieved["in-work"]
    people = [drawn_people(one).achieved["in-work"] for one in dice(now, 2, range(BLOCKS), Choices()).apart()]
    return crowds.astype(float), np.concatenate(people).astype(float)


def test_people_achieve_as_many_as_their_crowd(both: tuple[Any, Any]) -> None:
    for one, other in zip(both[0].T, both[1].T, strict=True):
        assert abs(one.mean() - other.mean()) < 4 * ((one.var() + other.var()) / len(one)) ** 0.5


def test_people_spread_as_their_crowd(both: tuple[Any, Any]) -> None:
    for one, other in zip(both[0].T, both[1].T, strict=True):
        error = sum(float(((x - x.mean()) ** 2).var()) / len(x) for x in (one, other)) ** 0.5
        assert abs(one.var() - other.var()) < 4 * error


def test_people_are_as_alike_over_time_as_their_crowd(both: tuple[Any, Any]) -> None:
    crowds, people = (float(np.corrcoef(one[:, 0], one[:, 2])[0, 1]) for one in both)
    assert abs(crowds - people) < 4 * (2 / len(both[0])) ** 0.5


def test_only_a_contract_that_asks_who_is_drawn_person_by_person() -> None:
    assert needs_people(contract(limits=CAPPED))
    assert not needs_people(contract())


def test_a_cap_on_each_person_pays_each_at_most_once() -> None:
    """100,000 kr. a result and 100,000 a person: paid for is who achieves at least once of twice, 1 − .4²."""
    found = forecast_contract(contract(limits=CAPPED), outlook(), None, 4_096, 1, SURE).paths
    told = spread(found.total)
    assert abs(told.mean - PEOPLE * (1 - 0.4**2) * 100_000 * KRONER) < 4 * told.error
    assert found.total.max() <= PEOPLE * 100_000 * KRONER
    binds, error = chance(found.limited)
    assert abs(float(binds) - (1 - (1 - 0.6**2) ** PEOPLE)) < 4 * error + 1e-9


def test_results_that_last_meet_a_cap_on_each_person_oftener() -> None:
    """Who achieves always does so again where follow-ups are one and the same: then six of ten are paid for, once."""
    found = forecast_contract(contract(limits=CAPPED), outlook("100 %"), None, 4_096, 1, SURE).paths
    told = spread(found.total)
    assert abs(told.mean - PEOPLE * 0.6 * 100_000 * KRONER) < 4 * told.error
    assert not found.paid[1].any()


def test_who_was_paid_for_is_not_paid_for_again() -> None:
    """7 of 12 were paid for in 2024. Of them nothing more can come; the other 5 achieve with chance .6 in 2025."""
    found = forecast_contract(contract(limits=CAPPED), outlook(), first_year(7), 4_096, 1, SURE).paths
    assert (found.paid[0] == 7 * 100_000 * KRONER).all()
    assert found.paid[1].max() == 5 * 100_000 * KRONER
    told = spread(found.paid[1])
    assert abs(told.mean - 5 * 0.6 * 100_000 * KRONER) < 4 * told.error


def test_a_price_for_two_results_of_one_person_asks_who_has_both() -> None:
    terms = [{"id": "pay", "each": "in-work", "when": "passed", "pays": "100 000 kr"}]
    rates = {"rates": {"in-work": {"expected": "60 %"}, "passed": {"expected": "50 %"}}}
    one = contract(terms=terms, follow_ups=["2024-12-31"], expected=None)
    found = forecast_contract(one, outlook(**rates), None, 4_096, 1, SURE).paths
    told = spread(found.total)
    assert abs(told.mean - PEOPLE * 0.6 * 0.5 * 100_000 * KRONER) < 4 * told.error


def test_the_first_worlds_of_many_are_those_of_few_and_a_seed_gives_the_same() -> None:
    few, many, again = (
        forecast_contract(contract(limits=CAPPED), outlook(), None, draws, 1).paths for draws in (600, 1_100, 600)
    )
    assert np.array_equal(few.paid, many.paid[:, :600])
    assert np.array_equal(few.paid, again.paid)
