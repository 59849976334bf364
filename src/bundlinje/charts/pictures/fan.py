"""The fan: an amount by year with what is known, what may come, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from bundlinje.charts import axes, lettering
from bundlinje.charts.canvas import Canvas, Label, Place, Row
from bundlinje.charts.chart import Chart
from bundlinje.charts.checks import fan_problems, refuse
from bundlinje.charts.data import Fan, FanYear
from bundlinje.charts.page import KeyEntry, Margins, Sign, Words, page
from bundlinje.charts.palette import BLUE, BLUE_EDGE, BLUE_HALF, BLUE_MOST, FLAT, INK, ORANGE, WIDE, Size
from bundlinje.charts.scales import Scale, Unit, close, nice, unit_for
from bundlinje.charts.telling import Telling, code, money, money_heading, percent
from bundlinje.money import Ore
from bundlinje.report.table import Cell, Table
from bundlinje.report.table import Row as TableRow
from bundlinje.words.numbers import Language

_BESIDE = (FLAT, ORANGE, INK)
_SHAPES = ("circle", "diamond", "square")
_LABELLED = ("p90", "p75", "p50", "p25", "p10")


def fan(data: Fan, language: Language = "da", size: Size = WIDE) -> Chart:
    """An amount by year as a fan. Years that are not in order, or percentiles that fall, raise `Refused`."""
    refuse(fan_problems(data))
    tell = Telling(language)
    unit, across, up = _scales(data, size)
    title = tell.title(data.about, _conclusion(data, unit, tell))
    what = tell.what(data.about, tell.unit(unit), tell.years(across))
    axes_told = (tell.say("desc.years", years=tell.years(across)), tell.say("desc.upright", **tell.range(up, unit)))
    description = tell.description(_middle(data, unit, tell), what, *axes_told)
    words = Words(title, what, tell.notes(data.about), tuple(_key(data, tell)))
    return Chart(title, description, fan_table(data), language, partial(_draw, data, language, size, words))


def _conclusion(data: Fan, unit: Unit, tell: Telling) -> str:
    if data.lasting is None:
        return _middle(data, unit, tell)
    year, share = data.lasting
    return tell.say("fan.lasting", year=year, share=tell.share(share))


def _middle(data: Fan, unit: Unit, tell: Telling) -> str:
    last = data.years[-1]
    amounts = {"low": last.p10, "middle": last.p50, "high": last.p90}
    told = {name: tell.amount(ore, unit) for name, ore in amounts.items()}
    return tell.say("fan.title", what=tell.of(data.about.what), year=last.year, **told)


def _amounts(data: Fan) -> Iterator[Ore]:
    for year in data.years:
        yield from (year.p10, year.p90)
    yield from (ore for _, ore in data.known)
    yield from (ore for curve in data.beside for _, ore in curve.points)


def _scales(data: Fan, size: Size) -> tuple[Unit, Scale, Scale]:
    amounts = list(_amounts(data))
    unit = unit_for(amounts)
    years = [year for year, _ in data.known] + [year.year for year in data.years]
    years += [year for curve in data.beside for year, _ in curve.points]
    return unit, close(years, 5 if size.narrow else 12), nice(amounts, unit)


def _key(data: Fan, tell: Telling) -> Iterator[KeyEntry]:
    if data.known:
        yield KeyEntry(Sign.LINE, INK, tell.of(data.known_as) or tell.say("key.known"))
    yield KeyEntry(Sign.LINE, BLUE, tell.say("key.middle"))
    yield KeyEntry(Sign.FIELD, BLUE_HALF, tell.say("key.half"), BLUE_EDGE)
    yield KeyEntry(Sign.FIELD, BLUE_MOST, tell.say("key.most"), BLUE_EDGE)
    for curve, colour in zip(data.beside, _BESIDE, strict=False):
        yield KeyEntry(Sign.DASHES, colour, tell.of(curve.label))


def _draw(data: Fan, language: Language, size: Size, words: Words) -> dict[str, Any]:
    unit, across, up = _scales(data, size)
    ends = [(name, unit.label(getattr(data.years[-1], name), language)) for name in _LABELLED]
    texts = [f"{name.upper()}  {told}" for name, told in ends]
    margins = Margins(
        axes.left_room(up, unit, size, language), lettering.widest(texts, size.text, True) + 10, 8, axes.BELOW
    )
    canvas = Canvas(page(size, words, margins, size.plot_height), across, up)
    _bands(canvas, data)
    canvas.zero()
    _lines(canvas, data)
    axes.upright(canvas, unit, language)
    axes.years(canvas)
    canvas.labels(list(_end_labels(canvas, data.years[-1], texts)))
    return canvas.finished()


def _bands(canvas: Canvas, data: Fan) -> None:
    canvas.grid()
    opened = _opened(data, canvas.x)
    for low, high, colour in (("p10", "p90", BLUE_MOST), ("p25", "p75", BLUE_HALF)):
        canvas.area([{"x": x, "y": getattr(year, low), "y2": getattr(year, high)} for x, year in opened], colour)
    for edge in ("p10", "p90"):
        canvas.line(_through(opened, edge), BLUE_EDGE, 1)


def _lines(canvas: Canvas, data: Fan) -> None:
    for curve, colour, shape in zip(data.beside, _BESIDE, _SHAPES, strict=False):
        rows: list[Row] = [{"x": year, "y": ore} for year, ore in curve.points]
        canvas.line(rows, colour, 1.75, dashed=True)
        if len({ore for _, ore in curve.points}) > 1:
            canvas.points(rows, colour, shape, 30, hollow=True)
    canvas.line(_through(_opened(data, canvas.x), "p50"), BLUE, 2.5)
    known: list[Row] = [{"x": year, "y": ore} for year, ore in data.known]
    canvas.line(known, INK, 2)
    canvas.points(known, INK)


def _opened(data: Fan, across: Scale) -> list[tuple[Place, FanYear]]:
    """The years of the fan where they stand, opening from what is known last; a lone year fills the field."""
    years: list[tuple[Place, FanYear]] = [(year.year, year) for year in data.years]
    if data.known:
        year, ore = data.known[-1]
        return [(year, FanYear(year, ore, ore, ore, ore, ore)), *years]
    return [(end, data.years[0]) for end in (across.low, across.high)] if len(years) == 1 else years


def _through(opened: list[tuple[Place, FanYear]], percentile: str) -> list[Row]:
    return [{"x": x, "y": getattr(year, percentile)} for x, year in opened]


def _end_labels(canvas: Canvas, last: FanYear, texts: list[str]) -> Iterator[Label]:
    """The percentiles of the last year beside its end, none over another."""
    height = canvas.page.field_height
    wanted = [(1 - canvas.y.part(getattr(last, name))) * height for name in _LABELLED]
    places = lettering.apart(wanted, canvas.page.size.text * 1.2, 0, height)
    for name, at, place, told in zip(_LABELLED, wanted, places, texts, strict=True):
        middle = name == "p50"
        colour = BLUE if middle else INK
        yield Label(canvas.x.high, getattr(last, name), (told,), colour, bold=middle, dx=8, dy=place - at)


def fan_table(data: Fan) -> Table:
    """The numbers of a fan: a row a year, first what is known, then the percentiles."""
    unit = unit_for(_amounts(data))
    has_chance = any(year.below_zero is not None for year in data.years)
    heads = [money_heading(name, unit) for name in ("P10", "P25", "P50", "P75", "P90")]
    beside = [(money_heading(curve.label, unit), dict(curve.points)) for curve in data.beside]
    known = [money_heading(data.known_as or code("heading.known"), unit)] if data.known else []
    chance = [code("heading.below_zero")] if has_chance else []
    rows = [
        TableRow(str(year), tuple(_cells(data, year, unit, has_chance, [by for _, by in beside])))
        for year in _years(data)
    ]
    headings = (code("heading.year"), *known, *heads, *chance, *(head for head, _ in beside))
    return Table(data.about.what, headings, tuple(rows), data.about.notes)


def _years(data: Fan) -> list[int]:
    shown = {year for year, _ in data.known} | {year.year for year in data.years}
    return sorted(shown | {year for curve in data.beside for year, _ in curve.points})


def _cells(data: Fan, year: int, unit: Unit, has_chance: bool, beside: list[dict[int, Ore]]) -> Iterator[Cell]:
    ahead = {one.year: one for one in data.years}.get(year)
    if data.known:
        yield _money(dict(data.known).get(year), unit)
    for name in reversed(_LABELLED):
        yield _money(getattr(ahead, name, None), unit)
    if has_chance:
        yield percent(ahead.below_zero if ahead else None)
    yield from (_money(by.get(year), unit) for by in beside)


def _money(ore: Ore | None, unit: Unit) -> Cell:
    return None if ore is None else money(ore, unit)
