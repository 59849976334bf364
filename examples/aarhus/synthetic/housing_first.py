"""Housing First: two agreements with half-years of the project, four goals, and people who come and leave.

Aimed at: 54 in all in Hjem, Job og Helhed, 20 of them by June 2022; 32 in all in Havnen; 3 of 4 with better
self-mastery at the latest follow-up; and result payments to the Council of 45, 1 313 and 1 122 thousand kroner in 2022,
2023 and 2024 from both agreements together, at the assumed prices of the contract files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from synthetic.book import EQUAL, PRINTED, Book, draw_capital
from synthetic.draws import below, day_between, days_between, in_turn, shuffled

OPENED = date(2021, 9, 1)
STARTS = (date(2022, 3, 1), date(2022, 9, 1), date(2023, 3, 1), date(2023, 9, 1), date(2024, 3, 1), date(2024, 9, 1))
"""Where the half-years begin and, for the last, end."""

DRAWN = {2021: 1945, 2022: 3494, 2023: 3744, 2024: 630}
"""The Council's capital for both agreements, 1 000 kr (Tabel 2)."""
CAPITALS = {"hjem-job-og-helhed": 7_254_200, "havnen": 15_933_563}
"""Capital of each agreement, by which what was drawn is shared between them: that is assumed."""


@dataclass(frozen=True)
class Half:
    """What is aimed at in one half-year, among those who are there all of it."""

    home: int
    job: int
    education: int
    followed_up: int
    better: int


@dataclass(frozen=True)
class Plan:
    """What is aimed at in one agreement: arrivals before each start, leavers in each half-year, and the results."""

    contract: str
    prefix: str
    arrivals: Sequence[tuple[date, int]]
    leavers: Sequence[int]
    halves: Sequence[Half]
    reproduces: Sequence[str]


HJEM = Plan(
    "hjem-job-og-helhed",
    "hjh",
    [
        (date(2022, 2, 28), 3),
        (date(2022, 6, 30), 20),
        (date(2022, 8, 31), 24),
        (date(2023, 2, 28), 34),
        (date(2023, 8, 31), 40),
        (date(2024, 2, 29), 47),
        (date(2024, 8, 31), 54),
    ],
    [0, 2, 2, 10, 7],
    [Half(3, 0, 0, 0, 0), Half(20, 6, 4, 20, 15), Half(27, 9, 6, 27, 20), Half(22, 6, 3, 13, 9), Half(22, 6, 4, 12, 9)],
    [
        "20 young people by June 2022 and 54 in all by the end of 2024",
        "better self-mastery for 9 of the 12 followed up in the half-year before August 2024 (3 of 4)",
        "with Havnen: 45, 1 313 and 1 122 thousand kroner to the Council in 2022, 2023 and 2024 at the assumed prices",
    ],
)
HAVNEN = Plan(
    "havnen",
    "hav",
    [
        (date(2022, 2, 28), 5),
        (date(2022, 8, 31), 11),
        (date(2023, 2, 28), 17),
        (date(2023, 8, 31), 22),
        (date(2024, 2, 29), 27),
        (date(2024, 8, 31), 32),
    ],
    [0, 1, 1, 3, 4],
    [Half(5, 0, 0, 0, 0), Half(9, 0, 0, 8, 5), Half(14, 0, 0, 11, 7), Half(16, 0, 0, 9, 4), Half(16, 0, 0, 6, 2)],
    [
        "32 citizens in all by the end of 2024; progress that fluctuates and action plans that are hard to collect",
        "with Hjem, Job og Helhed: 45, 1 313 and 1 122 thousand kroner to the Council in 2022, 2023 and 2024",
    ],
)


def books() -> Iterator[Book]:
    """Hjem, Job og Helhed and Havnen."""
    for plan in (HJEM, HAVNEN):
        yield _book(plan)


def _book(plan: Plan) -> Book:
    book = Book(plan.contract, plan.reproduces)
    arrived = _arrivals(plan)
    left = _leavers(plan, arrived)
    for unit, day in arrived.items():
        gone = left.get(unit)
        book.enrol(unit, day, until=gone, left="completed" if gone else None)
        seen = day + timedelta(days=below(40, plan.contract, "start", unit))
        book.score("action-plan", unit, seen, _start(plan, unit))
    for number, half in enumerate(plan.halves):
        here = [unit for unit, day in arrived.items() if day <= STARTS[number]]
        there = [unit for unit in here if left.get(unit, date.max) >= STARTS[number + 1]]
        _half_year(book, plan, number, half, shuffled(there, plan.contract, "luck"))
    book.cover(OPENED, STARTS[-1], "shelter", "job", "su-education")
    _capital(book)
    return book


def _arrivals(plan: Plan) -> dict[str, date]:
    days: list[date] = []
    first = OPENED
    for last, total in plan.arrivals:
        days += days_between(first, last, total - len(days), plan.contract, "arrives", last)
        first = last + timedelta(days=1)
    return {f"{plan.prefix}-{number:03d}": day for number, day in enumerate(days, start=1)}


def _leavers(plan: Plan, arrived: dict[str, date]) -> dict[str, date]:
    """The ones who have been there longest leave first; each inside a half-year that then is not whole for them."""
    left: dict[str, date] = {}
    for number, count in enumerate(plan.leavers):
        here = [unit for unit, day in arrived.items() if day <= STARTS[number] and unit not in left]
        for unit in here[:count]:
            first, last = STARTS[number] + timedelta(days=20), STARTS[number + 1] - timedelta(days=1)
            left[unit] = day_between(first, last, plan.contract, "leaves", unit)
    return left


def _half_year(book: Book, plan: Plan, number: int, half: Half, there: list[str]) -> None:
    start, end = STARTS[number], STARTS[number + 1]
    homes = shuffled(there, plan.contract, "home", number)
    for place, unit in enumerate(homes):
        many = 6 + below(50, plan.contract, "nights", unit)
        nights = in_turn((0, 0, 0, 5, 0, 2), place) if place < half.home else many
        if nights:
            first = start + timedelta(days=below(100, plan.contract, "shelter", number, unit))
            book.spell("shelter", unit, first, first + timedelta(days=nights))
    for unit in there[: half.job]:
        degree = in_turn(("0.25", "0.4", "0.5", "0.8", "1"), below(5, plan.contract, "degree", unit))
        book.spell("job", unit, start, end, degree)
    for unit in there[half.job : half.job + 2]:
        book.spell("job", unit, start, end, "0.24")
    for unit in there[len(there) - half.education :]:
        book.spell("su-education", unit, start, end)
    _follow_up(book, plan, number, half, there)


def _follow_up(book: Book, plan: Plan, number: int, half: Half, there: list[str]) -> None:
    """The action plans followed up in a half-year: better than at the start for some, the same or worse for others."""
    order = shuffled(there, plan.contract, "plan", number)
    for place, unit in enumerate(order[: half.followed_up]):
        better = 1 + below(12, plan.contract, "better", number, unit)
        worse = -below(7, plan.contract, "worse", number, unit)
        day = STARTS[number] + timedelta(days=60 + below(110, plan.contract, "seen", number, unit))
        book.score("action-plan", unit, day, _start(plan, unit) + (better if place < half.better else worse))


def _start(plan: Plan, unit: str) -> int:
    """Self-mastery at the start, in tenths, from 1.8 to 3.5."""
    return 18 + below(18, plan.contract, "mastery", unit)


def _capital(book: Book) -> None:
    for year, thousands in DRAWN.items():
        both = thousands * 1000
        havnen = both * CAPITALS["havnen"] // sum(CAPITALS.values())
        kroner = havnen if book.contract == "havnen" else both - havnen
        source = f"{PRINTED}, fordelt efter kapital (antaget)"
        draw_capital(book, "raadet", date(year, 12 if year == OPENED.year else 7, 1), kroner, source)
        draw_capital(book, "dsi", date(year, 12 if year == OPENED.year else 7, 1), kroner, EQUAL)
