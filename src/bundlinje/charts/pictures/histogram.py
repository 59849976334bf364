"""The histogram: how often which total repayment was drawn, and how much of it covers the capital."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Any

from bundlinje.charts import axes, lettering
from bundlinje.charts.canvas import Canvas, Row, span
from bundlinje.charts.chart import Chart
from bundlinje.charts.checks import histogram_problems, refuse
from bundlinje.charts.data import Bin, Histogram
from bundlinje.charts.over import over, room_over
from bundlinje.charts.page import KeyEntry, Margins, Sign, Words, page
from bundlinje.charts.palette import BLUE, INK, ORANGE, PAPER, WIDE, Size
from bundlinje.charts.scales import Scale, Unit, nice, unit_for
from bundlinje.charts.telling import Telling, code, money, money_heading, percent
from bundlinje.report.table import Count, Table
from bundlinje.report.table import Row as TableRow
from bundlinje.words.numbers import Language, whole


def histogram(data: Histogram, language: Language = "da", size: Size = WIDE) -> Chart:
    """How often which total was drawn. Bins that hold nothing or overlap raise `Refused`."""
    refuse(histogram_problems(data))
    tell = Telling(language)
    unit, across, up = _scales(data)
    said = tell.say("histogram.title", share=tell.share(data.whole))
    draws = whole(_draws(data), language)
    what = tell.say("histogram.what", what=tell.of(data.about.what), unit=tell.unit(unit), draws=draws)
    words = Words(tell.title(data.about, said), what, tell.notes(data.about), tuple(_key(data, tell)))
    told = (tell.say("desc.level", **tell.range(across, unit)), tell.say("desc.upright", **tell.range(up, Unit.SHARE)))
    description = tell.description(said, what, *told)
    return Chart(words.title, description, histogram_table(data), language, partial(_draw, data, language, size, words))


def _draws(data: Histogram) -> int:
    return sum(one.draws for one in data.bins)


def _scales(data: Histogram) -> tuple[Unit, Scale, Scale]:
    edges = [data.bins[0].low, data.bins[-1].high, data.capital]
    unit = unit_for(edges)
    shares = [Fraction(one.draws, _draws(data)) for one in data.bins]
    return unit, nice(edges, unit, zero=False), nice(shares, Unit.SHARE, about=4)


def _key(data: Histogram, tell: Telling) -> Iterator[KeyEntry]:
    if data.bins[0].low < data.capital:
        yield KeyEntry(Sign.FIELD, ORANGE, tell.say("key.short"))
    if data.bins[-1].high > data.capital:
        yield KeyEntry(Sign.FIELD, BLUE, tell.say("key.whole"))


def _draw(data: Histogram, language: Language, size: Size, words: Words) -> dict[str, Any]:
    tell = Telling(language)
    unit, across, up = _scales(data)
    right = lettering.width(unit.tick(across.ticks[-1], language), size.text) / 2
    left = axes.left_room(up, Unit.SHARE, size, language)
    margins = Margins(left, right, room_over(size), axes.BELOW)
    canvas = Canvas(page(size, words, margins, size.plot_height), across, up)
    canvas.grid()
    for colour, rows in ((ORANGE, list(_below(data))), (BLUE, list(_above(data)))):
        canvas.boxes(rows, colour, PAPER, 0.75)
    canvas.zero()
    canvas.rule([{"x": data.capital, "x2": data.capital, "y": 0, "y2": up.high}], INK, 1.75)
    canvas.labels([over(canvas, data.capital, tell.say("histogram.capital", amount=tell.amount(data.capital, unit)))])
    axes.upright(canvas, Unit.SHARE, language)
    axes.level(canvas, unit, language)
    return canvas.finished()


def _below(data: Histogram) -> Iterator[Row]:
    """What lies below the capital of each bin."""
    for one in data.bins:
        if one.low < data.capital:
            yield span(one.low, 0, min(one.high, data.capital), _share(data, one))


def _above(data: Histogram) -> Iterator[Row]:
    for one in data.bins:
        if one.high > data.capital:
            yield span(max(one.low, data.capital), 0, one.high, _share(data, one))


def _share(data: Histogram, one: Bin) -> Fraction:
    return Fraction(one.draws, _draws(data))


def histogram_table(data: Histogram) -> Table:
    """The numbers of a histogram: a row a bin."""
    unit, _, _ = _scales(data)
    ends = (money_heading(code(name), unit) for name in ("heading.from", "heading.to"))
    shown = [
        TableRow(money(one.low, unit), (money(one.high, unit), Count(one.draws), percent(_share(data, one))))
        for one in data.bins
    ]
    headings = (*ends, code("heading.draws"), code("heading.share"))
    return Table(data.about.what, headings, tuple(shown), data.about.notes, text_columns=())
