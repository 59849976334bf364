"""Din vej i job and IPS+: people and their jobs, seen on the day of a follow-up.

Aimed at: 42 citizens and 4 in work at the follow-up of March 2024, 59 citizens in all (Din vej i job); 120 young people
(IPS+). That 12 of them are in work in March 2025 is no published result but what the budget of 2025 comes to at the
assumed price.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from synthetic.book import Book, drawn
from synthetic.draws import below, days_between, shuffled

SEEN = date(2024, 3, 31)
SEEN_PLUS = date(2025, 3, 31)


def books() -> Iterator[Book]:
    """The citizens of both agreements."""
    yield _din_vej_i_job()
    yield _ips_plus()


def _din_vej_i_job() -> Book:
    counted = ["4 of 42 in work at the first follow-up in March 2024", "59 citizens by the end of 2024"]
    book = Book("din-vej-i-job", counted)
    early = days_between(date(2023, 1, 9), date(2024, 2, 26), 42, "dvij", "early")
    late = days_between(date(2024, 4, 3), date(2024, 11, 29), 17, "dvij", "late")
    units = {f"dvij-{number:03d}": day for number, day in enumerate(early + late, start=1)}
    for unit, day in units.items():
        book.enrol(unit, day)
    order = shuffled(list(units)[:42], "dvij", "work")
    for unit in order[:4]:
        _job(book, unit, SEEN - timedelta(days=5 + below(60, "job", unit)), None)
    _job(book, order[4], date(2024, 1, 8), SEEN)
    _job(book, order[5], date(2023, 11, 6), date(2024, 2, 2))
    _job(book, order[6], SEEN + timedelta(days=1), None)
    book.cover(date(2023, 1, 1), date(2025, 1, 1), "job", "education")
    drawn(book, {2022: 123}, month=12)
    drawn(book, {2023: 1496, 2024: 1413})
    return book


def _ips_plus() -> Book:
    book = Book(
        "ips-plus",
        [
            "120 young people by the end of 2024",
            "12 in work in March 2025: no published result, but 48 thousand at 80 % effect (Tabel 2, B 2025)",
        ],
    )
    for number, day in enumerate(days_between(date(2023, 1, 16), date(2024, 12, 13), 120, "ips"), start=1):
        book.enrol(f"ips-{number:03d}", day)
    order = shuffled((f"ips-{number:03d}" for number in range(1, 121)), "ips", "work")
    for unit in order[:12]:
        _job(book, unit, SEEN_PLUS - timedelta(days=3 + below(60, "job", unit)), None)
    for unit in order[12:17]:
        _job(book, unit, date(2025, 1, 6), date(2025, 2, 17) + timedelta(days=below(40, "ends", unit)))
    book.cover(date(2023, 1, 1), date(2025, 4, 1), "job")
    drawn(book, {2023: 750, 2024: 798}, "msb")
    return book


def _job(book: Book, unit: str, first: date, end: date | None) -> None:
    """A job that began on a day; one without an end still runs."""
    book.add("spells", fact="job", unit=unit, from_=first, until=end or "open")
