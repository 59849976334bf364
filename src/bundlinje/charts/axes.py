"""Axes as numbers along the field: amounts to the left of it or under it, years under it."""

from __future__ import annotations

from itertools import pairwise

from bundlinje.charts import lettering
from bundlinje.charts.canvas import Canvas, Label
from bundlinje.charts.palette import QUIET, Size
from bundlinje.charts.scales import Scale, Unit
from bundlinje.words.numbers import Language

BELOW = 24
"""Room for one line of numbers under the field."""
_OFF = 8


def left_room(scale: Scale, unit: Unit, size: Size, language: Language) -> float:
    """The room that the numbers of an upright scale need."""
    return lettering.widest([unit.tick(tick, language) for tick in scale.ticks], size.text) + _OFF


def upright(canvas: Canvas, unit: Unit, language: Language) -> None:
    """Numbers at the ticks of the upright scale, to the left of the field."""
    canvas.labels(
        [
            Label(canvas.x.low, tick, (unit.tick(tick, language),), QUIET, align="right", dx=-_OFF)
            for tick in canvas.y.ticks
        ]
    )


def level(canvas: Canvas, unit: Unit, language: Language) -> None:
    """Numbers at the ticks of the level scale, under the field; every other where they would touch."""
    texts = [unit.tick(tick, language) for tick in canvas.x.ticks]
    _under(canvas, texts)


def years(canvas: Canvas) -> None:
    """Years at the ticks of the level scale, under the field."""
    _under(canvas, [str(tick) for tick in canvas.x.ticks])


def _under(canvas: Canvas, texts: list[str]) -> None:
    size = canvas.page.size.text
    parts = [canvas.x.part(tick) * canvas.page.field_width for tick in canvas.x.ticks]
    between = min((b - a for a, b in pairwise(parts)), default=canvas.page.field_width)
    every = 1 if lettering.widest(texts, size) + _OFF <= between else 2
    shown = list(zip(canvas.x.ticks, texts, strict=True))[::every]
    canvas.labels([Label(tick, canvas.y.low, (text,), QUIET, align="center", dy=14) for tick, text in shown])
