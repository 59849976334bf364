"""Intake against plan: how many have come, how many should have, and how many are expected in the end."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Any

from bundlinje.charts import axes, lettering
from bundlinje.charts.canvas import Canvas, Label, Row
from bundlinje.charts.chart import Chart
from bundlinje.charts.checks import intake_problems, refuse
from bundlinje.charts.data import Intake
from bundlinje.charts.page import KeyEntry, Margins, Sign, Words, page
from bundlinje.charts.palette import BLUE, BLUE_EDGE, BLUE_MOST, FLAT, INK, WIDE, Size
from bundlinje.charts.scales import Scale, Unit, close, nice
from bundlinje.charts.telling import Telling, code
from bundlinje.report.table import Cell, Count, Table
from bundlinje.report.table import Row as TableRow
from bundlinje.words.numbers import Language

_HEIGHT = Fraction(3, 4)
"""A picture of one message: lower than those that tell a decade."""


def intake(data: Intake, language: Language = "da", size: Size = WIDE) -> Chart:
    """Units admitted, summed up over time, beside the plan. Times out of order or sums that fall raise `Refused`."""
    refuse(intake_problems(data))
    tell = Telling(language)
    across, up = _scales(data, size)
    said = _said(data, tell)
    what = tell.what(data.about, tell.unit(Unit.COUNT), tell.years(across))
    words = Words(tell.title(data.about, said), what, tell.notes(data.about), tuple(_key(data, tell)))
    years = tell.say("desc.years", years=tell.years(across))
    description = tell.description(said, what, years, tell.say("desc.upright", **tell.range(up, Unit.COUNT)))
    return Chart(words.title, description, intake_table(data), language, partial(_draw, data, language, size, words))


def _said(data: Intake, tell: Telling) -> str:
    planned = data.plan[-1][1]
    if not data.came:
        return tell.say("intake.ahead", planned=planned)
    came = data.came[-1][1]
    if data.expected is None or data.expected[0] == data.expected[2]:
        return tell.say("intake.came", came=came, planned=planned)
    low, middle, high = data.expected
    return tell.say("intake.expected", came=came, planned=planned, low=low, middle=middle, high=high)


def _scales(data: Intake, size: Size) -> tuple[Scale, Scale]:
    times = [time for time, _ in (*data.plan, *data.came)]
    counts = [count for _, count in (*data.plan, *data.came)] + list(data.expected or ())
    first, last = int(min(times)), -int(-max(times) // 1)
    return close((first, max(last, first + 1)), 5 if size.narrow else 12), nice(counts, Unit.COUNT)


def _key(data: Intake, tell: Telling) -> Iterator[KeyEntry]:
    if data.came:
        yield KeyEntry(Sign.LINE, BLUE, tell.say("key.came"))
    yield KeyEntry(Sign.DASHES, FLAT, tell.say("key.plan"))
    if data.expected:
        yield KeyEntry(Sign.FIELD, BLUE_MOST, tell.say("key.expected"), BLUE_EDGE)


def _draw(data: Intake, language: Language, size: Size, words: Words) -> dict[str, Any]:
    across, up = _scales(data, size)
    ends = list(_ends(data, Telling(language)))
    right = lettering.widest([text for _, text, _ in ends], size.text, bold=True) + 12
    margins = Margins(axes.left_room(up, Unit.COUNT, size, language), right, 8, axes.BELOW)
    canvas = Canvas(page(size, words, margins, float(size.plot_height * _HEIGHT)), across, up)
    canvas.grid()
    _band(canvas, data)
    canvas.zero()
    canvas.line(_rows(data.plan), FLAT, 1.75, dashed=True)
    canvas.points(_rows(data.plan[-1:]), FLAT, size=45, hollow=True)
    canvas.line(_rows(data.came), BLUE, 2.5)
    canvas.points(_rows(data.came[-1:]), BLUE, size=45)
    axes.upright(canvas, Unit.COUNT, language)
    axes.years(canvas)
    canvas.labels(list(_labels(canvas, ends)))
    return canvas.finished()


def _rows(points: tuple[tuple[Fraction, int], ...]) -> list[Row]:
    return [{"x": time, "y": count} for time, count in points]


def _band(canvas: Canvas, data: Intake) -> None:
    """From those who have come to those who are expected in the end."""
    if data.expected is None or not data.came:
        return
    (time, came), (low, _, high), end = data.came[-1], data.expected, canvas.x.high
    canvas.area([{"x": time, "y": came, "y2": came}, {"x": end, "y": low, "y2": high}], BLUE_MOST)
    for edge in (low, high):
        canvas.line([{"x": time, "y": came}, {"x": end, "y": edge}], BLUE_EDGE, 1)


def _ends(data: Intake, tell: Telling) -> Iterator[tuple[int, str, str]]:
    yield data.plan[-1][1], tell.say("intake.plan_end", count=data.plan[-1][1]), FLAT
    if data.expected and data.came:
        yield data.expected[1], tell.say("intake.expected_end", count=data.expected[1]), INK
    elif data.came:
        yield data.came[-1][1], tell.say("intake.came_end", count=data.came[-1][1]), BLUE


def _labels(canvas: Canvas, ends: list[tuple[int, str, str]]) -> Iterator[Label]:
    """What each line ends at, beside the field, none over another."""
    height = canvas.page.field_height
    wanted = [(1 - canvas.y.part(count)) * height for count, _, _ in ends]
    places = lettering.apart(wanted, canvas.page.size.text * 1.3, 0, height)
    for (count, text, colour), at, place in zip(ends, wanted, places, strict=True):
        yield Label(canvas.x.high, count, (text,), colour, bold=True, dx=8, dy=place - at)


def intake_table(data: Intake) -> Table:
    """Plan and actual, period by period and in all."""
    names = ("heading.period", "heading.planned", "heading.came", "heading.difference")
    rows = [TableRow(one.label, _counts(one.planned, one.came)) for one in data.periods]
    known = [one for one in data.periods if one.came is not None]
    if known and len(data.periods) > 1:
        in_all = sum(one.planned for one in known), sum(one.came or 0 for one in known)
        rows.append(TableRow(code("intake.so_far"), _counts(*in_all)))
    return Table(data.about.what, tuple(code(name) for name in names), tuple(rows), data.about.notes)


def _counts(planned: int, came: int | None) -> tuple[Cell, ...]:
    if came is None:
        return Count(planned), code("intake.to_come"), None
    return Count(planned), Count(came), Count(came - planned)
