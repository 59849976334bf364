"""What cannot be drawn is refused, all of it at once, before anything is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from bundlinje.charts.data import Acceptability, Bars, Curve, Fan, Histogram, Intake, Outcomes, Share, SideBySide
from bundlinje.charts.palette import SERIES
from bundlinje.problems import Place, Problem, Refused, error

MOST_BESIDE = 3
"""Lines beside a fan, each with a dash and a mark of its own."""


def refuse(problems: Iterable[Problem]) -> None:
    """Raise `Refused` with every problem, if there is any."""
    if found := list(problems):
        raise Refused(found)


def not_empty(things: Iterable[object], path: str) -> Iterator[Problem]:
    """A chart of nothing says nothing."""
    if not list(things):
        yield error("charts.empty", Place(path=path))


def few_enough(things: Iterable[object], path: str, most: int = len(SERIES)) -> Iterator[Problem]:
    """No more series than can be told apart."""
    if (how_many := len(list(things))) > most:
        yield error("charts.too_many", Place(path=path), count=how_many, most=most)


def chance(share: Share | None, path: str) -> Iterator[Problem]:
    """A chance lies between none and all."""
    if share is not None and not 0 <= share <= 1:
        yield error("charts.no_chance", Place(path=path), share=str(share))


def rising(values: Iterable[Share | None], path: str, once: bool = False) -> Iterator[Problem]:
    """Values that must not fall, such as percentiles; or (`once`) must rise, such as years. Unknown is no value."""
    known = [value for value in values if value is not None]
    if any(then < now or (once and then == now) for now, then in pairwise(known)):
        yield error("charts.not_rising", Place(path=path), values=", ".join(map(str, known)))


def fan_problems(data: Fan) -> Iterator[Problem]:
    """What is wrong with a fan."""
    yield from not_empty(data.years, "years")
    yield from few_enough(data.beside, "beside", MOST_BESIDE)
    yield from rising([year for year, _ in data.known] + [year.year for year in data.years], "years", once=True)
    for year in data.years:
        yield from rising((year.p10, year.p25, year.p50, year.p75, year.p90), f"years.{year.year}")
        yield from chance(year.below_zero, f"years.{year.year}.below_zero")
    if data.lasting is not None:
        yield from chance(data.lasting[1], "lasting")


def bars_problems(data: Bars) -> Iterator[Problem]:
    """What is wrong with bars by year and payer."""
    yield from not_empty(data.years, "years")
    yield from not_empty(data.payers, "payers")
    yield from few_enough(data.payers, "payers")
    yield from rising(data.years, "years", once=True)
    for number, payer in enumerate(data.payers):
        if len(payer.ore) != len(data.years):
            yield error("charts.uneven", Place(path=f"payers[{number}]"), count=len(payer.ore), years=len(data.years))


def interval_problems(data: SideBySide) -> Iterator[Problem]:
    """What is wrong with intervals side by side."""
    yield from not_empty(data.intervals, "intervals")
    for number, one in enumerate(data.intervals):
        yield from rising((one.p10, one.p25, one.p75, one.p90), f"intervals[{number}]")


def acceptability_problems(data: Acceptability) -> Iterator[Problem]:
    """What is wrong with curves of chances."""
    yield from not_empty(data.curves, "curves")
    yield from few_enough(data.curves, "curves")
    for number, curve in enumerate(data.curves):
        yield from not_empty(curve.points, f"curves[{number}]")
        yield from rising([price for price, _ in curve.points], f"curves[{number}]", once=True)
        for price, share in curve.points:
            yield from chance(share, f"curves[{number}].{price}")


def histogram_problems(data: Histogram) -> Iterator[Problem]:
    """What is wrong with the bins of a histogram."""
    yield from not_empty([one for one in data.bins if one.draws > 0], "bins")
    yield from rising([edge for one in data.bins for edge in (one.low, one.high)], "bins")
    yield from chance(data.whole, "whole")


def curve_problems(curves: Sequence[Curve]) -> Iterator[Problem]:
    """What is wrong with curves through years."""
    yield from not_empty(curves, "curves")
    yield from few_enough(curves, "curves")
    for number, curve in enumerate(curves):
        yield from not_empty(curve.points, f"curves[{number}]")
        yield from rising([year for year, _ in curve.points], f"curves[{number}]", once=True)


def intake_problems(data: Intake) -> Iterator[Problem]:
    """What is wrong with an intake."""
    yield from not_empty(data.periods, "periods")
    yield from not_empty(data.plan, "plan")
    for name, points in (("plan", data.plan), ("came", data.came)):
        yield from rising([time for time, _ in points], name)
        yield from rising([count for _, count in points], name)
    yield from rising(data.expected or (), "expected")


def outcome_problems(data: Outcomes) -> Iterator[Problem]:
    """What is wrong with results of outcomes."""
    yield from not_empty(data.rows, "rows")
    for number, row in enumerate(data.rows):
        shares = (row.low, Fraction(row.achieved, row.of) if row.of else None, row.high, row.expected)
        for share in shares:
            yield from chance(share, f"rows[{number}]")
