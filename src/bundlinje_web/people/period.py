"""A stretch of days with a first day and, where it is known, the day it is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` until the day before `until`; without `until` it goes on."""

    since: date
    until: date | None = None

    @property
    def is_none(self) -> bool:
        """Whether it is over before it begins."""
        return self.until is not None and self.until <= self.since

    def within(self, whole: Period) -> bool:
        """Whether all of it lies in another period."""
        ends = whole.until is None or (self.until is not None and self.until <= whole.until)
        return whole.since <= self.since and ends
