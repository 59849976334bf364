"""Planned intake: month by month as the contract's cohorts state it, exact to the unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.contract.model import Contract
from bundlinje.planned.intake import Batch, planned_intake
from bundlinje.problems import Refused

Build = Callable[..., Contract]
TWO_YEARS = {"from": "2024-01-01", "until": "2025-12-31"}


def by_year(batches: Iterable[Batch]) -> dict[int, int]:
    counted = Counter[int]()
    for one in batches:
        counted[one.day.year] += one.units
    return dict(counted)


def come_by(batches: Iterable[Batch], day: date) -> int:
    return sum(one.units for one in batches if one.day <= day)


def test_an_intake_is_spread_evenly_over_its_months(contract: Build) -> None:
    batches = planned_intake(contract({**TWO_YEARS, "planned": 24}))
    assert [one.units for one in batches] == [1] * 24
    assert [one.day for one in batches][:3] == [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)]


def test_the_first_month_begins_when_intake_does(contract: Build) -> None:
    batches = planned_intake(contract({"from": "2024-03-15", "until": "2024-05-31", "planned": 3}))
    assert [one.day for one in batches] == [date(2024, 3, 15), date(2024, 4, 1), date(2024, 5, 1)]


@given(units=st.integers(0, 100), months=st.integers(1, 60))
def test_any_intake_is_whole_and_never_half_a_unit_from_an_even_stream(
    contract: Build, units: int, months: int
) -> None:
    last = date(2020 + (months - 1) // 12, (months - 1) % 12 + 1, 1)
    batches = planned_intake(contract({"from": "2020-01-01", "until": last.isoformat(), "planned": units}))
    assert sum(one.units for one in batches) == units
    for month in range(1, months + 1):
        day = date(2020 + (month - 1) // 12, (month - 1) % 12 + 1, 1)
        assert abs(2 * come_by(batches, day) * months - 2 * units * month) <= months


@pytest.mark.parametrize("years", [("2024", "2025"), ("1", "2")])
def test_years_may_be_written_by_the_calendar_or_counted_from_the_start(
    contract: Build, years: tuple[str, str]
) -> None:
    plan = dict(zip(years, (6, 18), strict=True))
    assert by_year(planned_intake(contract({**TWO_YEARS, "planned": 24, "by_year": plan}))) == {2024: 6, 2025: 18}


def test_a_counted_year_begins_with_the_intake(contract: Build) -> None:
    intake = {"from": "2024-10-01", "until": "2026-09-30", "planned": 24, "by_year": {"1": 12, "2": 12}}
    assert by_year(planned_intake(contract(intake))) == {2024: 3, 2025: 12, 2026: 9}


def test_a_plan_that_was_amended_in_all_but_not_by_year_keeps_its_profile(contract: Build) -> None:
    intake = {**TWO_YEARS, "planned": 12, "by_year": {"2024": 6, "2025": 18}}
    assert by_year(planned_intake(contract(intake))) == {2024: 3, 2025: 9}


def test_years_that_say_nothing_leave_an_even_stream(contract: Build) -> None:
    intake = {**TWO_YEARS, "planned": 24, "by_year": {"2024": 0, "2025": 0}}
    assert by_year(planned_intake(contract(intake))) == {2024: 12, 2025: 12}


def test_a_milestone_is_reached_by_its_day_and_the_rest_comes_after_it(contract: Build) -> None:
    intake = {**TWO_YEARS, "planned": 24, "milestones": [{"by": "2024-06-30", "planned": 12}]}
    batches = planned_intake(contract(intake))
    assert come_by(batches, date(2024, 6, 30)) == 12
    assert [one.units for one in batches][:6] == [2] * 6
    assert sum(one.units for one in batches) == 24


def test_milestones_may_be_written_in_any_order_and_an_unknown_one_says_nothing(contract: Build) -> None:
    milestones: list[Any] = [
        {"by": "2025-06-30", "planned": 20},
        {"by": "2025-03-31", "planned": {"unknown": "Står der ikke."}},
        {"by": "2024-12-31", "planned": 12},
    ]
    batches = planned_intake(contract({**TWO_YEARS, "planned": 24, "milestones": milestones}))
    assert [come_by(batches, date(*day)) for day in ((2024, 12, 31), (2025, 6, 30), (2025, 12, 31))] == [12, 20, 24]


def test_a_milestone_lower_than_the_one_before_asks_for_nobody_more(contract: Build) -> None:
    milestones = [{"by": "2024-06-30", "planned": 12}, {"by": "2024-12-31", "planned": 10}]
    batches = planned_intake(contract({**TWO_YEARS, "planned": 24, "milestones": milestones}))
    assert [come_by(batches, date(*day)) for day in ((2024, 6, 30), (2024, 12, 31), (2025, 12, 31))] == [12, 12, 24]


def test_quotas_say_how_many_come_of_each_segment(contract: Build) -> None:
    cohort = {"segments": ["young", "old"], "quotas": {"young": "25 %", "old": "75 %"}}
    batches = planned_intake(contract(cohort=cohort, intake={"from": "2024-01-01", "planned": 8}))
    assert {one.segment: one.units for one in batches} == {"young": 2, "old": 6}


def test_segments_without_quotas_are_alike(contract: Build) -> None:
    cohort = {"segments": ["young", "old"]}
    batches = planned_intake(contract(cohort=cohort, intake={"from": "2024-01-01", "planned": 8}))
    assert {one.segment: one.units for one in batches} == {"young": 4, "old": 4}


def test_other_participants_come_in_the_same_months_of_each_year(contract: Build) -> None:
    one = contract({**TWO_YEARS, "planned": 24})
    batches = planned_intake(one, {2024: 36, 2025: 0})
    assert by_year(batches) == {2024: 36}
    assert {batch.units for batch in batches} == {3}


def test_participants_of_a_year_without_a_plan_begin_with_the_year(contract: Build) -> None:
    batches = planned_intake(contract({**TWO_YEARS, "planned": 24}), {2027: 5})
    assert [(one.day, one.units) for one in batches] == [(date(2027, 1, 1), 5)]


def test_every_cohort_that_does_not_say_when_or_how_many_is_told_with_its_place(contract: Build) -> None:
    who = {"unit": "person", "who": "Nogle"}
    cohorts = {
        "undated": {**who, "intake": {"planned": 4}},
        "uncounted": {**who, "intake": {**TWO_YEARS, "planned": {"unknown": "Står der ikke."}}},
        "fine": {**who, "intake": {**TWO_YEARS, "planned": 4}},
    }
    with pytest.raises(Refused) as refused:
        planned_intake(contract(cohorts=cohorts))
    assert {(one.code, one.values["cohort"]) for one in refused.value.problems} == {
        ("planned.intake_unknown", "undated"),
        ("planned.intake_unknown", "uncounted"),
    }
    assert all("opdigtet" in one.place.path for one in refused.value.problems)
