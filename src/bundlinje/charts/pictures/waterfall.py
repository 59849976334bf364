"""The waterfall: from what is put in to what is left, one step under the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from bundlinje.charts import axes, lettering
from bundlinje.charts.canvas import Canvas, Label, span
from bundlinje.charts.chart import Chart
from bundlinje.charts.checks import not_empty, refuse
from bundlinje.charts.data import Step, Waterfall
from bundlinje.charts.page import KeyEntry, Margins, Sign, Words, page
from bundlinje.charts.palette import BLUE, EDGE, FLAT, ORANGE, WIDE, Size
from bundlinje.charts.rows import Rows, rows
from bundlinje.charts.scales import Scale, Unit, nice, unit_for
from bundlinje.charts.telling import Telling, code, money, money_heading, starred
from bundlinje.grammar.part import Mark
from bundlinje.money import Ore
from bundlinje.report.table import Row as TableRow
from bundlinje.report.table import Table, Weight
from bundlinje.words.numbers import Language


@dataclass(frozen=True, slots=True)
class _Fall:
    """A step with the running sum before and after it; a total runs from nothing."""

    step: Step
    before: Ore
    after: Ore

    @property
    def ends(self) -> tuple[Ore, Ore]:
        return (0, self.after) if self.step.total else (self.before, self.after)

    @property
    def colour(self) -> str:
        if self.step.total:
            return FLAT
        return BLUE if self.step.ore >= 0 else ORANGE


def waterfall(data: Waterfall, language: Language = "da", size: Size = WIDE) -> Chart:
    """Amounts added one after the other, and where they end. No step raises `Refused`."""
    refuse(not_empty(data.steps, "steps"))
    tell = Telling(language)
    unit, across = _scales(data)
    falls = _falls(data)
    said = tell.say("waterfall.title", what=tell.of(data.about.what), amount=tell.amount(falls[-1].after, unit))
    what = tell.what(data.about, tell.unit(unit))
    assumed = [tell.say("note.assumed")] if _assumed(data) else []
    words = Words(tell.title(data.about, said), what, tell.notes(data.about, *assumed), tuple(_key(falls, tell)))
    description = tell.description(said, what, tell.say("desc.level", **tell.range(across, unit)))
    return Chart(words.title, description, waterfall_table(data), language, partial(_draw, data, language, size, words))


def _falls(data: Waterfall) -> list[_Fall]:
    found, stand = [], 0
    for step in data.steps:
        after = stand if step.total else stand + step.ore
        found.append(_Fall(step, stand, after))
        stand = after
    if not data.steps[-1].total:
        found.append(_Fall(Step(data.end or code("waterfall.end"), total=True), stand, stand))
    return found


def _assumed(data: Waterfall) -> bool:
    return any(step.mark is Mark.ASSUMED for step in data.steps)


def _scales(data: Waterfall) -> tuple[Unit, Scale]:
    amounts = [end for fall in _falls(data) for end in fall.ends]
    unit = unit_for(amounts)
    return unit, nice(amounts, unit)


def _key(falls: Sequence[_Fall], tell: Telling) -> Iterator[KeyEntry]:
    colours = {fall.colour for fall in falls}
    for colour, name in ((BLUE, "key.gain"), (ORANGE, "key.cost"), (FLAT, "key.stand")):
        if colour in colours:
            yield KeyEntry(Sign.FIELD, colour, tell.say(name))


def _draw(data: Waterfall, language: Language, size: Size, words: Words) -> dict[str, Any]:
    tell = Telling(language)
    unit, across = _scales(data)
    falls = _falls(data)
    laid = rows(size, [(tell.of(fall.step.label, fall.step.mark), "") for fall in falls])
    value = lettering.widest([_value(fall, unit, language) for fall in falls], size.text, bold=True) + 8
    margins = Margins(laid.left_room + value, value, 4, axes.BELOW)
    canvas = Canvas(page(size, words, margins, laid.height), across, laid.scale)
    canvas.grid(across=True)
    canvas.zero(across=True)
    for colour in (BLUE, ORANGE, FLAT):
        canvas.boxes([laid.bar(n, *fall.ends) for n, fall in enumerate(falls) if fall.colour == colour], colour)
    canvas.rule(list(_links(laid, falls)), EDGE)
    canvas.labels([_amount(laid, n, fall, unit, language) for n, fall in enumerate(falls)], covering=True)
    laid.draw_labels(canvas, frozenset(n for n, fall in enumerate(falls) if fall.step.total))
    axes.level(canvas, unit, language)
    return canvas.finished()


def _links(laid: Rows, falls: Sequence[_Fall]) -> Iterator[dict[str, Any]]:
    """Thin lines that carry the running sum from one step to the next."""
    for n, (fall, _) in enumerate(pairwise(falls)):
        yield dict(span(fall.after, laid.bar(n, 0, 0)["y2"], fall.after, laid.bar(n + 1, 0, 0)["y"]))  # type: ignore[arg-type]


def _value(fall: _Fall, unit: Unit, language: Language) -> str:
    ore = fall.after if fall.step.total else fall.step.ore
    sign = "+" if ore > 0 and not fall.step.total else ""
    return sign + unit.label(ore, language)


def _amount(laid: Rows, n: int, fall: _Fall, unit: Unit, language: Language) -> Label:
    told, y, bold = (_value(fall, unit, language),), laid.middle(n), fall.step.total
    grows = fall.after >= 0 if bold else fall.step.ore >= 0
    if grows:
        return Label(max(fall.ends), y, told, bold=bold, dx=5)
    return Label(min(fall.ends), y, told, bold=bold, align="right", dx=-5)


def waterfall_table(data: Waterfall) -> Table:
    """The numbers of a waterfall: each step, and where the sum stands after it."""
    unit, _ = _scales(data)
    headings = (
        code("heading.step"),
        *(money_heading(code(name), unit) for name in ("heading.amount", "heading.stand")),
    )
    shown = [
        TableRow(
            starred(fall.step.label, fall.step.mark),
            (None if fall.step.total else money(fall.step.ore, unit), money(fall.after, unit)),
            Weight.TOTAL if fall.step.total else Weight.PLAIN,
        )
        for fall in _falls(data)
    ]
    notes = (*data.about.notes, *([code("note.assumed")] if _assumed(data) else []))
    return Table(data.about.what, headings, tuple(shown), notes)
