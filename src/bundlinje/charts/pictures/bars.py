"""Bars by year and payer: gains stacked up, costs hanging down, and the net as a mark."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Any

from bundlinje.charts import axes, lettering
from bundlinje.charts.canvas import Canvas, Label, Row, span
from bundlinje.charts.chart import Chart
from bundlinje.charts.checks import bars_problems, refuse
from bundlinje.charts.data import Bars
from bundlinje.charts.page import KeyEntry, Margins, Sign, Words, page
from bundlinje.charts.palette import INK, PAPER, SERIES, WIDE, Size
from bundlinje.charts.scales import Scale, Unit, close, nice, unit_for
from bundlinje.charts.telling import Telling, code, money, money_heading
from bundlinje.money import Ore
from bundlinje.report.table import Row as TableRow
from bundlinje.report.table import Table, Weight
from bundlinje.words.numbers import Language

_HALF = Fraction(36, 100)
"""Half a bar, in years."""


def bars(data: Bars, language: Language = "da", size: Size = WIDE) -> Chart:
    """Amounts by year and payer, stacked. Payers with other years than the chart, or too many, raise `Refused`."""
    refuse(bars_problems(data))
    tell = Telling(language)
    unit, across, up = _scales(data, size)
    said = tell.say("bars.title", what=tell.of(data.about.what), amount=tell.amount(sum(_net(data)), unit))
    years = tell.years(across)
    what = tell.what(data.about, tell.unit(unit), years)
    words = Words(tell.title(data.about, said), what, tell.notes(data.about), tuple(_key(data, tell)))
    told = (tell.say("desc.years", years=years), tell.say("desc.upright", **tell.range(up, unit)))
    return Chart(
        words.title,
        tell.description(said, what, *told),
        bars_table(data),
        language,
        partial(_draw, data, language, size, words),
    )


def _net(data: Bars) -> list[Ore]:
    return [sum(payer.ore[n] for payer in data.payers) for n in range(len(data.years))]


def _stacks(data: Bars) -> Iterator[tuple[int, int, Ore, Ore]]:
    """Every piece: its payer, its year, and the amounts it reaches from and to."""
    for n, year in enumerate(data.years):
        ends = {True: 0, False: 0}
        for number, payer in enumerate(data.payers):
            if ore := payer.ore[n]:
                start = ends[ore > 0]
                ends[ore > 0] = start + ore
                yield number, year, start, start + ore


def _scales(data: Bars, size: Size) -> tuple[Unit, Scale, Scale]:
    amounts = [to for _, _, _, to in _stacks(data)] or [0]
    unit = unit_for(amounts)
    across = close(data.years, 5 if size.narrow else 12)
    edges = Scale(Fraction(data.years[0]) - Fraction(1, 2), Fraction(data.years[-1]) + Fraction(1, 2), across.ticks)
    return unit, edges, nice(amounts, unit)


def _key(data: Bars, tell: Telling) -> Iterator[KeyEntry]:
    for payer, colour in zip(data.payers, SERIES, strict=False):
        yield KeyEntry(Sign.FIELD, colour, tell.of(payer.label))
    if len(data.payers) > 1:
        yield KeyEntry(Sign.DIAMOND, INK, tell.say("key.net"))


def _draw(data: Bars, language: Language, size: Size, words: Words) -> dict[str, Any]:
    unit, across, up = _scales(data, size)
    above = size.text * lettering.LINE + 8
    margins = Margins(axes.left_room(up, unit, size, language), 0, above, axes.BELOW)
    canvas = Canvas(page(size, words, margins, size.plot_height), across, up)
    canvas.grid()
    pieces = list(_stacks(data))
    for number, colour in enumerate(SERIES[: len(data.payers)]):
        canvas.boxes([_box(year, start, to) for n, year, start, to in pieces if n == number], colour, PAPER, 1.25)
    canvas.zero()
    if len(data.payers) > 1:
        net: list[Row] = [{"x": year, "y": ore} for year, ore in zip(data.years, _net(data), strict=True)]
        canvas.points(net, INK, "diamond", 80)
    canvas.labels(list(_net_labels(canvas, data, unit, language)))
    axes.upright(canvas, unit, language)
    axes.years(canvas)
    return canvas.finished()


def _box(year: int, start: Ore, to: Ore) -> Row:
    return span(year - _HALF, start, year + _HALF, to)


def _net_labels(canvas: Canvas, data: Bars, unit: Unit, language: Language) -> Iterator[Label]:
    """The net over each bar, where there is room for all of them."""
    told = [unit.label(ore, language) for ore in _net(data)]
    size = canvas.page.size.text
    if lettering.widest(told, size, bold=True) + 6 > canvas.page.field_width / len(data.years):
        return
    tops = dict(zip(data.years, (max(ore, 0) for ore in _net(data)), strict=True))
    for _, year, _, to in _stacks(data):
        tops[year] = max(tops[year], to)
    for year, text in zip(data.years, told, strict=True):
        yield Label(year, tops[year], (text,), INK, bold=True, align="center", dy=-size * 0.7 - 5)


def bars_table(data: Bars) -> Table:
    """The numbers of the bars: a row a year, a column a payer, the net last, and all years together."""
    unit = unit_for([to for _, _, _, to in _stacks(data)])
    headings = (code("heading.year"), *(money_heading(payer.label, unit) for payer in data.payers))
    lines = [(str(year), [payer.ore[n] for payer in data.payers]) for n, year in enumerate(data.years)]
    shown = [TableRow(year, tuple(money(ore, unit) for ore in (*amounts, sum(amounts)))) for year, amounts in lines]
    sums = [sum(payer.ore) for payer in data.payers]
    total = TableRow(code("row.total"), tuple(money(ore, unit) for ore in (*sums, sum(sums))), Weight.TOTAL)
    net = money_heading(code("heading.net"), unit)
    return Table(data.about.what, (*headings, net), (*shown, total), data.about.notes)
