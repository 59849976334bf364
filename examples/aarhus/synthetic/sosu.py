"""Flere kloge hænder: the students of a school and who broke off within six months.

Aimed at: 1 475 students admitted from May 2023 to June 2024, 83 of whom broke off within six months of admission; more
broke off later, one of them on the very day that six months had passed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from synthetic.book import Book, drawn
from synthetic.draws import below, in_turn, shuffled

ADMISSIONS = (
    date(2023, 5, 1), date(2023, 8, 14), date(2023, 10, 2), date(2024, 1, 15), date(2024, 4, 8), date(2024, 6, 30),
)  # fmt: skip
STUDENTS, BROKE_OFF, LATER = 1_475, 83, 41
PROGRAMMES = 8
READ_UNTIL = date(2025, 1, 1)


def books() -> Iterator[Book]:
    """All students."""
    book = Book(
        "flere-kloge-haender",
        [
            "83 of 1 475 students broke off within six months of admission, 110 fewer than with the baseline's 193",
            "3 631 thousand kroner to the Council in 2024 at the derived price",
        ],
    )
    units = {f"sosu-{number:04d}": _admitted(number) for number in range(1, STUDENTS + 1)}
    left = _broke_off(units)
    for number, (unit, day) in enumerate(units.items()):
        programme = f"programme-{1 + below(PROGRAMMES, 'programme', number)}"
        book.enrol(unit, day, segment=programme, until=left.get(unit), left="dropped" if unit in left else None)
    for unit, day in left.items():
        book.event("dropout", unit, day)
    book.cover(date(2023, 5, 1), READ_UNTIL, "dropout")
    drawn(book, {2023: 1718, 2024: 1372})
    yield book


def _admitted(number: int) -> date:
    return in_turn(ADMISSIONS, below(len(ADMISSIONS), "admitted", number))


def _broke_off(units: dict[str, date]) -> dict[str, date]:
    order = shuffled(units, "breaks off")
    left = {unit: units[unit] + timedelta(days=5 + below(170, "day", unit)) for unit in order[:BROKE_OFF]}
    old_enough = [unit for unit in order[BROKE_OFF:] if units[unit] <= date(2024, 1, 15)]
    on_the_day = next(unit for unit in old_enough if units[unit] == date(2023, 5, 1))
    left[on_the_day] = date(2023, 11, 1)
    for unit in [unit for unit in old_enough if unit != on_the_day][: LATER - 1]:
        left[unit] = units[unit] + timedelta(days=200 + below(150, "later", unit))
    return dict(sorted((unit, day) for unit, day in left.items() if day < READ_UNTIL))
