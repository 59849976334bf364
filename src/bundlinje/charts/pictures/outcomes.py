"""What came of each outcome and how sure that is, beside what was expected: filled mark, interval, hollow mark."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Any

from bundlinje.charts import axes, lettering
from bundlinje.charts.canvas import Canvas, Row
from bundlinje.charts.chart import Chart
from bundlinje.charts.checks import outcome_problems, refuse
from bundlinje.charts.data import Outcome, Outcomes, Share
from bundlinje.charts.page import KeyEntry, Margins, Sign, Words, page
from bundlinje.charts.palette import BLUE, BLUE_EDGE, BLUE_MOST, INK, WIDE, Size
from bundlinje.charts.rows import Rows, rows
from bundlinje.charts.scales import Scale, Unit
from bundlinje.charts.telling import Telling, code, percent
from bundlinje.report.table import Cell, Points, Table
from bundlinje.report.table import Row as TableRow
from bundlinje.words.numbers import Language

_WHOLE = Scale(Fraction(0), Fraction(1), tuple(Fraction(n, 5) for n in range(6)))
"""Shares are shown on the whole of their scale: a part of it would make a small difference large."""

_HEADINGS = (
    "heading.outcome",
    "heading.measured",
    "heading.result",
    "heading.interval",
    "heading.agreed",
    "heading.deviation",
)


def outcomes(data: Outcomes, language: Language = "da", size: Size = WIDE) -> Chart:
    """Results beside what was expected. None at all, or what is no share, raises `Refused`."""
    refuse(outcome_problems(data))
    tell = Telling(language)
    said = _said(data, tell)
    what = tell.what(data.about, "")
    words = Words(tell.title(data.about, said), what, tell.notes(data.about), tuple(_key(data, tell)))
    description = tell.description(said, what, tell.say("desc.level", **tell.range(_WHOLE, Unit.SHARE)))
    return Chart(words.title, description, outcome_table(data), language, partial(_draw, data, language, size, words))


def _said(data: Outcomes, tell: Telling) -> str:
    held = [row for row in data.rows if row.shown is not None and row.expected is not None]
    if not held:
        return tell.say("outcomes.waits")
    reached = sum((row.shown or 0) >= Fraction(row.expected or 0) for row in held)
    return tell.say("outcomes.reached", reached=reached, count=len(held))


def _key(data: Outcomes, tell: Telling) -> Iterator[KeyEntry]:
    if any(row.shown is not None for row in data.rows):
        yield KeyEntry(Sign.DOT, BLUE, tell.say("key.measured"))
    if any(True for _ in _certain(data)):
        yield KeyEntry(Sign.FIELD, BLUE_MOST, tell.say("key.interval"), BLUE_EDGE)
    if any(row.expected is not None for row in data.rows):
        yield KeyEntry(Sign.HOLLOW, INK, tell.say("key.agreed"))


def _told(row: Outcome, tell: Telling) -> str:
    return tell.of(_counts(row))


def _counts(row: Outcome) -> Cell:
    if row.hidden:
        return code("outcomes.hidden")
    if not row.of:
        return code("outcomes.not_measured")
    return code("outcomes.of", achieved=str(row.achieved), of=str(row.of))


def _certain(data: Outcomes) -> Iterator[tuple[int, Share, Share]]:
    """The interval of every row that shows one, by its number."""
    for n, row in enumerate(data.rows):
        if row.shown is not None and row.low is not None and row.high is not None:
            yield n, row.low, row.high


def _draw(data: Outcomes, language: Language, size: Size, words: Words) -> dict[str, Any]:
    tell = Telling(language)
    laid = rows(size, [(tell.of(row.label), _told(row, tell)) for row in data.rows])
    last = lettering.width(Unit.SHARE.tick(_WHOLE.high, language), size.text) / 2
    first = lettering.width(Unit.SHARE.tick(_WHOLE.low, language), size.text) / 2
    margins = Margins(max(laid.left_room + 10, first), last, 8, axes.BELOW)
    canvas = Canvas(page(size, words, margins, laid.height), _WHOLE, laid.scale)
    canvas.grid(across=True)
    canvas.boxes([laid.bar(n, low, high, 12) for n, low, high in _certain(data)], BLUE_MOST, BLUE_EDGE)
    laid.draw_labels(canvas)
    canvas.points(list(_expected(data, laid)), INK, "diamond", 95, hollow=True)
    canvas.points(list(_measured(data, laid)), BLUE, "circle", 90)
    axes.level(canvas, Unit.SHARE, language)
    return canvas.finished()


def _expected(data: Outcomes, laid: Rows) -> Iterator[Row]:
    for n, row in enumerate(data.rows):
        if row.expected is not None:
            yield {"x": row.expected, "y": laid.middle(n)}


def _measured(data: Outcomes, laid: Rows) -> Iterator[Row]:
    for n, row in enumerate(data.rows):
        if row.shown is not None:
            yield {"x": row.shown, "y": laid.middle(n)}


def outcome_table(data: Outcomes) -> Table:
    """The results in numbers: achieved of measured, the share, its interval, what was expected, and the difference."""
    shown = tuple(TableRow(row.label, _cells(row)) for row in data.rows)
    return Table(
        data.about.what, tuple(code(name) for name in _HEADINGS), shown, data.about.notes, text_columns=(0, 1, 3)
    )


def _cells(row: Outcome) -> tuple[Cell, ...]:
    agreed, share = percent(row.expected), row.shown
    if share is None:
        return _counts(row), None, None, agreed, None
    between = None if row.low is None else code("outcomes.interval", low=percent(row.low), high=percent(row.high))
    off = None if row.expected is None else Points(share - Fraction(row.expected))
    return _counts(row), percent(share), between, agreed, off
