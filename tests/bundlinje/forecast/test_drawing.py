"""Drawing: crowds drawn as counts follow the same law as people drawn one by one, and every choice does what it says.

All seeds are fixed: nothing here depends on luck. "Near" is within four standard errors of what is compared.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from scipy import stats
from tests.bundlinje.planned.invented import PARTS, invented

from bundlinje.facts import Facts, facts_from_rows
from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.contract import forecast_contract
from bundlinje.forecast.drawing import Choices, drawn
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.situation import Situation, situation
from bundlinje.planned.counts import Counts

Array = np.ndarray[Any, Any]
YEARS = ["2024-12-31", "2025-12-31", "2026-12-31"]
PEOPLE, DRAWS = 20, 20_480
AS_PLANNED = Choices(certain_intake=True)
FLAT = Choices(Method.FLAT, Fraction(1), certain_intake=True)
"""The signed rate itself, and everybody comes: what is left of chance is the people."""

TWO_OUTCOMES: dict[str, Any] = {
    "outcomes": {
        name: {"where": {"working": {"at_least": 1}}, "not_measured": "waits"} for name in ("in-work", "at-school")
    },
    "terms": [
        {"id": "pay", "each": "in-work", "pays": "100 000 kr"},
        {"id": "school", "each": "at-school", "pays": "10 000 kr"},
    ],
    "payers": {"pay": "by", "school": "by"},
    "expected": None,
}


def outlook(contract: str = "opdigtet", **parts: Any) -> Outlook:
    """Everything certain but what is said."""
    calm = {"shock": "0 %", "correlation": {"follow_ups": "0 %", "outcomes": "0 %"}}
    return Outlook.model_validate({"outlook": contract, **calm, **parts})


def rates(in_work: str, at_school: str | None = None, strength: int = 15) -> dict[str, Any]:
    stated = {"in-work": in_work, **({} if at_school is None else {"at-school": at_school})}
    return {name: {"expected": rate, "strength": strength} for name, rate in stated.items()}


def stands(people: int = PEOPLE, facts: Facts | None = None, contract: Any = None, **said: Any) -> Situation:
    """A contract of which everybody comes on its first day, with three yearly follow-ups."""
    intake = {"from": "2024-01-01", "planned": people}
    return situation(invented(intake, follow_ups=YEARS, **(contract or {})), outlook(**said), facts)


def near(found: Array, expected: float, draws: int = DRAWS) -> bool:
    """Whether the mean of what was drawn is near."""
    return abs(float(found.mean()) - expected) < 4 * float(found.std()) / draws**0.5 + 1e-9


def correlated(one: Array, other: Array) -> float:
    return float(np.corrcoef(one, other)[0, 1])


# --- the law, against people drawn one by one -------------------------------------------------------------------------

ALIKE, TOGETHER, SHOCK = 0.49, 0.36, 0.3


def one_by_one(draws: int, generator: np.random.Generator) -> dict[str, Array]:
    """Achieved by outcome, draws × follow-ups, of every person drawn by themselves: the law as its page tells it."""
    share = np.clip(generator.gamma(0.8 * 30, 1 / 30, draws), 0, 1)
    there = generator.random((draws, PEOPLE)) < share[:, None]
    shock = SHOCK * generator.standard_normal(draws)
    place = generator.random((draws, PEOPLE))
    found = {}
    for name, signed in (("in-work", 0.4), ("at-school", 0.7)):
        odds = (believed := generator.beta(15 * signed, 15 * (1 - signed), draws)) / (1 - believed) * np.exp(shock)
        rate = (odds / (1 + odds))[:, None]
        own = generator.random((draws, PEOPLE))
        latent = np.where(generator.random((draws, PEOPLE)) < TOGETHER**0.5, place, own) < rate
        results = []
        for _ in YEARS:
            fresh = generator.random((draws, PEOPLE)) < rate
            shown = np.where(generator.random((draws, PEOPLE)) < ALIKE**0.5, latent, fresh)
            results.append((shown & there).sum(axis=1))
        found[name] = np.stack(results, axis=1)
    return found


@pytest.fixture(scope="module")
def both() -> tuple[dict[str, Array], dict[str, Array]]:
    """The same contract drawn as crowds and one by one."""
    alike = {"follow_ups": "49 %", "outcomes": "36 %"}
    intake = {"expected": "80 %", "strength": 30}
    said = {"rates": rates("40 %", "70 %"), "correlation": alike, "shock": "30 %", "intake": intake}
    counts = drawn(stands(contract=TWO_OUTCOMES, **said), DRAWS, 1)
    return dict(counts.achieved), one_by_one(DRAWS, np.random.default_rng(2))


@pytest.mark.parametrize("name", ["in-work", "at-school"])
def test_crowds_achieve_as_many_as_people_drawn_one_by_one(both: Any, name: str) -> None:
    crowds, people = (found[name].astype(float) for found in both)
    for number in range(len(YEARS)):
        one, other = crowds[:, number], people[:, number]
        error = ((one.var() + other.var()) / DRAWS) ** 0.5
        assert abs(one.mean() - other.mean()) < 4 * error


@pytest.mark.parametrize("name", ["in-work", "at-school"])
def test_crowds_spread_as_people_drawn_one_by_one(both: Any, name: str) -> None:
    crowds, people = (found[name].astype(float) for found in both)
    for number in range(len(YEARS)):
        one, other = crowds[:, number], people[:, number]
        error = sum(float(((x - x.mean()) ** 2).var()) / DRAWS for x in (one, other)) ** 0.5
        assert abs(one.var() - other.var()) < 4 * error


def test_two_follow_ups_of_crowds_are_as_alike_as_those_of_people(both: Any) -> None:
    for name in ("in-work", "at-school"):
        crowds, people = (correlated(found[name][:, 0], found[name][:, 2]) for found in both)
        assert abs(crowds - people) < 4 * (2 / DRAWS) ** 0.5


def test_two_outcomes_of_crowds_are_as_alike_as_those_of_people(both: Any) -> None:
    for other in (0, 2):
        crowds, people = (correlated(found["in-work"][:, 0], found["at-school"][:, other]) for found in both)
        assert abs(crowds - people) < 4 * (2 / DRAWS) ** 0.5
        assert crowds > 0.3


# --- the law, in closed form ------------------------------------------------------------------------------------------


def chances(found: Array, people: int = PEOPLE) -> Array:
    return np.bincount(found, minlength=people + 1) / len(found)


def held(found: Array, law: Array) -> bool:
    """Whether every count comes as often as a law says, within four and a half standard errors (21 counts are held)."""
    return bool((np.abs(chances(found) - law) < 4.5 * (law * (1 - law) / len(found)) ** 0.5 + 1e-4).all())


def test_a_flat_rate_gives_binomial_counts() -> None:
    found = drawn(stands(rates=rates("50 %")), DRAWS, 1, Choices(Method.FLAT, certain_intake=True))
    law = stats.binom(PEOPLE, 0.4).pmf(np.arange(PEOPLE + 1))
    assert all(held(found.achieved["in-work"][:, number], law) for number in range(3))


def test_an_uncertain_rate_gives_beta_binomial_counts() -> None:
    found = drawn(stands(rates=rates("40 %")), DRAWS, 1, AS_PLANNED)
    law = stats.betabinom(PEOPLE, 6, 9).pmf(np.arange(PEOPLE + 1))
    assert all(held(found.achieved["in-work"][:, number], law) for number in range(3))


@pytest.mark.parametrize(("stated", "alike"), [("0 %", 0.0), ("25 %", 0.25), ("81 %", 0.81), ("100 %", 1.0)])
def test_two_follow_ups_of_a_person_correlate_as_stated(stated: str, alike: float) -> None:
    said = {"rates": rates("30 %"), "correlation": {"follow_ups": stated, "outcomes": "0 %"}}
    found = drawn(stands(**said), DRAWS, 1, FLAT).achieved["in-work"]
    assert correlated(found[:, 0], found[:, 1]) == pytest.approx(alike, abs=4 / DRAWS**0.5)
    assert correlated(found[:, 0], found[:, 2]) == pytest.approx(alike, abs=4 / DRAWS**0.5)
    assert near(found, 6, len(found))


@pytest.mark.parametrize(("follow_ups", "outcomes"), [(1.0, 0.36), (0.64, 0.36), (0.64, 1.0), (0.64, 0.0)])
def test_what_lasts_of_two_outcomes_correlates_as_stated(follow_ups: float, outcomes: float) -> None:
    alike = {"follow_ups": f"{follow_ups:.0%}", "outcomes": f"{outcomes:.0%}"}
    said = {"rates": rates("30 %", "30 %"), "correlation": alike}
    found = drawn(stands(contract=TWO_OUTCOMES, **said), DRAWS, 1, FLAT).achieved
    assert correlated(found["in-work"][:, 0], found["at-school"][:, 0]) == pytest.approx(
        follow_ups * outcomes, abs=4 / DRAWS**0.5
    )


def test_what_is_certain_does_not_vary() -> None:
    for rate, people in (("100 %", PEOPLE), ("0 %", 0)):
        assert (drawn(stands(rates=rates(rate)), 512, 1, AS_PLANNED).achieved["in-work"] == people).all()


# --- intake -----------------------------------------------------------------------------------------------------------


def test_a_late_start_moves_everybody_by_its_months_in_its_share_of_the_worlds() -> None:
    intake = {"delays": {"none": "75 %", "12 months": "25 %"}, "strength": 10**9}
    where = stands(rates=rates("50 %"), intake=intake)
    found = drawn(where, DRAWS, 1).admitted
    (early_day, late_day), roster = (date(2024, 1, 1), date(2025, 1, 1)), where.tariff.roster
    early, late = (found[:, roster.member_of(where.plan[0].cohort, "", day)] for day in (early_day, late_day))
    assert near(late > 0, 0.25)
    assert ((early > 0) != (late > 0)).all()


def test_a_shortfall_brings_its_share_of_the_plan_and_never_more_than_planned() -> None:
    short = stands(rates=rates("50 %"), intake={"expected": "60 %", "strength": 10**9})
    came = drawn(short, DRAWS, 1).admitted.sum(axis=1)
    assert held(came, stats.binom(PEOPLE, 0.6).pmf(np.arange(PEOPLE + 1)))
    full = stands(rates=rates("50 %"), intake={"expected": "150 %", "strength": 10**9})
    assert (drawn(full, 512, 1).admitted.sum(axis=1) == PEOPLE).all()


def test_who_drops_out_is_no_longer_there_to_achieve() -> None:
    leaves = {"leaves": {**PARTS["leaves"], "dropped": "left out"}}
    where = stands(contract=leaves, rates=rates("100 %"), intake={"drop_out": "20 %"})
    found = drawn(where, DRAWS, 1, AS_PLANNED)
    assert (found.achieved["in-work"] == found.due["in-work"]).all()
    days = [(date.fromisoformat(day) - date(2024, 1, 1)).days for day in YEARS]
    for number, passed in enumerate(days):
        assert near(found.due["in-work"][:, number], PEOPLE * 0.8 ** (passed / 365.25))


def test_who_drops_out_counts_on_where_the_contract_says_so() -> None:
    found = drawn(stands(rates=rates("50 %"), intake={"drop_out": "20 %"}), 512, 1, AS_PLANNED)
    assert (found.due["in-work"] == PEOPLE).all()


# --- good and bad years -----------------------------------------------------------------------------------------------


def total(name: str, shock: str, method: Method = Method.LEARNED) -> Array:
    said = outlook(name, rates=rates("50 %", strength=10**6), shock=shock)
    intake = {"from": "2024-01-01", "planned": 2_000}
    where = situation(invented(intake, follow_ups=YEARS, contract=name), said)
    found: Array = drawn(where, 4_096, 1, Choices(method, Fraction(1), certain_intake=True)).achieved["in-work"]
    return found.sum(axis=1)


def test_a_bad_year_is_bad_for_all_contracts() -> None:
    assert correlated(total("one", "50 %"), total("two", "50 %")) > 0.95
    assert abs(correlated(total("one", "0 %"), total("two", "0 %"))) < 4 / 4_096**0.5


def test_a_flat_budget_knows_no_bad_year() -> None:
    assert total("one", "50 %", Method.FLAT).tolist() == total("one", "0 %", Method.FLAT).tolist()


# --- outcomes that happen once ----------------------------------------------------------------------------------------

FOUR_YEARS = [*YEARS, "2027-12-31"]
EXAM: dict[str, Any] = {
    "outcomes": {"in-work": {"where": {"working": {"at_least": 1}}, "not_measured": "waits", "happens": "once"}},
    "follow_ups": FOUR_YEARS,
}


def exam(facts: Facts | None = None, **rate: Any) -> Situation:
    intake = {"from": "2024-01-01", "planned": PEOPLE}
    said = outlook(rates={"in-work": {"expected": "60 %", **rate}})
    return situation(invented(intake, **EXAM), said, facts)


def by_follow_up(where: Situation, counts: Counts) -> Array:
    slots = where.tariff.slots("in-work")
    found: Array = np.stack(
        [counts.achieved["in-work"][:, slots.follow_up == number].sum(axis=1) for number in range(1, 5)], axis=1
    )
    return found


def test_what_happens_once_comes_once_at_any_of_its_possible_times_alike() -> None:
    where = exam()
    found = by_follow_up(where, drawn(where, DRAWS, 1, FLAT))
    assert all(near(found[:, number], PEOPLE * 0.6 / 4) for number in range(4))
    assert held(found.sum(axis=1), stats.binom(PEOPLE, 0.6).pmf(np.arange(PEOPLE + 1)))


def test_what_happens_once_lands_only_where_it_can() -> None:
    where = exam(earliest="13 months", latest="37 months")
    found = by_follow_up(where, drawn(where, DRAWS, 1, FLAT))
    assert not found[:, [0, 3]].any()
    assert all(near(found[:, number], PEOPLE * 0.6 / 2) for number in (1, 2))


def first_year(people: int, achieved: int) -> Facts:
    """Everybody has come and been looked at on the first follow-up."""
    names = [f"u{number:02}" for number in range(people)]
    return facts_from_rows(
        invented().facts,
        enrolments=[{"unit": name, "from": "2024-01-01"} for name in names],
        spells=[
            {"fact": "job", "unit": name, "from": "2024-06-01", "until": "2025-01-01"} for name in names[:achieved]
        ],
        coverage=[{"fact": "job", "unit": "*", "from": "2024-01-01", "until": "2025-01-01"}],
    )


def test_who_has_let_a_quarter_of_the_time_pass_is_less_likely_to_have_it_in_them() -> None:
    """At 60 % a person who has passed one of four times without it gets there with chance .6 × ¾ ÷ (1 − .6 × ¼)."""
    where = exam(first_year(PEOPLE, 5))
    assert where.now == 1
    found = by_follow_up(where, drawn(where, DRAWS, 1, FLAT))
    assert (found[:, 0] == 5).all()
    later = 0.6 * 0.75 / (1 - 0.6 * 0.25)
    assert all(near(found[:, number], 15 * later / 3) for number in (1, 2, 3))
    assert near(found[:, 1:].sum(axis=1), 15 * later)


# --- what is settled, seeds and choices -------------------------------------------------------------------------------


def test_settled_follow_ups_are_what_they_were_in_every_world() -> None:
    where = stands(facts=first_year(PEOPLE, 7), rates=rates("50 %"))
    found = drawn(where, 512, 1)
    assert (found.achieved["in-work"][:, 0] == 7).all()
    assert (found.due["in-work"][:, 0] == PEOPLE).all()
    forecast = forecast_contract(where.contract, where.outlook, first_year(PEOPLE, 7), 512)
    settled = sum(line.ore for one in where.settled for line in one.lines if "by" in line.payers)
    assert settled == 7 * 100_000_00
    assert (forecast.paths.paid[0] == settled).all()
    assert forecast.paths.paid[1].std() > 0


def same(one: Counts, other: Counts, of: Callable[[Any], Any] = lambda column: column) -> bool:
    columns = [(one.admitted, other.admitted)]
    columns += [(one.achieved[name], other.achieved[name]) for name in one.achieved]
    columns += [(one.due[name], other.due[name]) for name in one.due]
    return all(np.array_equal(first, of(second)) for first, second in columns)


def test_the_same_seed_gives_the_same_bits_and_another_gives_others() -> None:
    where = stands(rates=rates("50 %"))
    assert same(drawn(where, 700, 1), drawn(where, 700, 1))
    assert not same(drawn(where, 700, 1), drawn(where, 700, 2))


def test_the_first_draws_of_many_are_those_of_few() -> None:
    where = stands(rates=rates("50 %"))
    assert same(drawn(where, 512, 1), drawn(where, 2_000, 1), lambda column: column[:512])
    assert same(drawn(where, 600, 1), drawn(where, 2_000, 1), lambda column: column[:600])


def test_workers_that_share_a_run_draw_its_blocks() -> None:
    where = stands(rates=rates("50 %"))
    assert same(drawn(where, 1_024, 1, first=1), drawn(where, 2_000, 1), lambda column: column[512:1_536])


@pytest.mark.parametrize(("method", "mean"), [(Method.FLAT, 0.4), (Method.LEARNED, 0.5), (Method.MIXTURE, 0.4625)])
def test_before_any_follow_up_each_method_expects_what_it_says(method: Method, mean: float) -> None:
    """Flat: 80 % of 50 %. Mixture: nine of ten keep 50 %, one of ten a quarter of it: .45 + .0125."""
    found = drawn(stands(rates=rates("50 %")), DRAWS, 1, Choices(method, certain_intake=True)).achieved["in-work"]
    assert near(found[:, 0], PEOPLE * mean)


@pytest.mark.parametrize(("effect", "mean"), [(Fraction(0), 0), (Fraction(1, 2), 0.2), (Fraction(3, 2), 0.6)])
def test_an_effect_multiplies_every_rate(effect: Fraction, mean: float) -> None:
    choices = Choices(Method.FLAT, Fraction(1), effect, certain_intake=True)
    found = drawn(stands(rates=rates("40 %")), DRAWS, 1, choices).achieved["in-work"]
    assert near(found[:, 0], PEOPLE * mean)


def test_no_effect_makes_a_rate_more_than_all() -> None:
    choices = Choices(Method.FLAT, Fraction(1), Fraction(3), certain_intake=True)
    assert (drawn(stands(rates=rates("40 %")), 512, 1, choices).achieved["in-work"] == PEOPLE).all()
