"""The acceptability curve: the chance of a surplus at each price of a success, and at the price that was agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any

from bundlinje.charts import axes, lettering
from bundlinje.charts.canvas import Canvas
from bundlinje.charts.chart import Chart
from bundlinje.charts.checks import acceptability_problems, refuse
from bundlinje.charts.data import Acceptability, Chances
from bundlinje.charts.over import over, room_over
from bundlinje.charts.page import KeyEntry, Margins, Sign, Words, page
from bundlinje.charts.palette import FLAT, SERIES, WIDE, Size
from bundlinje.charts.scales import Scale, Unit, nice, unit_for
from bundlinje.charts.telling import Telling, code, money, money_heading, percent
from bundlinje.money import Ore
from bundlinje.report.table import Row as TableRow
from bundlinje.report.table import Table
from bundlinje.words.numbers import Language

_CHANCES = Scale(Fraction(0), Fraction(1), tuple(Fraction(n, 4) for n in range(5)))


def acceptability(data: Acceptability, language: Language = "da", size: Size = WIDE) -> Chart:
    """Chances by price. Curves without points, prices out of order or chances above one raise `Refused`."""
    refuse(acceptability_problems(data))
    tell = Telling(language)
    unit, across = _scales(data)
    said = _said(data, unit, tell)
    what = tell.say("acceptability.what", what=tell.of(data.about.what), unit=tell.unit(unit))
    words = Words(tell.title(data.about, said), what, tell.notes(data.about), tuple(_key(data, tell)))
    told = (
        tell.say("desc.level", **tell.range(across, unit)),
        tell.say("desc.upright", **tell.range(_CHANCES, Unit.SHARE)),
    )
    description = tell.description(said, what, *told)
    table = acceptability_table(data)
    return Chart(words.title, description, table, language, partial(_draw, data, language, size, words))


def _said(data: Acceptability, unit: Unit, tell: Telling) -> str:
    first = data.curves[0]
    at = None if data.price is None else chance_at(first, data.price)
    if data.price is not None and at is not None:
        return tell.say("acceptability.title", price=tell.amount(data.price, unit), share=tell.share(at))
    low, high = (tell.share(share) for share in (first.points[0][1], first.points[-1][1]))
    return tell.say("acceptability.range", what=tell.of(data.about.what), low=low, high=high)


def chance_at(curve: Chances, price: Ore) -> float | None:
    """The chance at a price, in a straight line between the prices that were tried; outside them it is not known."""
    if len(curve.points) == 1 and curve.points[0][0] == price:
        return float(curve.points[0][1])
    for (low, before), (high, after) in pairwise(curve.points):
        if low <= price <= high:
            part = Fraction(price - low, high - low) if high > low else Fraction(0)
            return float(before) + float(part) * (float(after) - float(before))
    return None


def _scales(data: Acceptability) -> tuple[Unit, Scale]:
    prices = [price for curve in data.curves for price, _ in curve.points]
    prices += [] if data.price is None else [data.price]
    unit = unit_for(prices)
    return unit, nice(prices, unit, zero=False)


def _draw(data: Acceptability, language: Language, size: Size, words: Words) -> dict[str, Any]:
    tell = Telling(language)
    unit, across = _scales(data)
    above = room_over(size, 0 if data.price is None else 1)
    right = lettering.width(unit.tick(across.ticks[-1], language), size.text) / 2
    margins = Margins(axes.left_room(_CHANCES, Unit.SHARE, size, language), right, above, axes.BELOW)
    canvas = Canvas(page(size, words, margins, size.plot_height), across, _CHANCES)
    canvas.grid()
    for curve, colour in reversed(list(zip(data.curves, SERIES, strict=False))):
        canvas.line([{"x": price, "y": float(share)} for price, share in curve.points], colour, 2.5)
    if data.price is not None:
        _mark_price(canvas, data.curves, data.price, tell.say("acceptability.at", price=tell.amount(data.price, unit)))
    axes.upright(canvas, Unit.SHARE, language)
    axes.level(canvas, unit, language)
    return canvas.finished()


def _key(data: Acceptability, tell: Telling) -> Iterator[KeyEntry]:
    """The curves by name, and the chance each has at the agreed price; a single curve needs no key."""
    for one, colour in zip(data.curves, SERIES, strict=False) if len(data.curves) > 1 else ():
        at = None if data.price is None else chance_at(one, data.price)
        name = tell.of(one.label)
        yield KeyEntry(Sign.LINE, colour, name if at is None else tell.say("key.at", label=name, share=tell.share(at)))


def _mark_price(canvas: Canvas, curves: Sequence[Chances], price: Ore, told: str) -> None:
    """The agreed price as a line, and a ring where a curve crosses it."""
    canvas.rule([{"x": price, "x2": price, "y": 0, "y2": 1}], FLAT, 1.25, dashed=True)
    canvas.labels([over(canvas, price, told)])
    for curve, colour in zip(curves, SERIES, strict=False):
        if (chance := chance_at(curve, price)) is not None:
            canvas.points([{"x": price, "y": chance}], colour, size=70, hollow=True)


def acceptability_table(data: Acceptability) -> Table:
    """The numbers of the curves: a row a price, a column a curve."""
    unit, _ = _scales(data)
    prices = sorted({price for curve in data.curves for price, _ in curve.points})
    by_price = [dict(curve.points) for curve in data.curves]
    heads = (code("heading.chance", label=curve.label) for curve in data.curves)
    shown = [TableRow(money(price, unit), tuple(percent(points.get(price)) for points in by_price)) for price in prices]
    headings = (money_heading(code("heading.price"), unit), *heads)
    return Table(data.about.what, headings, tuple(shown), data.about.notes, text_columns=())
