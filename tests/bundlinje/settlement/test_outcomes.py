"""Outcomes: conditions joined, steps on a ladder, what is not measured, once only, and known before its time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.strategies import told

from bundlinje.explanation import Reason
from bundlinje.settlement.explain import explain
from bundlinje.settlement.outcomes import (
    ACHIEVED,
    EXPECTED,
    NOT,
    NOT_DUE,
    OUT,
    WAITING,
    States,
    all_of,
    any_of,
    negation,
)
from bundlinje.words.explanation import tell

NAMES = {NOT: "not", ACHIEVED: "achieved", OUT: "out", WAITING: "waiting", EXPECTED: "expected", NOT_DUE: "not due"}
START = {"span": "6 months", "after": "enrolment", "partly_in": "counts as full"}
PEOPLE = [
    {"unit": unit, "person": person, "from": "2021-10-01"} for unit, person in (("a", "x"), ("b", "x"), ("c", "y"))
]
READ = [{"fact": "shelter", "unit": "a", "from": "2021-01-01", "until": "2024-01-01"}]
JOBS = [{"fact": "job", "unit": unit, "day": "2021-11-01"} for unit in ("a", "b")]
AT_LEAST_ONE = {"jobs": {"at_least": 1}}
NO_SHELTER = {"shelter-days": {"at_most": "0 days"}}


def _outcomes(until: int | None = None, people: Any = None, jobs: Any = None, **outcomes: Any) -> Any:
    """The outcomes at the last follow-up. `a` has a job and a read register, `b` a job, `c` neither."""
    term = {"id": "t", "measured": next(iter(outcomes))}
    parts = {"outcomes": outcomes, "figures": {}, "gates": {}, "terms": [term], "cohort": COHORT}
    story = told(people or PEOPLE, JOBS if jobs is None else jobs, **parts).with_rows("coverage", READ)
    return story.settled(until)[-1].land.outcomes


COHORT = {"unit": "person", "who": "Nogle", "intake": {"planned": 4}, "segments": ["north", "south"]}


def _words(states: States) -> list[str]:
    return [NAMES[int(state)] for state in states.state[:, 0]]


def _told(where: Any, rule: str = "waits", **more: Any) -> list[str]:
    return _words(_outcomes(o={"where": where, "not_measured": rule, **more}).states("o"))


def test_a_condition_on_one_number() -> None:
    assert _told(AT_LEAST_ONE) == ["achieved", "achieved", "not"]
    assert _told({"jobs": {"above": 0, "below": 2}}) == ["achieved", "achieved", "not"]
    assert _told(NO_SHELTER) == ["achieved", "waiting", "waiting"]


def test_all_any_and_not_are_strong_kleene() -> None:
    assert _told({"all": [AT_LEAST_ONE, NO_SHELTER]}) == ["achieved", "waiting", "not"]
    assert _told({"any": [AT_LEAST_ONE, NO_SHELTER]}) == ["achieved", "achieved", "waiting"]
    assert _told({"not": NO_SHELTER}) == ["not", "waiting", "waiting"]
    assert _told({**AT_LEAST_ONE, **NO_SHELTER}) == ["achieved", "waiting", "not"]


def test_truth_tables() -> None:
    one, two = (np.array(column, dtype=np.int8) for column in ([0, 0, 0, 1, 1, 2], [0, 1, 2, 1, 2, 2]))
    assert all_of([one, two]).tolist() == [0, 0, 0, 1, 2, 2]
    assert any_of([one, two]).tolist() == [0, 1, 2, 1, 1, 2]
    assert negation(one).tolist() == [1, 1, 1, 0, 0, 2]


@pytest.mark.parametrize(
    ("rule", "state"), [("counts as not achieved", "not"), ("left out", "out"), ("waits", "waiting")]
)
def test_what_is_not_measured_is_ruled_once_at_the_named_outcome(rule: str, state: str) -> None:
    assert _told(NO_SHELTER, rule) == ["achieved", state, state]


def test_an_outcome_that_is_not_measured_may_fall_back_to_another() -> None:
    other = {"where": AT_LEAST_ONE, "not_measured": "waits"}
    found = _outcomes(o={"where": NO_SHELTER, "not_measured": "falls back to p"}, p=other)
    assert _words(found.states("o")) == ["achieved", "achieved", "not"]
    assert found.states("o").measured[:, 0].tolist() == [True, False, False]


def test_an_outcome_may_be_asked_for_in_another() -> None:
    inner = {"where": NO_SHELTER, "not_measured": "left out"}
    found = _outcomes(o={"where": {"all": ["p", AT_LEAST_ONE]}, "not_measured": "waits"}, p=inner)
    assert _words(found.states("o")) == ["achieved", "out", "out"]
    waits = _outcomes(o={"where": "p", "not_measured": "waits"}, p={**inner, "not_measured": "waits"})
    assert _words(waits.states("o")) == ["achieved", "waiting", "waiting"]


def test_a_segment_is_a_condition_that_is_always_known() -> None:
    people = [{**one, "segment": "north" if one["unit"] == "a" else "south"} for one in PEOPLE]
    both = {"all": [AT_LEAST_ONE, {"segment": "north"}]}
    assert _words(_outcomes(people=people, o={"where": both, "not_measured": "waits"}).states("o")) == [
        "achieved", "not", "not",
    ]  # fmt: skip
    assert _words(_outcomes(people=people, o={"where": {"segment": "south"}, "not_measured": "waits"}).states("o")) == [
        "not", "achieved", "achieved",
    ]  # fmt: skip


def test_a_step_is_taken_on_the_day_of_the_one_before_or_later() -> None:
    first = {"where": NO_SHELTER, "not_measured": "waits"}
    found = _outcomes(o={"where": AT_LEAST_ONE, "after": "p", "not_measured": "waits"}, p=first)
    assert _words(found.states("o")) == ["achieved", "waiting", "not"]
    never = _outcomes(
        o={"where": AT_LEAST_ONE, "after": "p", "not_measured": "waits"}, p={**first, "where": {"not": NO_SHELTER}}
    )
    assert _words(never.states("o")) == ["not", "waiting", "not"]


@pytest.mark.parametrize(("per", "states"), [("unit", ["achieved", "achieved"]), ("person", ["achieved", "out"])])
def test_what_happens_once_is_paid_once_per_unit_or_person(per: str, states: list[str]) -> None:
    once = {"where": AT_LEAST_ONE, "not_measured": "waits", "happens": "once", "per": per}
    assert _words(_outcomes(o=once).states("o"))[:2] == states


def test_once_of_nobody_is_nobody() -> None:
    once = {"where": AT_LEAST_ONE, "not_measured": "waits", "happens": "once"}
    assert _words(_outcomes(jobs=[], o=once).states("o")) == ["not", "not", "not"]


def test_the_earliest_achieved_occasion_keeps_it() -> None:
    over = {"span": "1 month", "after": "enrolment", "every": "1 month", "at_most": 3, "partly_in": "counts as full"}
    measures = {"jobs": {"times": "job", "over": over}}
    once = {"where": AT_LEAST_ONE, "not_measured": "waits", "happens": "once"}
    jobs = [{"fact": "job", "unit": "a", "day": day} for day in ("2021-11-05", "2021-12-05")]
    term = {"id": "t", "measured": "o"}
    story = told(PEOPLE, jobs, measures=measures, outcomes={"o": once}, figures={}, gates={}, terms=[term])
    states = story.settled(1)[0].land.outcomes.states("o")
    assert [NAMES[int(state)] for state in states.state[0]] == ["not", "achieved", "out"]


def test_whether_a_unit_ever_achieved_it_is_known_when_it_did_or_no_occasion_is_open() -> None:
    assert _outcomes(o={"where": NO_SHELTER, "not_measured": "waits"}).ever("o").tolist() == [1, 2, 2]
    assert _outcomes(o={"where": AT_LEAST_ONE, "not_measured": "waits"}).ever("o").tolist() == [1, 1, 0]


def test_an_outcome_on_a_window_that_has_not_ended_is_not_due() -> None:
    late = [{"unit": "a", "from": "2022-05-01"}]
    found = _outcomes(until=1, people=late, jobs=[], o={"where": AT_LEAST_ONE, "not_measured": "waits"})
    assert _words(found.states("o")) == ["not due"]


def test_what_can_no_longer_change_is_due_once_it_is_known() -> None:
    people = [{"unit": unit, "from": "2022-05-01"} for unit in ("a", "b")]
    jobs = [{"fact": "job", "unit": "a", "day": "2022-06-01"}]
    soon = {"where": AT_LEAST_ONE, "not_measured": "waits", "due": "once known"}
    term = {"id": "t", "each": "o", "pays": "1 kr"}
    story = told(people, jobs, outcomes={"o": soon}, figures={}, gates={}, terms=[term])
    first, second, third = story.settled()
    assert _words(first.land.outcomes.states("o")) == ["achieved", "not due"]
    assert _words(second.land.outcomes.states("o")) == ["achieved", "not"]
    assert [one.total_ore for one in (first, second, third)] == [100, 0, 0]


def test_units_without_the_occasion_have_no_state_to_speak_of() -> None:
    left = [{"unit": "a", "from": "2021-10-01", "until": "2021-12-01", "left": "died"}]
    found = _outcomes(people=left, jobs=[], o={"where": AT_LEAST_ONE, "not_measured": "waits"})
    assert _words(found.states("o")) == ["out"]
    assert not found.states("o").decided.any()


def test_a_measure_compared_with_a_norm_or_the_own_start_is_better_above_zero() -> None:
    facts = {
        "enrolled": {"enrolment": "Visiteret", "own": {"norm": "count"}},
        "job": {"event": "Job", "coverage": "complete"},
    }
    norm = {"times": "job", "over": START, "compared_with": {"own": "norm", "as": "difference"}, "better": "higher"}
    outcome = {"where": {"more": {"above": 0}}, "not_measured": "left out"}
    people = [
        {"unit": unit, "from": "2021-10-01", "norm": number} for unit, number in (("a", 0), ("b", 1), ("c", None))
    ]
    parts = {"facts": facts, "measures": {"more": norm}, "outcomes": {"o": outcome}, "figures": {}, "gates": {}}
    story = told(people, JOBS, **parts, terms=[{"id": "t", "each": "o", "pays": "1 kr"}])
    assert _words(story.settled()[-1].land.outcomes.states("o")) == ["achieved", "not", "out"]


def test_a_relative_change_from_nothing_is_not_known() -> None:
    before = {"own_start": {"over": {"span": "6 months", "before": "enrolment", "partly_in": "counts as full"}}}
    change = {"times": "job", "over": START, "compared_with": {**before, "as": "relative"}, "better": "lower"}
    outcome = {"where": {"fall": {"at_least": "50 %"}}, "not_measured": "left out"}
    jobs = [*JOBS, *({"fact": "job", "unit": "a", "day": f"2021-09-{day:02d}"} for day in (1, 2))]
    term = {"id": "t", "each": "o", "pays": "1 kr"}
    story = told(PEOPLE, jobs, measures={"fall": change}, outcomes={"o": outcome}, figures={}, gates={}, terms=[term])
    last = story.settled()[-1]
    assert _words(last.land.outcomes.states("o")) == ["achieved", "out", "out"]
    assert last.land.measuring.values("fall").at(1, 0) is None


@pytest.mark.parametrize(
    ("how", "value", "dimension", "said"),
    [("relative", "0.5", "share", ": 50 %"), ("difference", "1", "count", ": 1 ")],
)
def test_a_change_from_the_own_start_is_explained_in_what_it_is_a_number_of(
    how: str, value: str, dimension: str, said: str
) -> None:
    before = {"own_start": {"over": {"span": "6 months", "before": "enrolment", "partly_in": "counts as full"}}}
    change = {"times": "job", "over": START, "compared_with": {**before, "as": how}, "better": "lower"}
    outcome = {"where": {"fall": {"above": 0}}, "not_measured": "left out"}
    jobs = [{"fact": "job", "unit": "a", "day": day} for day in ("2021-09-01", "2021-09-02", "2021-11-01")]
    term = {"id": "t", "each": "o", "pays": "1 kr"}
    story = told(PEOPLE, jobs, measures={"fall": change}, outcomes={"o": outcome}, figures={}, gates={}, terms=[term])
    made_of = explain(story.settled(1)[0], 1).made_of
    (measure,) = (one for one in made_of.walk() if one.reason is Reason.MEASURE and one.values["value"] == value)
    assert measure.values["dimension"] == dimension
    assert said in tell(measure)[0].text
