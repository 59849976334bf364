"""Amendments: what changes from a day on, and what keeps the terms it began under."""

from __future__ import annotations

from typing import Any

import pytest
from tests.strategies import Story, told

JOB = {"id": "job", "each": "in-job", "pays": "10 000 kr"}
PEOPLE = [{"unit": "a", "from": "2021-09-10"}, {"unit": "b", "from": "2022-06-01"}]
JOBS = [{"fact": "job", "unit": "a", "day": "2021-10-01"}, {"fact": "job", "unit": "b", "day": "2022-07-01"}]


def _amended(replaces: dict[str, Any], applies_to: str, on: str = "2022-05-01", **parts: Any) -> Story:
    change = {"on_date": on, "replaces": replaces, "applies_to": applies_to}
    return told(PEOPLE, JOBS, amendments=[change], **{"terms": [JOB], "corrections": {"less": "repaid"}, **parts})


def _paid(story: Story) -> list[list[tuple[str, str, int]]]:
    return [
        [(line.clause, str(line.kind), line.ore) for line in one.lines if line.leg == "outcomes"]
        for one in story.settled()
    ]


def test_a_term_that_is_replaced_still_pays_for_windows_that_began_under_it() -> None:
    new = {"id": "new", "each": "in-job", "pays": "5 kr"}
    assert _paid(_amended({"terms": [new]}, "windows that begin on or after")) == [
        [("job", "new", 1000000)], [("new", "new", 500)], [],
    ]  # fmt: skip


def test_a_threshold_that_is_changed_holds_for_new_windows_only() -> None:
    twice = {"outcomes.in-job.where": {"jobs": {"at_least": 2}}}
    assert _paid(_amended(twice, "windows that begin on or after")) == [[("job", "new", 1000000)], [], []]
    assert _paid(_amended(twice, "all", on="2022-10-01")) == [
        [("job", "new", 1000000)], [("job", "correction", -1000000)], [],
    ]  # fmt: skip


def test_follow_ups_can_be_re_dated() -> None:
    later = ["2022-06-30", "2023-03-31", "2023-12-31", "2024-06-30"]
    settled = _amended({"follow_ups": later}, "all").settled()
    assert [one.cutoff.isoformat() for one in settled] == later
    assert [one.total_ore for one in settled] == [1000000, 1000000, 0, 0]


@pytest.mark.parametrize(
    "applies_to", ["enrolments on or after", "follow-ups on or after", "windows that begin on or after"]
)
def test_group_entries_and_fees_follow_the_day_they_fall_due(applies_to: str) -> None:
    fee = {"id": "fee", "fixed": "100 kr", "due": "2022-01-31, 2022-07-31"}
    per = {"id": "per", "per": "unit", "of": "n-jobs", "at": "each follow-up", "pays": "10 kr", "if_worse": "nothing"}
    dearer = {"terms.fee.fixed": "200 kr", "terms.per.pays": "20 kr"}
    assert _paid(_amended(dearer, applies_to, on="2022-07-15", terms=[fee, per])) == [
        [("fee", "new", 10000), ("per", "new", 1000)],
        [("fee", "new", 20000), ("per", "new", 2000)],
        [("per", "new", 0)],
    ]


def test_changes_come_in_the_order_of_their_days_however_they_are_written() -> None:
    cheap = {"on_date": "2022-02-01", "replaces": {"terms.job.pays": "1 kr"}, "applies_to": "all"}
    dear = {"on_date": "2022-03-01", "replaces": {"terms.job.pays": "3 kr"}, "applies_to": "all"}
    for order in ([cheap, dear], [dear, cheap]):
        assert told(PEOPLE, JOBS, terms=[JOB], amendments=order).settled(until=1)[0].total_ore == 300


def test_every_line_explains_itself_under_the_version_it_falls_under() -> None:
    from bundlinje.settlement.explain import explain_all

    story = _amended({"terms.job.pays": "7 kr"}, "windows that begin on or after")
    prices = [
        one.values["price_ore"]
        for settlement in story.settled()
        for explained in explain_all(settlement)
        for one in explained.made_of.walk()
        if one.values.get("unit") and explained.line.leg == "outcomes"
    ]
    assert prices == ["1000000", "700"]
