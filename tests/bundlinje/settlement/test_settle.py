"""Settling one follow-up: what is refused, what stops it, and what it says of itself."""

from __future__ import annotations

import pytest
from tests.bundlinje.terms.ground import rows
from tests.strategies import PARTS, told

from bundlinje.problems import Refused
from bundlinje.settlement.carried import keys_of
from bundlinje.settlement.settle import settle, settle_history
from bundlinje.settlement.standing import compare

JOB = {"id": "job", "each": "in-job", "pays": "10 000 kr"}


def test_an_unknown_threshold_marks_like_an_unknown_price() -> None:
    target = {"target": {"unknown": "ikke offentlig"}}
    more = {"figure": "n-jobs", "better": "higher", "compared_with": target, "as": "difference"}
    figures = {"n-jobs": {"count": "in-job", "among": "due"}, "more": more}
    term = {"id": "more", "per": "unit", "of": "more", "at": "to date", "pays": "1 000 kr", "if_worse": "nothing"}
    story = told([{"unit": "a", "from": "2021-09-10"}], [], figures=figures, gates={}, terms=[term])
    with pytest.raises(Refused) as refused:
        story.settled()
    assert {problem.code for problem in refused.value.problems} == {"settle.unknown"}


def test_a_follow_up_that_is_not_in_the_contract_is_refused() -> None:
    story = told([{"unit": "a", "from": "2021-09-10"}], [], terms=[JOB])
    contract = story.contract()
    for number in (-1, 4):
        with pytest.raises(Refused) as refused:
            settle_history(contract, story.facts(contract), number)
        assert [problem.code for problem in refused.value.problems] == ["settle.no_such_follow_up"]


def test_progress_is_told_after_every_follow_up() -> None:
    story = told([{"unit": "a", "from": "2021-09-10"}], [], terms=[JOB])
    seen: list[tuple[int, int]] = []
    contract = story.contract()
    settle_history(contract, story.facts(contract), progress=lambda now, last: seen.append((now, last)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_each_who_completed_is_paid_for_when_he_did() -> None:
    done = {"id": "done", "each": "completed", "pays": "1 kr"}
    people = [
        {"unit": "a", "from": "2021-09-10", "until": "2022-08-01", "left": "completed"},
        {"unit": "b", "from": "2021-09-10", "until": "2022-08-01", "left": "dropped"},
        {"unit": "c", "from": "2021-09-10"},
    ]
    assert [one.total_ore for one in told(people, terms=[done]).settled()] == [0, 100, 0]


def test_what_a_term_leans_on_is_marked_wherever_it_stands() -> None:
    target = {"target": {"value": 0, "assumed": "et gæt"}}
    figures = {
        "n": {"count": "in-job", "among": "due"},
        "more": {"figure": "n", "better": "higher", "compared_with": target, "as": "difference"},
    }
    per = {
        "per": "unit",
        "of": "more",
        "at": "to date",
        "pays": "1 kr",
        "if_worse": "nothing",
        "assumed": "hele vilkåret",
    }
    story = told([{"unit": "a", "from": "2021-09-10"}], figures=figures, gates={}, terms=[{"id": "t", **per}])
    assert {mark.why for mark in story.settled(1)[0].assumed} == {"et gæt", "hele vilkåret"}


def test_a_payment_day_before_the_cut_off_sees_only_what_was_drawn_by_then() -> None:
    draws = [
        {"account": "raadet", "day": "2022-02-01", "value": 10},
        {"account": "dsi", "day": "2022-05-01", "value": 90},
    ]
    early = [{"on": "2022-06-30", "paid_on": "2022-03-31"}]
    jobs = [{"fact": "job", "unit": "a", "day": "2021-10-01"}]
    story = told(
        [{"unit": "a", "from": "2021-09-10"}],
        jobs,
        terms=[JOB],
        follow_ups=early,
        receivers="pro rata to drawn capital",
    )
    assert story.with_rows("flows", draws).settled()[0].investors == {"raadet": 1000000}


def test_what_was_known_early_is_not_paid_again_when_a_new_unit_joins() -> None:
    soon = {"where": {"jobs": {"at_least": 1}}, "not_measured": "waits", "due": "once known"}
    jobs = [{"fact": "job", "unit": "m", "day": "2022-05-10"}]
    story = told(
        [{"unit": "m", "from": "2022-05-01"}], jobs, outcomes={"in-job": soon}, figures={}, gates={}, terms=[JOB]
    )
    contract = story.contract()
    first = settle(contract, story.facts(contract), 1)
    more = story.with_rows("enrolments", [{"unit": "a", "from": "2022-08-01"}])
    assert first.total_ore == 1000000
    assert settle(contract, more.facts(contract), 2, first).total_ore == 0


def test_too_many_alternatives_for_a_key_are_refused_and_never_mixed_up() -> None:
    with pytest.raises(OverflowError):
        keys_of(rows(1, member=[40]))


def test_only_rows_of_the_anchor_itself_anchor_a_window() -> None:
    facts = {**PARTS["facts"], "moved-in": {"event": "Flyttet ind", "coverage": "complete"}}
    over = {"span": "1 month", "after": "moved-in", "partly_in": "counts as full"}
    parts = {"facts": facts, "measures": {"jobs": {"times": "job", "over": over}}, "figures": {}, "gates": {}}
    outcome = {"in-job": {"where": {"jobs": {"at_least": 1}}, "not_measured": "waits"}}
    events = [
        {"fact": "job", "unit": "a", "day": "2021-10-20"},
        {"fact": "moved-in", "unit": "a", "day": "2021-11-01"},
    ]
    story = told([{"unit": "a", "from": "2021-09-10"}], events, **parts, outcomes=outcome, terms=[JOB])
    assert story.settled(1)[0].total_ore == 0


def test_a_yearly_amount_is_worked_out_at_the_last_follow_up_of_each_year_or_at_an_early_end() -> None:
    per = {"id": "t", "per": "unit", "of": "n-jobs", "at": "every year", "pays": "1 kr", "if_worse": "nothing"}
    people = [{"unit": unit, "from": "2021-09-10"} for unit in "ab"]
    jobs = [{"fact": "job", "unit": unit, "day": "2021-10-01"} for unit in "ab"]
    story = told(people, jobs, terms=[per])
    assert [one.total_ore for one in story.settled()] == [0, 200, 0]
    ends = {
        "on_date": "2022-05-01",
        "pays": "all that is not yet due counts as expected",
        "expected": {"in-job": "0 %"},
    }
    assert [one.total_ore for one in story.saying(ends_early=ends).settled(1)] == [200]


def test_a_price_may_hang_on_another_outcome_of_the_same_unit() -> None:
    read = [{"fact": "shelter", "unit": "a", "from": "2021-01-01", "until": "2024-01-01"}]
    people = [{"unit": unit, "from": "2021-09-10"} for unit in "ab"]
    jobs = [{"fact": "job", "unit": unit, "day": "2021-10-01"} for unit in "ab"]
    first = told(people, jobs, terms=[{**JOB, "when": "at-home"}]).with_rows("coverage", read).settled(1)[0]
    assert first.total_ore == 1000000
    assert [(one.clause, one.entries) for one in first.waiting] == [("job", 1)]


@pytest.mark.parametrize(("actual", "standing"), [(94, "below"), (95, "on_plan"), (105, "on_plan"), (106, "above")])
def test_up_to_a_twentieth_off_what_was_expected_is_on_plan(actual: int, standing: str) -> None:
    assert compare(actual, 100) == standing
