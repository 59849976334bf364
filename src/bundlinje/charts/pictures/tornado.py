"""The tornado: which input swings the result most, the widest swing on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from bundlinje.charts import axes, lettering
from bundlinje.charts.canvas import Canvas, Label, Row
from bundlinje.charts.chart import Chart
from bundlinje.charts.checks import not_empty, refuse
from bundlinje.charts.data import Swing, Tornado
from bundlinje.charts.over import over, room_over
from bundlinje.charts.page import KeyEntry, Margins, Sign, Words, page
from bundlinje.charts.palette import BLUE, BLUE_EDGE, BLUE_MOST, INK, WIDE, Size
from bundlinje.charts.rows import Rows, rows
from bundlinje.charts.scales import Scale, Unit, nice, unit_for
from bundlinje.charts.telling import Telling, code, money, money_heading, starred
from bundlinje.grammar.part import Mark
from bundlinje.report.table import Row as TableRow
from bundlinje.report.table import Table
from bundlinje.words.numbers import Language

_MOST = {False: 12, True: 6}
"""How many swings a chart shows, wide and narrow; its table has all."""


def tornado(data: Tornado, language: Language = "da", size: Size = WIDE) -> Chart:
    """What the result becomes at a low and a high value of each input, one at a time. No input raises `Refused`."""
    refuse(not_empty(data.swings, "swings"))
    tell = Telling(language)
    unit, across = _scales(data)
    widest = by_width(data)[0]
    amounts = {
        "low": tell.amount(min(widest.low, widest.high), unit),
        "high": tell.amount(max(widest.low, widest.high), unit),
    }
    said = tell.say("tornado.title", input=tell.of(widest.label), **amounts)
    what = tell.what(data.about, tell.unit(unit))
    words = Words(
        tell.title(data.about, said), what, tell.notes(data.about, *_notes(data, size, tell)), tuple(_key(tell))
    )
    description = tell.description(said, what, tell.say("desc.level", **tell.range(across, unit)))
    return Chart(words.title, description, tornado_table(data), language, partial(_draw, data, language, size, words))


def by_width(data: Tornado) -> list[Swing]:
    """The swings, the widest first."""
    return sorted(data.swings, key=lambda swing: -swing.width)


def _scales(data: Tornado) -> tuple[Unit, Scale]:
    amounts = [data.base, *(ore for swing in data.swings for ore in (swing.low, swing.high))]
    unit = unit_for(amounts)
    return unit, nice(amounts, unit, zero=False)


def _notes(data: Tornado, size: Size, tell: Telling) -> Iterator[str]:
    if (left_out := len(data.swings) - _MOST[size.narrow]) > 0:
        yield tell.say("note.left_out", count=left_out)
    if any(swing.mark is Mark.ASSUMED for swing in data.swings):
        yield tell.say("note.assumed")


def _key(tell: Telling) -> Iterator[KeyEntry]:
    yield KeyEntry(Sign.FIELD, BLUE_MOST, tell.say("key.low_input"), BLUE_EDGE)
    yield KeyEntry(Sign.FIELD, BLUE, tell.say("key.high_input"))


def _label(swing: Swing, tell: Telling) -> tuple[str, str]:
    low, high = tell.of(swing.low_input), tell.of(swing.high_input)
    return tell.of(swing.label, swing.mark), tell.say("tornado.input", low=low, high=high) if low and high else ""


def _draw(data: Tornado, language: Language, size: Size, words: Words) -> dict[str, Any]:
    tell = Telling(language)
    unit, across = _scales(data)
    shown = by_width(data)[: _MOST[size.narrow]]
    laid = rows(size, [_label(swing, tell) for swing in shown])
    value = lettering.widest([unit.label(ore, language) for s in shown for ore in (s.low, s.high)], size.text) + 6
    margins = Margins(laid.left_room + value, value, room_over(size), axes.BELOW)
    canvas = Canvas(page(size, words, margins, laid.height), across, laid.scale)
    canvas.grid(across=True)
    if across.low < 0 < across.high:
        canvas.zero(across=True)
    _bars(canvas, laid, shown, data)
    canvas.rule([{"x": data.base, "x2": data.base, "y": 0, "y2": laid.height}], INK, 1.5)
    canvas.labels([over(canvas, data.base, tell.say("tornado.base", amount=tell.amount(data.base, unit)))])
    canvas.labels(
        [label for n, swing in enumerate(shown) for label in _ends(laid, n, swing, data, unit, language)], covering=True
    )
    laid.draw_labels(canvas)
    axes.level(canvas, unit, language)
    return canvas.finished()


def _bars(canvas: Canvas, laid: Rows, shown: Sequence[Swing], data: Tornado) -> None:
    low: list[Row] = [laid.bar(n, data.base, swing.low) for n, swing in enumerate(shown)]
    high: list[Row] = [laid.bar(n, data.base, swing.high) for n, swing in enumerate(shown)]
    canvas.boxes(high, BLUE)
    canvas.boxes(low, BLUE_MOST, BLUE_EDGE)


def _ends(laid: Rows, n: int, swing: Swing, data: Tornado, unit: Unit, language: Language) -> Iterator[Label]:
    left, right = min(swing.low, swing.high), max(swing.low, swing.high)
    y = laid.middle(n)
    yield Label(min(left, data.base), y, (unit.label(left, language),), align="right", dx=-5)
    yield Label(max(right, data.base), y, (unit.label(right, language),), dx=5)


def tornado_table(data: Tornado) -> Table:
    """The numbers of a tornado, the widest swing first."""
    unit, _ = _scales(data)
    results = (code("heading.result_low"), code("heading.result_high"), code("heading.swing"))
    inputs = (code("heading.low_input"), code("heading.high_input"))
    headings = (code("heading.input"), *inputs, *(money_heading(heading, unit) for heading in results))
    shown = [
        TableRow(
            starred(swing.label, swing.mark),
            (swing.low_input, swing.high_input, *(money(ore, unit) for ore in (swing.low, swing.high, swing.width))),
        )
        for swing in by_width(data)
    ]
    expected = TableRow(
        code("row.expected"), (None, None, money(data.base, unit), money(data.base, unit), money(0, unit))
    )
    notes = (*data.about.notes, *([code("note.assumed")] if any(s.mark is Mark.ASSUMED for s in data.swings) else []))
    return Table(data.about.what, headings, (expected, *shown), notes, text_columns=(0, 1, 2))
