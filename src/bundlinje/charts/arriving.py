"""What the picture of an intake is drawn from: a contract's plan, and the days on which its units were admitted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import accumulate
from math import ceil

from bundlinje.charts.data import About, Intake, IntakePeriod
from bundlinje.charts.telling import code
from bundlinje.contract.amend import versions
from bundlinje.contract.model import Contract
from bundlinje.planned.intake import Batch, planned_intake
from bundlinje.words import numbers
from bundlinje.words.numbers import Language

_WHOLE_YEAR = (12, 31)


def intake_of(
    contract: Contract,
    arrived: Sequence[date],
    as_of: date,
    about: About,
    language: Language = "da",
    expected: tuple[int, int, int] | None = None,
) -> Intake:
    """Plan and actual by calendar year; `arrived` has the day each unit was first admitted, up to and with `as_of`.

    `expected` is how many come in all (P10, P50, P90); it is left out where the plan is over, or where more have come
    already than it knows of.
    A contract that does not say when or how many raises `Refused`.
    """
    plan = sorted(planned_intake(versions(contract)[-1].contract), key=lambda one: one.day)
    days = sorted(arrived)
    periods = tuple(_periods(plan, days, as_of, numbers.day(as_of, language)))
    known = [period.came for period in periods if period.came is not None]
    came = tuple(_running(_ends(plan, days, as_of), known)) if days else ()
    ahead = plan[-1].day > as_of
    knows = ahead and expected is not None and bool(came) and expected[0] >= len(days)
    return Intake(about, periods, tuple(_planned(plan)), came, expected if knows else None)


def _time(day: date) -> Fraction:
    """A day as a time told in years, from its morning."""
    first = date(day.year, 1, 1)
    return day.year + Fraction((day - first).days, (date(day.year + 1, 1, 1) - first).days)


def _planned(plan: Sequence[Batch]) -> Iterator[tuple[Fraction, int]]:
    """The plan summed up month by month, each month's units there when it ends."""
    by_month: dict[tuple[int, int], int] = {}
    for one in plan:
        month = (one.day.year, one.day.month)
        by_month[month] = by_month.get(month, 0) + one.units
    yield _time(plan[0].day), 0
    times = (year + Fraction(month, 12) for year, month in by_month)
    yield from zip(times, accumulate(by_month.values()), strict=True)


def _years(plan: Sequence[Batch], arrived: Sequence[date]) -> range:
    first = min([plan[0].day, *arrived[:1]]).year
    return range(first, max([plan[-1].day, *arrived[-1:]]).year + 1)


def _periods(plan: Sequence[Batch], arrived: Sequence[date], as_of: date, told: str) -> Iterator[IntakePeriod]:
    """Each calendar year; the one that is not over is told up to the day asked about, and its rest apart."""
    for year in _years(plan, arrived):
        ours = [one for one in plan if one.day.year == year]
        came = sum(day.year == year for day in arrived)
        if year != as_of.year or (as_of.month, as_of.day) == _WHOLE_YEAR:
            yield IntakePeriod(str(year), _units(ours), came if year <= as_of.year else None)
            continue
        by_now, later = [one for one in ours if one.day <= as_of], [one for one in ours if one.day > as_of]
        yield IntakePeriod(code("intake.until", year=str(year), day=told), _units(by_now), came)
        if later:
            yield IntakePeriod(code("intake.rest", year=str(year)), _units(later))


def _units(batches: Iterable[Batch]) -> int:
    return sum(one.units for one in batches)


def _ends(plan: Sequence[Batch], arrived: Sequence[date], as_of: date) -> Iterator[Fraction]:
    """When the periods end of which it is known who came: years, and the day asked about."""
    for year in _years(plan, arrived):
        if year <= as_of.year:
            yield min(Fraction(year + 1), _time(as_of))


def _running(ends: Iterable[Fraction], known: Sequence[int]) -> Iterator[tuple[Fraction, int]]:
    """Who came, summed up from period to period: no finer than the table tells it."""
    times = list(ends)
    yield Fraction(ceil(times[0]) - 1), 0
    yield from zip(times, accumulate(known), strict=True)
