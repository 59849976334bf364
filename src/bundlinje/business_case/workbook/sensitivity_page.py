"""The sensitivity: levers that move the whole workbook at once, and how uncertain each stated number is."""

from __future__ import annotations

from fractions import Fraction

from bundlinje.business_case.marks import dotted, walk
from bundlinje.business_case.sensitivity.spread import Spread
from bundlinje.business_case.workbook.expression import constant
from bundlinje.business_case.workbook.ground import Ground
from bundlinje.business_case.workbook.page import Entry, Formula, Look, Page, Said, Shape

KNOB = "sensitivity"
"""The first step of a lever's path: it stands in no case file, and a workbook that comes back does not change it."""

KNOBS = ("effect", "volume", "benefits", "costs")
_MOST = 5


def fill_knobs(ground: Ground, page: Page) -> None:
    """The levers, each 100 % from the start: they are for trying, and change nothing in the case."""
    page.line(Said("sheet.sensitivity"), look=Look.TITLE)
    page.line(Said("note.knobs"), look=Look.NOTE)
    page.gap()
    for knob in KNOBS:
        page.put(0, Said(f"knob.{knob}"))
        entry = Entry(
            path=(KNOB, knob),
            name=ground.name(KNOB, knob),
            value=Fraction(1),
            shape=Shape.SHARE,
            least=Fraction(0),
            most=Fraction(_MOST),
        )
        ground.knobs[knob] = page.put(1, entry)
        page.row += 1
    page.gap()


def fill_spreads(ground: Ground, page: Page) -> None:
    """How uncertain each number is said to be, in per cent of it. The probabilistic analysis draws from these."""
    page.gap()
    page.line(*(Said(f"column.{name}") for name in ("where", "cv", "p10", "p50", "p90", "people")), look=Look.HEADING)
    for path, part in walk(ground.case, ()):
        if isinstance(part, Spread):
            page.put(0, dotted(path[:-1]))
            for column, share in enumerate((part.cv, part.p10, part.p50, part.p90), start=1):
                if share is not None:
                    page.put(column, Formula(constant(Fraction(share)), Shape.SHARE))
            page.row += 1
    for name, effect in ground.case.effects.items():
        for side, people in (("with", effect.of), ("without", effect.without_of)):
            if people is not None and people.value is not None:
                page.put(0, f"effects.{name}.{side}")
                page.put(5, Formula(constant(people.value.value), Shape.COUNT))
                page.row += 1
