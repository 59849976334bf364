"""Days, months and half-open periods."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.dates import (
    EPOCH,
    FOREVER,
    Period,
    add_months,
    add_months_column,
    day_number,
    day_of,
    school_year,
    whole_year,
    years_column,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
MONTHS = st.integers(-600, 600)


@given(DAYS)
def test_a_day_is_found_again_by_its_number(day: date) -> None:
    assert day_of(day_number(day)) == day


def test_days_are_counted_from_1970_and_end_in_the_year_9999() -> None:
    assert day_number(EPOCH) == 0
    assert day_of(FOREVER) == date(9999, 12, 31)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2021, 12, 1), 1, date(2022, 1, 1)),
        (date(2021, 3, 31), -1, date(2021, 2, 28)),
        (date(2021, 5, 15), 0, date(2021, 5, 15)),
    ],
)
def test_months_are_added_to_the_same_day_or_the_months_last(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@given(DAYS, MONTHS)
def test_months_later_lands_in_that_month_on_that_day_or_its_last(day: date, months: int) -> None:
    later = add_months(day, months)
    assert later.year * 12 + later.month == day.year * 12 + day.month + months
    assert later.day == min(day.day, calendar.monthrange(later.year, later.month)[1])


@given(st.lists(DAYS, max_size=8), MONTHS)
def test_a_column_of_days_moves_as_its_days_do(days: list[date], months: int) -> None:
    column = np.array([day_number(day) for day in days], dtype=np.int32)
    moved = add_months_column(column, months)
    assert moved.dtype == np.int32
    assert moved.tolist() == [day_number(add_months(day, months)) for day in days]


@given(st.lists(DAYS, max_size=8))
def test_a_column_of_days_knows_its_years(days: list[date]) -> None:
    column = np.array([day_number(day) for day in days], dtype=np.int32)
    assert years_column(column).tolist() == [day.year for day in days]


@given(DAYS, st.integers(1, 5_000))
def test_a_period_holds_its_start_and_not_its_end(start: date, length: int) -> None:
    period = Period(start, start + timedelta(days=length))
    assert period.days == length
    assert period.start in period
    assert period.last_day in period
    assert period.end not in period
    assert start - timedelta(days=1) not in period


@pytest.mark.parametrize("end", [date(2021, 1, 1), date(2020, 12, 31)])
def test_an_empty_or_reversed_period_cannot_be(end: date) -> None:
    with pytest.raises(ValueError, match="not before"):
        Period(date(2021, 1, 1), end)


@given(st.integers(1900, 2200))
def test_a_calendar_year_adjoins_the_next(year: int) -> None:
    assert whole_year(year).end == whole_year(year + 1).start
    assert whole_year(year).days == (366 if calendar.isleap(year) else 365)


@given(st.integers(1900, 2200))
def test_a_school_year_begins_on_the_first_of_august_and_adjoins_the_next(year: int) -> None:
    assert school_year(year).start == date(year, 8, 1)
    assert school_year(year).end == school_year(year + 1).start
