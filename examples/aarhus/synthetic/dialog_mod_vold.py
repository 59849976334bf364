"""Dialog mod Vold: fifteen invented families, small enough to be written down one by one.

Aimed at: 8 admitted in August 2022; 15 in all, 11 completed and 4 broken off; violence ceased in 9 of 11; no other
family treatment for 7 of the 9 followed up for a year; no stay at a crisis centre.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from synthetic.book import Book, drawn

COMPLETED, DROPPED = "completed", "dropped"


@dataclass(frozen=True)
class Family:
    """When a family began and ended, how, and what still happened to it."""

    began: date
    ended: date
    how: str
    violence_goes_on: bool = False
    other_treatment: bool = False


FAMILIES = (
    Family(date(2021, 9, 13), date(2022, 9, 2), COMPLETED),
    Family(date(2022, 1, 10), date(2022, 5, 20), DROPPED),
    Family(date(2022, 2, 14), date(2023, 1, 31), COMPLETED),
    Family(date(2022, 3, 21), date(2022, 11, 4), DROPPED),
    Family(date(2022, 5, 2), date(2023, 3, 31), COMPLETED, other_treatment=True),
    Family(date(2022, 6, 7), date(2022, 10, 14), DROPPED),
    Family(date(2022, 7, 4), date(2023, 6, 16), COMPLETED, violence_goes_on=True),
    Family(date(2022, 8, 15), date(2023, 2, 10), DROPPED),
    Family(date(2023, 1, 16), date(2023, 11, 17), COMPLETED),
    Family(date(2023, 1, 30), date(2023, 11, 24), COMPLETED),
    Family(date(2023, 3, 13), date(2024, 2, 23), COMPLETED),
    Family(date(2023, 6, 5), date(2024, 5, 17), COMPLETED, other_treatment=True),
    Family(date(2023, 10, 9), date(2024, 8, 30), COMPLETED, violence_goes_on=True),
    Family(date(2024, 1, 22), date(2024, 10, 25), COMPLETED),
    Family(date(2024, 3, 4), date(2024, 11, 22), COMPLETED),
)


def books() -> Iterator[Book]:
    """The fifteen families, as a workbook for each table."""
    book = Book(
        "dialog-mod-vold",
        [
            "8 families admitted by August 2022; 15 in all, 11 completed and 4 broken off",
            "violence ceased in 9 of the 11 that completed; no stay at a crisis centre",
            "no other family treatment for 7 of the 9 followed up for a year from the start",
            "230 thousand kroner to the Council in 2023 and again in 2024 at the assumed prices",
        ],
        form="xlsx",
    )
    for number, family in enumerate(FAMILIES, start=1):
        _family(book, f"dmv-{number:02d}", family)
    book.cover(date(2021, 5, 1), date(2025, 1, 1), "crisis-centre", "family-treatment")
    drawn(book, {2021: 506, 2022: 474, 2023: 803}, "dsi")
    yield book


def _family(book: Book, unit: str, family: Family) -> None:
    book.enrol(unit, family.began, until=family.ended, left=family.how)
    if family.how == COMPLETED:
        book.cover(family.ended, family.ended + timedelta(days=35), "violence", unit=unit)
    if family.violence_goes_on:
        book.event("violence", unit, family.ended + timedelta(days=12))
    if family.other_treatment:
        first = family.began + timedelta(days=150)
        book.spell("family-treatment", unit, first, first + timedelta(days=90))
