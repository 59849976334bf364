"""Units in which public services are priced, and how the units of time go into one another."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction


class Unit(StrEnum):
    """What one price buys."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    CONTACT = "contact"
    VISIT = "visit"
    CASE = "case"
    CHILD = "child"
    PARTICIPANT = "participant"
    PERCENT = "percent"


PER_YEAR = {
    Unit.DAY: Fraction(365),
    Unit.WEEK: Fraction(52),
    Unit.MONTH: Fraction(12),
    Unit.YEAR: Fraction(1),
}
"""Units of a calendar in one year: the convention of the price sources, 52 weeks and no leap day."""


def exchanged(quantity: Fraction, unit: Unit, into: Unit) -> Fraction:
    """A quantity of one unit of time told in another: 12 months are 52 weeks.

    Hours of support, contacts and the like are no part of the calendar: only into themselves, else `ValueError`.
    """
    if unit is into:
        return quantity
    if unit not in PER_YEAR or into not in PER_YEAR:
        raise ValueError(f"{unit} cannot be told in {into}")
    return quantity * PER_YEAR[into] / PER_YEAR[unit]
