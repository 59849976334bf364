"""Facts that come later: correction lines, set-off, what is kept, and nobody else's money moved."""

from __future__ import annotations

from typing import Any

import pytest
from tests.strategies import told

from bundlinje.problems import Refused
from bundlinje.settlement.result import Settlement
from bundlinje.settlement.settle import settle

OUTCOMES = "outcomes"
JOB = {"id": "job", "each": "in-job", "pays": "10 000 kr"}


def _paid(settlement: Settlement) -> list[tuple[Any, ...]]:
    return [(line.clause, line.cohort, str(line.kind), line.ore) for line in settlement.lines if line.leg == OUTCOMES]


def _taken_back() -> tuple[dict[str, Any], dict[str, Any]]:
    job = {"fact": "job", "unit": "late", "day": "2021-10-01", "id": "r1", "recorded": "2021-10-01"}
    return job, {**job, "void": "yes", "recorded": "2022-07-10"}


def test_a_negative_total_is_set_off_in_the_next_payment_that_is_large_enough() -> None:
    enrolments = [{"unit": "late", "from": "2021-09-10"}, {"unit": "new", "from": "2022-08-01"}]
    events = [*_taken_back(), {"fact": "job", "unit": "new", "day": "2022-09-01"}]
    story = told(enrolments, events, terms=[{**JOB, "pays": {"by": "occasion", "1": "10 000 kr"}}])
    paid = [one.total_ore for one in story.settled()]
    assert paid == [1000000, 0, 0]
    assert story.settled()[1].held_back == (OUTCOMES,)
    assert [line.ore for line in story.settled()[2].lines if line.leg == OUTCOMES] == [1000000, -1000000]


def test_what_was_paid_too_little_may_be_kept_as_it_is() -> None:
    enrolments = [{"unit": "late", "from": "2021-09-10"}]
    nights = {"id": "nights", "each": "shelter-days", "in": "30 days", "pays": "3 000 kr"}
    spells = [
        {"fact": "shelter", "unit": "late", "from": "2021-10-01", "until": "2021-10-11"},
        {"fact": "shelter", "unit": "late", "from": "2021-11-01", "until": "2021-11-11", "recorded": "2022-07-10"},
    ]
    read = [{"fact": "shelter", "unit": "*", "from": "2021-01-01", "until": "2024-01-01"}]
    for more, second in (("next payment", 100000), ("kept", 0)):
        story = told(enrolments, [], terms=[nights], corrections={"less": "kept", "more": more})
        story = story.with_rows("spells", spells).with_rows("coverage", read)
        assert [one.total_ore for one in story.settled()] == [100000, second, 0]


def test_a_correction_without_a_rule_stops_and_says_so() -> None:
    story = told([{"unit": "late", "from": "2021-09-10"}], list(_taken_back()), terms=[JOB], corrections=None)
    with pytest.raises(Refused) as refused:
        story.settled()
    assert [problem.code for problem in refused.value.problems] == ["settle.correction_without_rule"]


def test_a_cohort_that_comes_later_moves_no_money_of_an_earlier_one() -> None:
    cohort = {"unit": "person", "who": "Nogle", "intake": {"planned": 4}}
    enrolments = [
        {"unit": "a", "cohort": "zeta", "from": "2021-09-10"},
        {"unit": "b", "cohort": "alfa", "from": "2022-08-01"},
    ]
    jobs = [{"fact": "job", "unit": "a", "day": "2021-10-01"}, {"fact": "job", "unit": "b", "day": "2022-10-01"}]
    story = told(enrolments, jobs, terms=[JOB], cohort=None, cohorts={"zeta": cohort, "alfa": cohort})
    first, second, third = story.settled()
    assert _paid(first) == [("job", "zeta", "new", 1000000)]
    assert _paid(second) == []
    assert _paid(third) == [("job", "alfa", "new", 1000000)]


def test_a_unit_that_comes_later_moves_no_money_of_an_earlier_one() -> None:
    story = told(
        [{"unit": "m", "from": "2021-09-10"}], [{"fact": "job", "unit": "m", "day": "2021-10-01"}], terms=[JOB]
    )
    more = story.with_rows("enrolments", [{"unit": "a", "from": "2022-08-01"}])
    contract = story.contract()
    first = settle(contract, story.facts(contract), 1)
    assert _paid(settle(contract, more.facts(contract), 2, first)) == []


def test_an_enrolment_withdrawn_later_is_paid_for_then_and_corrected_when_it_is_withdrawn() -> None:
    record = {"unit": "m", "from": "2021-09-10", "id": "e1", "recorded": "2021-09-10"}
    enrolments = [record, {**record, "recorded": "2022-07-10", "void": "yes"}, {"unit": "n", "from": "2021-09-10"}]
    start = {"id": "start", "each": "admitted", "pays": "5 000 kr"}
    first, second, _ = told(enrolments, [], terms=[start], corrections={"less": "repaid"}).settled()
    assert _paid(first) == [("start", "all", "new", 1000000)]
    assert _paid(second) == [("start", "all", "correction", -500000)]


def test_a_segment_told_of_later_moves_no_money_of_those_without_one() -> None:
    enrolments = [{"unit": "a", "from": "2021-09-10"}, {"unit": "b", "segment": "north", "from": "2022-08-01"}]
    jobs = [{"fact": "job", "unit": "a", "day": "2021-10-01"}, {"fact": "job", "unit": "b", "day": "2022-10-01"}]
    first, second, third = told(enrolments, jobs, terms=[JOB]).settled()
    assert _paid(first) == [("job", "all", "new", 1000000)]
    assert _paid(second) == []
    assert _paid(third) == [("job", "all", "new", 1000000)]


def test_a_person_corrected_to_another_moves_no_money() -> None:
    record = {"unit": "a", "person": "anna", "from": "2021-09-10", "id": "e1", "recorded": "2021-09-10"}
    enrolments = [record, {**record, "person": "anne", "recorded": "2022-07-10"}]
    first, second, _ = told(enrolments, [{"fact": "job", "unit": "a", "day": "2021-10-01"}], terms=[JOB]).settled()
    assert _paid(first) == [("job", "all", "new", 1000000)]
    assert _paid(second) == []


def test_a_cohort_corrected_to_another_moves_the_money_with_its_unit() -> None:
    cohort = {"unit": "person", "who": "Nogle", "intake": {"planned": 4}}
    record = {"unit": "a", "cohort": "alfa", "from": "2021-09-10", "id": "e1", "recorded": "2021-09-10"}
    enrolments = [record, {**record, "cohort": "beta", "recorded": "2022-07-10"}]
    jobs = [{"fact": "job", "unit": "a", "day": "2021-10-01"}]
    cohorts = {"alfa": cohort, "beta": cohort}
    story = told(enrolments, jobs, terms=[JOB], corrections={"less": "repaid"}, cohort=None, cohorts=cohorts)
    first, second, third = story.settled()
    assert _paid(first) == [("job", "alfa", "new", 1000000)]
    assert sum(ore for *_, ore in _paid(second)) == 0
    assert _paid(third) == []
