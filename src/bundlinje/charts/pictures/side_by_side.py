"""Ways of looking ahead side by side: a flat share, a mixture and what has been learnt, each with its uncertainty."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Any

from bundlinje.charts import axes, lettering
from bundlinje.charts.canvas import Canvas, Label
from bundlinje.charts.chart import Chart
from bundlinje.charts.checks import interval_problems, refuse
from bundlinje.charts.data import Interval, SideBySide
from bundlinje.charts.over import over, room_over
from bundlinje.charts.page import KeyEntry, Margins, Sign, Words, page
from bundlinje.charts.palette import BLUE, BLUE_EDGE, BLUE_HALF, BLUE_MOST, FLAT, WIDE, Size
from bundlinje.charts.rows import Rows, rows
from bundlinje.charts.scales import Scale, Unit, nice, unit_for
from bundlinje.charts.telling import Telling, code, money, money_heading
from bundlinje.money import round_half_away
from bundlinje.report.table import Cell, Percent, Table
from bundlinje.report.table import Row as TableRow
from bundlinje.words.numbers import Language

_EDGES = ("p10", "p25", "p75", "p90")


def side_by_side(data: SideBySide, language: Language = "da", size: Size = WIDE) -> Chart:
    """One number seen in several ways. No way at all, or percentiles that fall, raise `Refused`."""
    refuse(interval_problems(data))
    tell = Telling(language)
    unit, across = _scales(data)
    said = _said(data, unit, tell)
    what = tell.what(data.about, "" if data.shares else tell.unit(unit))
    words = Words(tell.title(data.about, said), what, tell.notes(data.about), tuple(_key(data, tell)))
    description = tell.description(said, what, tell.say("desc.level", **tell.range(across, unit)))
    return Chart(words.title, description, side_table(data), language, partial(_draw, data, language, size, words))


def _said(data: SideBySide, unit: Unit, tell: Telling) -> str:
    first, last = data.intervals[0], data.intervals[-1]
    told = {"what": tell.of(data.about.what), "first": _value(first.middle, unit, tell)}
    if len(data.intervals) == 1:
        return tell.say("side.title_one", **told)
    labels = {"first_label": tell.of(first.label), "last_label": tell.of(last.label)}
    return tell.say("side.title", last=_value(last.middle, unit, tell), **labels, **told)


def _value(value: int | Fraction, unit: Unit, tell: Telling) -> str:
    if unit is Unit.SHARE:
        return unit.label(value, tell.language)
    return tell.amount(round_half_away(Fraction(value)), unit)


def _values(data: SideBySide) -> Iterator[int | Fraction]:
    for one in data.intervals:
        yield one.middle
        yield from (value for name in _EDGES if (value := getattr(one, name)) is not None)
    yield from (value for _, value in data.against)


def _scales(data: SideBySide) -> tuple[Unit, Scale]:
    values = list(_values(data))
    unit = Unit.SHARE if data.shares else unit_for([round_half_away(Fraction(value)) for value in values])
    return unit, nice(values, unit)


def _key(data: SideBySide, tell: Telling) -> Iterator[KeyEntry]:
    if any(one.p10 is not None for one in data.intervals):
        yield KeyEntry(Sign.DOT, BLUE, tell.say("key.point"))
    if any(one.p25 is not None for one in data.intervals):
        yield KeyEntry(Sign.FIELD, BLUE_HALF, tell.say("key.half"), BLUE_EDGE)
    if any(one.p10 is not None for one in data.intervals):
        yield KeyEntry(Sign.FIELD, BLUE_MOST, tell.say("key.most"), BLUE_EDGE)


def _told(one: Interval, unit: Unit, tell: Telling) -> str:
    """What stands under a label: the middle, and how far it may be off."""
    middle = unit.label(one.middle, tell.language)
    if one.p10 is None or one.p90 is None:
        return tell.say("side.certain", middle=middle)
    return tell.say(
        "side.range", middle=middle, low=unit.label(one.p10, tell.language), high=unit.label(one.p90, tell.language)
    )


def _draw(data: SideBySide, language: Language, size: Size, words: Words) -> dict[str, Any]:
    tell = Telling(language)
    unit, across = _scales(data)
    laid = rows(size, [(tell.of(one.label), _told(one, unit, tell)) for one in data.intervals])
    above = room_over(size, len(data.against))
    first, last = (lettering.width(unit.tick(across.ticks[n], language), size.text) / 2 for n in (0, -1))
    margins = Margins(max(laid.left_room + 10, first), last, above, axes.BELOW)
    canvas = Canvas(page(size, words, margins, laid.height), across, laid.scale)
    canvas.grid(across=True)
    _bars(canvas, data, laid)
    for n, (label, value) in enumerate(data.against):
        canvas.labels([_against(canvas, tell.of(label), value, unit, tell, len(data.against) - 1 - n)])
        up = (len(data.against) - 1 - n) * size.text * lettering.LINE
        canvas.rule([{"x": value, "x2": value, "y": -up, "y2": laid.height}], FLAT, 1.5, dashed=True)
    laid.draw_labels(canvas)
    _middles(canvas, data, laid)
    axes.level(canvas, unit, language)
    return canvas.finished()


def _bars(canvas: Canvas, data: SideBySide, laid: Rows) -> None:
    for low, high, colour, thick in (("p10", "p90", BLUE_MOST, 12), ("p25", "p75", BLUE_HALF, 18)):
        ends = [(n, getattr(one, low), getattr(one, high)) for n, one in enumerate(data.intervals)]
        drawn = [laid.bar(n, left, right, thick) for n, left, right in ends if left is not None and right is not None]
        canvas.boxes(drawn, colour, BLUE_EDGE)


def _middles(canvas: Canvas, data: SideBySide, laid: Rows) -> None:
    """A filled mark where uncertainty is told, a hollow one where nothing is said of it."""
    for certain in (False, True):
        shown = [(n, one) for n, one in enumerate(data.intervals) if (one.p10 is None) is certain]
        places = [{"x": one.middle, "y": laid.middle(n)} for n, one in shown]
        canvas.points(places, BLUE, "diamond" if certain else "circle", 90, hollow=certain)


def _against(canvas: Canvas, label: str, value: int | Fraction, unit: Unit, tell: Telling, lines_up: int) -> Label:
    told, size = _value(value, unit, tell), canvas.page.size
    room = size.inner - lettering.width(f": {told}", size.text, bold=True)
    name = lettering.shortened(label, size.text, room, bold=True)
    return over(canvas, Fraction(value), tell.say("side.against", label=name, value=told), lines_up)


def side_table(data: SideBySide) -> Table:
    """The numbers of the ways of looking ahead, then the lines they are held against."""
    unit, _ = _scales(data)
    names = (code("heading.middle"), "P10", "P25", "P75", "P90")
    headings = (code("heading.view"), *(name if data.shares else money_heading(name, unit) for name in names))
    shown = [
        TableRow(one.label, tuple(_cell(getattr(one, name), unit) for name in ("middle", *_EDGES)))
        for one in data.intervals
    ]
    lines = [TableRow(label, (_cell(value, unit), None, None, None, None)) for label, value in data.against]
    return Table(data.about.what, headings, (*shown, *lines), data.about.notes)


def _cell(value: int | Fraction | None, unit: Unit) -> Cell:
    if value is None:
        return None
    return Percent(Fraction(value)) if unit is Unit.SHARE else money(round_half_away(Fraction(value)), unit)
