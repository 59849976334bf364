"""Windows laid out for units: where each begins and ends, when it falls due, and who is there for how much of it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.strategies import told

from bundlinje.dates import FOREVER, day_of
from bundlinje.settlement.occasions import Occasions

ADA = {"unit": "ada", "from": "2021-10-15"}
RULE = {"partly_in": "counts as full"}


def _laid(
    over: Any, enrolments: list[dict[str, Any]], events: list[dict[str, Any]] | None = None, **parts: Any
) -> Occasions:
    """The occasions of a window that counts jobs, at the last follow-up."""
    measures = {"jobs": {"times": "job", "over": over}}
    outcomes = {"in-job": {"where": {"jobs": {"at_least": 1}}, "not_measured": "waits"}}
    term = {"id": "job", "each": "in-job", "pays": "1 kr"}
    story = told(
        enrolments, events or [], measures=measures, outcomes=outcomes, figures={}, gates={}, terms=[term], **parts
    )
    return story.settled()[-1].land.measuring.values("jobs").occasions


def _days(laid: Occasions, unit: int = 0) -> list[tuple[str, str]]:
    """First and last day of each occasion the unit has."""
    return [
        (day_of(int(laid.start[unit, k])).isoformat(), day_of(int(laid.end[unit, k]) - 1).isoformat())
        for k in range(laid.start.shape[1])
        if laid.there[unit, k]
    ]


def test_months_after_enrolment_end_on_the_day_before() -> None:
    assert _days(_laid({"span": "0-6 months", "after": "enrolment", **RULE}, [ADA])) == [("2021-10-15", "2022-04-14")]


def test_later_months_weeks_and_days_are_counted_from_the_same_day() -> None:
    assert _days(_laid({"span": "12-14 months", "after": "enrolment", **RULE}, [ADA])) == [("2022-10-15", "2022-12-14")]
    assert _days(_laid({"span": "2 weeks", "after": "enrolment", **RULE}, [ADA])) == [("2021-10-15", "2021-10-28")]
    assert _days(_laid({"span": "10-30 days", "after": "enrolment", **RULE}, [ADA])) == [("2021-10-25", "2021-11-13")]


def test_a_window_repeats_as_often_as_it_says() -> None:
    over = {"span": "4 weeks", "after": "enrolment", "every": "4 weeks", "at_most": 3, **RULE}
    assert _days(_laid(over, [ADA])) == [
        ("2021-10-15", "2021-11-11"), ("2021-11-12", "2021-12-09"), ("2021-12-10", "2022-01-06"),
    ]  # fmt: skip


def test_a_day_with_a_tolerance_reaches_as_far_to_both_sides() -> None:
    laid = _laid({"span": "12 months", "after": "enrolment", "within": "30 days", **RULE}, [ADA])
    assert _days(laid) == [("2022-09-15", "2022-11-14")]
    assert day_of(int(laid.target[0, 0])).isoformat() == "2022-10-15"
    before = _laid({"span": "1 month", "before": "enrolment", "within": "1 week", **RULE}, [ADA])
    assert _days(before) == [("2021-09-08", "2021-09-22")]


def test_a_window_before_an_anchor_ends_on_the_day_before_it() -> None:
    assert _days(_laid({"span": "6 months", "before": "enrolment", **RULE}, [ADA])) == [("2021-04-15", "2021-10-14")]


def test_a_window_before_each_follow_up_ends_on_its_cut_off() -> None:
    early = [{"unit": "ada", "from": "2021-01-01"}]
    assert _days(_laid({"span": "6 months", "before": "follow-up", **RULE}, early)) == [
        ("2022-01-01", "2022-06-30"), ("2022-07-01", "2022-12-31"), ("2023-01-01", "2023-06-30"),
    ]  # fmt: skip


def test_a_calendar_year_and_a_school_year_are_laid_out_over_the_contract() -> None:
    early = [{"unit": "ada", "from": "2021-01-01"}]
    cohort = {"unit": "person", "who": "Nogle", "intake": {"from": "2021-03-01", "planned": 4}}
    years = _days(_laid({"calendar": "calendar-year", **RULE}, early, cohort=cohort))
    assert years == [("2021-01-01", "2021-12-31"), ("2022-01-01", "2022-12-31"), ("2023-01-01", "2023-12-31")]
    school = _days(_laid({"calendar": "school-year", **RULE}, early, cohort=cohort))
    assert school == [("2020-08-01", "2021-07-31"), ("2021-08-01", "2022-07-31"), ("2022-08-01", "2023-07-31")]
    assert _days(_laid({"calendar": "contract-term", **RULE}, early, cohort=cohort)) == [("2021-03-01", "2023-06-30")]


def test_a_window_named_by_the_contract_is_that_window() -> None:
    windows = {"first": {"span": "1 month", "after": "enrolment", **RULE}}
    assert _days(_laid("first", [ADA], windows=windows)) == [("2021-10-15", "2021-11-14")]


@pytest.mark.parametrize("anchor", ["moved-in", "lives"])
def test_a_window_after_an_event_or_a_spell_begins_where_it_first_did(anchor: str) -> None:
    facts = {
        "enrolled": {"enrolment": "Visiteret"},
        "job": {"event": "I job", "coverage": "complete"},
        "moved-in": {"event": "Flyttet ind", "coverage": "complete"},
        "lives": {"spell": "Bor", "coverage": "complete"},
    }
    moved = [{"fact": "moved-in", "unit": "ada", "day": day} for day in ("2022-02-01", "2022-01-10")]
    spells = [{"fact": "lives", "unit": "ada", "from": "2022-01-10", "until": "2022-03-01"}]
    over = {"span": "1 month", "after": anchor, **RULE}
    measures = {"jobs": {"times": "job", "over": over}}
    outcomes = {"in-job": {"where": {"jobs": {"at_least": 1}}, "not_measured": "waits"}}
    term = {"id": "job", "each": "in-job", "pays": "1 kr"}
    parts = {"facts": facts, "measures": measures, "outcomes": outcomes, "figures": {}, "gates": {}, "terms": [term]}
    story = told([ADA, {"unit": "bo", "from": "2021-10-15"}], moved, **parts).with_rows("spells", spells)
    laid = story.settled()[-1].land.measuring.values("jobs").occasions
    assert _days(laid) == [("2022-01-10", "2022-02-09")]
    assert _days(laid, unit=1) == []


def test_a_window_after_an_achieved_outcome_begins_when_that_fell_due() -> None:
    measures = {
        "jobs": {"times": "job", "over": {"span": "1 month", "after": "enrolment", **RULE}},
        "later": {"times": "job", "over": {"span": "1 month", "after": "in-job", **RULE}},
    }
    outcomes = {
        "in-job": {"where": {"jobs": {"at_least": 1}}, "not_measured": "waits"},
        "still": {"where": {"later": {"at_least": 1}}, "not_measured": "waits"},
    }
    term = {"id": "job", "each": "still", "pays": "1 kr"}
    jobs = [{"fact": "job", "unit": "ada", "day": day} for day in ("2021-10-20", "2021-12-01")]
    parts = {"measures": measures, "outcomes": outcomes, "figures": {}, "gates": {}, "terms": [term]}
    last = told([ADA, {"unit": "bo", "from": "2021-10-15"}], jobs, **parts).settled()[-1]
    laid = last.land.measuring.values("later").occasions
    assert _days(laid) == [("2021-11-14", "2021-12-13")]
    assert _days(laid, unit=1) == []


def test_a_window_after_exit_is_there_for_those_who_left() -> None:
    gone = {"unit": "bo", "from": "2021-10-15", "until": "2022-02-01", "left": "completed"}
    laid = _laid({"span": "1 month", "after": "exit", **RULE}, [ADA, gone])
    assert _days(laid) == []
    assert _days(laid, unit=1) == [("2022-02-01", "2022-02-28")]


@pytest.mark.parametrize(
    ("rule", "out", "present"), [("counts as full", False, 181), ("pro rata", False, 151), ("left out", True, 181)]
)
def test_a_unit_that_joins_inside_a_window_is_counted_by_the_rule(rule: str, out: bool, present: int) -> None:
    over = {"span": "6 months", "before": "follow-up", "partly_in": rule}
    laid = _laid(over, [{"unit": "ada", "from": "2022-01-31"}])
    assert (bool(laid.out[0, 0]), int(laid.present[0, 0]), int(laid.length[0, 0])) == (out, present, 181)


@pytest.mark.parametrize("anchor", ["before", "after"])
def test_a_window_anchored_on_a_date_is_there_for_those_who_are(anchor: str) -> None:
    over = {"span": "6 months", anchor: "2022-06-30", "partly_in": "pro rata"}
    late, never = {"unit": "bo", "from": "2022-05-30"}, {"unit": "carl", "from": "2023-03-01"}
    laid = _laid(over, [ADA, late, never])
    full = int(laid.length[0, 0])
    assert laid.present[:, 0].tolist() == [full, 31 if anchor == "before" else full, full]
    assert laid.there[:, 0].tolist() == [True, True, False]


def test_a_measure_without_a_window_stands_on_the_day_of_enrolment() -> None:
    facts = {
        "enrolled": {"enrolment": "Visiteret", "own": {"age": "count"}},
        "job": {"event": "Job", "coverage": "complete"},
    }
    outcomes = {"young": {"where": {"age": {"below": 30}}, "not_measured": "waits"}}
    parts = {"facts": facts, "measures": {"age": {"own": "age"}}, "outcomes": outcomes, "figures": {}, "gates": {}}
    term = {"id": "young", "each": "young", "pays": "1 kr"}
    people = [{**ADA, "age": 29}, {**ADA, "unit": "bo", "age": 30}, {**ADA, "unit": "carl"}]
    last = told(people, **parts, terms=[term]).settled()[-1]
    laid = last.land.measuring.values("age").occasions
    assert _days(laid) == [("2021-10-15", "2021-10-15")]
    assert last.land.outcomes.states("young").state.reshape(-1).tolist() == [1, 0, 3]
    assert int(laid.due.max()) < FOREVER


@pytest.mark.parametrize(
    ("over", "layout"),
    [
        ({"span": "6 months", "before": "follow-up", **RULE}, "follow-up"),
        ({"span": "1 month", "after": "enrolment", "every": "1 month", "at_most": 4, **RULE}, "unit × 4"),
        ({"calendar": "calendar-year", **RULE}, "calendar"),
        (None, "unit × 1"),
    ],
)
def test_a_measure_says_how_its_occasions_are_laid_out(over: Any, layout: str) -> None:
    facts = {
        "enrolled": {"enrolment": "Visiteret", "own": {"age": "count"}},
        "job": {"event": "Job", "coverage": "complete"},
    }
    measure = {"own": "age"} if over is None else {"times": "job", "over": over}
    term = {"id": "seen", "measured": "m"}
    story = told(
        [{**ADA, "age": 1}], facts=facts, measures={"m": measure}, outcomes={}, figures={}, gates={}, terms=[term]
    )
    assert story.settled()[-1].land.measuring.layout("m") == layout
