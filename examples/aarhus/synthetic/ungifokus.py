"""UngiFokus: two groups and their monthly transfer payments, so that the difference comes to what was received.

Aimed at: 185 in the intervention group by September 2022 and 367 by December 2024; at the follow-up of early 2023 the
difference per person times the people followed is 700 000 kr, at that of early 2024 1 665 000 kr. The size of the
control group is not public: half of the intervention group is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from synthetic.book import Book, drawn
from synthetic.draws import below, day_between, days_between, in_turn

OPENED, CLOSED = date(2021, 10, 1), date(2025, 1, 1)
WAVES = (
    (date(2022, 2, 28), 84),
    (date(2022, 9, 1), 185),
    (date(2023, 2, 28), 216),
    (date(2024, 2, 29), 302),
    (date(2024, 12, 15), 367),
)
"""How many have come into the intervention group by a day; half as many into the control group."""
FINISHED = (date(2022, 8, 31), 57)
RATES = (6_900, 7_450, 9_800, 11_600)
"""Invented monthly payments, kr."""


@dataclass(frozen=True)
class Year:
    """The year before a follow-up, from its first day until the first after it, and what the difference comes to."""

    first: date
    end: date
    saving: int


YEARS = (Year(date(2022, 3, 1), date(2023, 3, 1), 700_000), Year(date(2023, 3, 1), date(2024, 3, 1), 1_665_000))


def books() -> Iterator[Book]:
    """Both groups, in Parquet as a register would deliver them."""
    book = Book(
        "ungifokus",
        [
            "185 young people by September 2022, 57 of them finished, and 367 by December 2024",
            "transfer payments that differ by 700 000 kr at the follow-up of 2023 and by 1 665 000 kr at that of 2024",
            "a control group half as large, which is assumed",
        ],
        form="parquet",
    )
    treated, control = _group("ung", 1), _group("ung-k", 2)
    for group, units in (("intervention", treated), ("control", control)):
        for number, (unit, day) in enumerate(units.items()):
            _enrol(book, unit, day, group, number)
    paid = {unit: _payments(unit, day) for unit, day in {**treated, **control}.items()}
    for year in YEARS:
        _settle_difference(paid, _followed(treated, year), _followed(control, year), year)
    for unit, months in paid.items():
        for day, kroner in months.items():
            book.event("transfer", unit, day, kroner)
        _other_services(book, unit, {**treated, **control}[unit])
    book.cover(OPENED, CLOSED, "transfer", "other-service")
    drawn(book, {2021: 900, 2022: 3600, 2023: 3600, 2024: 3600}, month=10)
    yield book


def _group(prefix: str, part: int) -> dict[str, date]:
    days: list[date] = []
    first = OPENED
    for last, total in WAVES:
        days += days_between(first, last, (total + part - 1) // part - len(days), prefix, last)
        first = last + timedelta(days=1)
    return {f"{prefix}-{number:03d}": day for number, day in enumerate(days, start=1)}


def _enrol(book: Book, unit: str, day: date, group: str, number: int) -> None:
    finished_by, how_many = FINISHED
    if group == "intervention" and number < how_many:
        until = day_between(max(day + timedelta(days=120), date(2022, 3, 15)), finished_by, "finishes", unit)
        book.enrol(unit, day, group=group, until=until, left="completed")
    else:
        book.enrol(unit, day, group=group)


def _payments(unit: str, joined: date) -> dict[date, int]:
    """What was paid at the end of each month from the one a unit joined in, in months it is on support."""
    rate = in_turn(RATES, below(len(RATES), "rate", unit))
    on_support = 7 if unit.startswith("ung-k") else 6
    return {
        day: rate + 10 * below(40, "month", unit, day)
        for day in _month_ends(joined)
        if below(10, "support", unit, day) < on_support
    }


def _month_ends(joined: date) -> Iterator[date]:
    year, month = joined.year, joined.month
    while (day := date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)) < CLOSED:
        yield day
        year, month = year + month // 12, month % 12 + 1


def _followed(units: dict[str, date], year: Year) -> list[str]:
    return [unit for unit, day in units.items() if day <= year.first]


def _settle_difference(paid: dict[str, dict[date, int]], treated: list[str], control: list[str], year: Year) -> None:
    """Move the control group's payments in a year so that the difference comes to exactly what is aimed at.

    The mean of the control group less that of the intervention group, times the people in the latter, is the saving.
    """
    spent = sum(kroner for _, _, kroner in _in_year(paid, treated, year))
    if (year.saving + spent) * len(control) % len(treated):
        unit, day, kroner = _in_year(paid, treated, year)[0]
        paid[unit][day] = kroner + len(treated) - (year.saving + spent) % len(treated)
        spent = sum(kroner for _, _, kroner in _in_year(paid, treated, year))
    rows = _in_year(paid, control, year)
    missing = (year.saving + spent) * len(control) // len(treated) - sum(kroner for _, _, kroner in rows)
    for number, (unit, day, kroner) in enumerate(rows):
        paid[unit][day] = kroner + missing // len(rows) + (number < missing % len(rows))


def _in_year(paid: dict[str, dict[date, int]], units: list[str], year: Year) -> list[tuple[str, date, int]]:
    return [(unit, day, kroner) for unit in units for day, kroner in paid[unit].items() if year.first <= day < year.end]


def _other_services(book: Book, unit: str, joined: date) -> None:
    """Now and then another municipal service, which is followed and never paid for."""
    if below(4, "service", unit) == 0:
        day = day_between(joined, date(2024, 12, 20), "service day", unit)
        book.event("other-service", unit, day, 5_000 + 500 * below(40, "service cost", unit))
