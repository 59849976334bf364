"""The cumulated curve: what has come in less what has gone out, and the year in which it is earned back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any

from bundlinje.charts import axes, lettering
from bundlinje.charts.canvas import Canvas, Label, Row
from bundlinje.charts.chart import Chart
from bundlinje.charts.checks import curve_problems, refuse
from bundlinje.charts.data import Cumulated, Curve
from bundlinje.charts.over import over, room_over
from bundlinje.charts.page import KeyEntry, Margins, Sign, Words, page
from bundlinje.charts.palette import BLUE_MOST, FLAT, ORANGE_MOST, SERIES, WIDE, Size
from bundlinje.charts.scales import Scale, Unit, close, nice, unit_for
from bundlinje.charts.telling import Telling, code, money, money_heading
from bundlinje.report.table import Row as TableRow
from bundlinje.report.table import Table
from bundlinje.words.numbers import Language


def cumulated(data: Cumulated, language: Language = "da", size: Size = WIDE) -> Chart:
    """Net amounts cumulated by year. Curves without points or with years out of order raise `Refused`."""
    refuse(curve_problems(data.curves))
    tell = Telling(language)
    unit, across, up = _scales(data, size)
    said = _said(data, unit, tell)
    what = tell.what(data.about, tell.unit(unit), tell.years(across))
    words = Words(tell.title(data.about, said), what, tell.notes(data.about), tuple(_key(data, unit, size, tell)))
    years = tell.say("desc.years", years=tell.years(across))
    description = tell.description(said, what, years, tell.say("desc.upright", **tell.range(up, unit)))
    return Chart(words.title, description, cumulated_table(data), language, partial(_draw, data, language, size, words))


def _said(data: Cumulated, unit: Unit, tell: Telling) -> str:
    last, ore = data.curves[0].points[-1]
    if data.break_even is not None:
        return tell.say(
            "cumulated.title",
            what=tell.of(data.about.what),
            year=data.break_even,
            amount=tell.amount(ore, unit),
            last=last,
        )
    never = "cumulated.never" if ore < 0 else "cumulated.turns"
    return tell.say(never, what=tell.of(data.about.what), amount=tell.amount(abs(ore), unit), last=last)


def _scales(data: Cumulated, size: Size) -> tuple[Unit, Scale, Scale]:
    points = [point for curve in data.curves for point in curve.points]
    amounts = [ore for _, ore in points]
    unit = unit_for(amounts)
    return unit, close([year for year, _ in points], 5 if size.narrow else 12), nice(amounts, unit)


def _draw(data: Cumulated, language: Language, size: Size, words: Words) -> dict[str, Any]:
    tell = Telling(language)
    unit, across, up = _scales(data, size)
    ends = _ends(data, unit, size, tell)
    right = lettering.widest([line for lines in ends for line in lines], size.text, bold=True) + 12
    above = room_over(size, 0 if data.break_even is None else 1)
    margins = Margins(axes.left_room(up, unit, size, language), right, above, axes.BELOW)
    canvas = Canvas(page(size, words, margins, size.plot_height), across, up)
    _shades(canvas, data.curves[0])
    canvas.grid()
    canvas.zero()
    for curve, colour in reversed(list(zip(data.curves, SERIES, strict=False))):
        canvas.line(_rows(curve), colour, 2.5)
        canvas.points(_rows(curve)[-1:], colour)
    _mark_break_even(canvas, data, tell)
    canvas.labels(list(_end_labels(canvas, data.curves, ends)))
    axes.upright(canvas, unit, language)
    axes.years(canvas)
    return canvas.finished()


def _rows(curve: Curve) -> list[Row]:
    return [{"x": year, "y": ore} for year, ore in curve.points]


def _shades(canvas: Canvas, curve: Curve) -> None:
    """The field between the first curve and nothing: where money is out, and where it has come back."""
    points = list(_with_crossings(curve))
    canvas.area([{"x": year, "y": max(ore, 0), "y2": 0} for year, ore in points], BLUE_MOST)
    canvas.area([{"x": year, "y": min(ore, 0), "y2": 0} for year, ore in points], ORANGE_MOST)


def _with_crossings(curve: Curve) -> Iterator[tuple[Fraction, int]]:
    """The points of a curve, and those where it crosses nothing between them."""
    for (year, ore), (later, then) in pairwise(curve.points):
        yield Fraction(year), ore
        if ore * then < 0:
            yield year + (later - year) * Fraction(ore, ore - then), 0
    year, ore = curve.points[-1]
    yield Fraction(year), ore


def _mark_break_even(canvas: Canvas, data: Cumulated, tell: Telling) -> None:
    year = data.break_even
    if year is None or not canvas.x.low <= year <= canvas.x.high:
        return
    canvas.rule([{"x": year, "x2": year, "y": canvas.y.low, "y2": canvas.y.high}], FLAT, 1.25, dashed=True)
    canvas.points([{"x": year, "y": dict(data.curves[0].points).get(year, 0)}], SERIES[0], size=70, hollow=True)
    canvas.labels([over(canvas, year, tell.say("cumulated.break_even", year=year))])


def _ends(data: Cumulated, unit: Unit, size: Size, tell: Telling) -> list[tuple[str, ...]]:
    """What stands at the end of each curve: its name and last amount, or the amount alone where not all names fit."""
    amounts = [unit.label(curve.points[-1][1], tell.language) for curve in data.curves]
    room = 84 if size.narrow else 150
    names = [lettering.wrapped(tell.of(curve.label), size.text, room, bold=True) for curve in data.curves]
    named = [(*name, amount) for name, amount in zip(names, amounts, strict=True)]
    fits = len(named) * _block(named, size) <= size.plot_height
    return named if len(named) > 1 and fits else [(amount,) for amount in amounts]


def _block(ends: Sequence[tuple[str, ...]], size: Size) -> float:
    """The height that the tallest label takes, with some air."""
    return max(map(len, ends)) * size.text * lettering.LINE + 3


def _key(data: Cumulated, unit: Unit, size: Size, tell: Telling) -> Iterator[KeyEntry]:
    """The names of the curves, where they do not stand at their ends."""
    if len(data.curves) > 1 and all(len(lines) == 1 for lines in _ends(data, unit, size, tell)):
        for curve, colour in zip(data.curves, SERIES, strict=False):
            yield KeyEntry(Sign.LINE, colour, tell.of(curve.label))


def _end_labels(canvas: Canvas, curves: Sequence[Curve], ends: Sequence[tuple[str, ...]]) -> Iterator[Label]:
    """What stands at the end of each curve, none over another."""
    height, block = canvas.page.field_height, _block(ends, canvas.page.size)
    lasts = [curve.points[-1][1] for curve in curves]
    wanted = [(1 - canvas.y.part(ore)) * height for ore in lasts]
    places = lettering.apart(wanted, block, block / 2, height - block / 2)
    for ore, lines, at, place, colour in zip(lasts, ends, wanted, places, SERIES, strict=False):
        yield Label(canvas.x.high, ore, lines, colour, bold=True, dx=10, dy=place - at)


def cumulated_table(data: Cumulated) -> Table:
    """The numbers of cumulated curves: a row a year."""
    unit = unit_for([ore for curve in data.curves for _, ore in curve.points])
    years = sorted({year for curve in data.curves for year, _ in curve.points})
    by_year = [dict(curve.points) for curve in data.curves]
    headings = (code("heading.year"), *(money_heading(curve.label, unit) for curve in data.curves))
    shown = [
        TableRow(str(year), tuple(money(points[year], unit) if year in points else None for points in by_year))
        for year in years
    ]
    notes = (*data.about.notes, *([code("cumulated.break_even", year=str(data.break_even))] if data.break_even else []))
    return Table(data.about.what, headings, tuple(shown), notes)
