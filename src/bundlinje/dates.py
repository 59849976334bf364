"""Days, months and half-open periods. No clock: the day on which something is asked is always an argument.

In columns a day is an integer, the number of days since 1970-01-01, so that every engine agrees to the last digit.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Days: TypeAlias = NDArray[np.int32]

EPOCH = date(1970, 1, 1)
FOREVER = 2_932_896
"""Day number of 9999-12-31: the end of a period that has no end yet."""


def day_number(day: date) -> int:
    """The day as the number of days since 1970-01-01."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """The day with this number."""
    return EPOCH + timedelta(days=number)


def add_months(day: date, months: int) -> date:
    """The same day of the month some months later, or the month's last day where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def add_months_column(days: Days, months: int) -> Days:
    """`add_months` for a column of day numbers."""
    import numpy as np

    as_days = days.astype("datetime64[D]")
    month = as_days.astype("datetime64[M]")
    day_of_month = (as_days - month.astype("datetime64[D]")).astype(np.int64)
    target = month + np.timedelta64(months, "M")
    length = ((target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(np.int64)
    moved = target.astype("datetime64[D]").astype(np.int64) + np.minimum(day_of_month, length - 1)
    result: Days = moved.astype(np.int32)
    return result


def years_column(days: Days) -> Days:
    """The calendar year of each day number in a column."""
    import numpy as np

    result: Days = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + 1970
    return result


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A half-open stretch of days: `start` is in it, `end` is not. An empty or reversed one raises `ValueError`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"{self.start} is not before {self.end}")

    @property
    def days(self) -> int:
        """Number of days in it."""
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        """The last day that is in it."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end


def whole_year(year: int) -> Period:
    """The calendar year."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def school_year(year: int) -> Period:
    """The Danish school year that begins on 1 August of this year."""
    return Period(date(year, 8, 1), date(year + 1, 8, 1))
