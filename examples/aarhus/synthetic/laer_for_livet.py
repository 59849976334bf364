"""Lær for Livet: intakes of children, camps and mentors. No child is old enough yet for the exam.

Aimed at: 20 children in 2022, 5 in care and 15 at home, 18 at the ten-day camp and 2 no longer active; 2 with a mentor
in September and 8 matched; later intakes a little below the planned 20; and 169 and 151 thousand kroner to the Council
in 2023 and 2024 at the assumed prices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from synthetic.book import Book, drawn
from synthetic.draws import day_between, shuffled


@dataclass(frozen=True)
class Intake:
    """One year's children: how many, how many in care, at camp and with a mentor."""

    year: int
    children: int
    in_care: int
    at_camp: int
    with_mentor: int


INTAKES = (Intake(2022, 20, 5, 18, 10), Intake(2023, 18, 6, 16, 9), Intake(2024, 19, 8, 18, 11))
MENTORS_AT_ONCE = 2
READ_UNTIL = date(2025, 1, 1)


def books() -> Iterator[Book]:
    """Three intakes; the fourth begins in 2025."""
    book = Book(
        "laer-for-livet",
        [
            "20 children in 2022, 5 in care and 15 at home; 18 at the ten-day camp in June, 2 no longer active",
            "2 with a mentor by September 2022 and 8 more matched to begin then",
            "169 and 151 thousand kroner to the Council in 2023 and 2024 at the assumed prices",
        ],
    )
    for intake in INTAKES:
        _intake(book, intake)
    registers = ("camp", "mentor", "exam", "youth-education", "youth-education-done")
    book.cover(date(2021, 8, 1), READ_UNTIL, *registers)
    drawn(book, {2022: 907, 2023: 1205, 2024: 1506}, "dsi")
    yield book


def _intake(book: Book, intake: Intake) -> None:
    units = [f"lfl-{intake.year}-{number:02d}" for number in range(1, intake.children + 1)]
    in_care = set(shuffled(units, "in care")[: intake.in_care])
    for unit in units:
        gone = units.index(unit) >= intake.at_camp
        admitted = day_between(date(intake.year, 5, 2), date(intake.year, 5, 31), "admitted", unit)
        book.enrol(
            unit,
            admitted,
            cohort=f"intake-{intake.year}",
            segment="in-care" if unit in in_care else "at-home",
            until=date(intake.year, 6, 15) if gone else None,
            left="dropped" if gone else None,
        )
    for unit in units[: intake.at_camp]:
        _camps(book, unit, intake.year)
    for place, unit in enumerate(units[: intake.with_mentor]):
        first = date(intake.year, 8, 22) if place < MENTORS_AT_ONCE else date(intake.year, 9, 5)
        book.spell("mentor", unit, first + timedelta(days=place), min(first + timedelta(days=600), READ_UNTIL))


def _camps(book: Book, unit: str, year: int) -> None:
    """Three camps in the first year, of ten, four and four days."""
    for first, days in ((date(year, 6, 20), 10), (date(year, 10, 15), 4), (date(year + 1, 2, 11), 4)):
        if first < READ_UNTIL:
            book.spell("camp", unit, first, first + timedelta(days=days))
