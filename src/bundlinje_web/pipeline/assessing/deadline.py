"""Days at work: a deadline is suggested after so many of them."""

from __future__ import annotations

from datetime import date, timedelta

WORKING_DAYS = 15
"""A department is given three weeks of working days to assess a proposal."""


def is_working_day(day: date) -> bool:
    """Whether offices are open that day: no weekend and no Danish public holiday."""
    import holidays

    return day.weekday() < 5 and day not in holidays.country_holidays("DK", years=day.year)


def after_working_days(day: date, number: int = WORKING_DAYS) -> date:
    """The day that lies so many working days after a day."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day
