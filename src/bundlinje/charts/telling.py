"""The words of a chart in one language: labels, the sentence over it, what its axes count, and cells for its table."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from bundlinje.charts.data import About, Share
from bundlinje.charts.lettering import typeset
from bundlinje.charts.scales import Scale, Unit, share_told, told
from bundlinje.grammar.part import Mark
from bundlinje.money import Ore
from bundlinje.report.table import Cell, Code, Kroner, Percent, Thousands
from bundlinje.words.labels import label
from bundlinje.words.numbers import Language
from bundlinje.words.tables import text

AREA = "charts"


@dataclass(frozen=True, slots=True)
class Telling:
    """Says codes, cells and values in one language, as they are printed in a chart."""

    language: Language

    def say(self, code: str, **values: str | int) -> str:
        """The words of a code with values filled in."""
        return typeset(label(AREA, code, self.language, **values))

    def of(self, cell: Cell, mark: Mark = Mark.KNOWN) -> str:
        """A cell's text; what is assumed has a star."""
        star = "*" if mark is Mark.ASSUMED else ""
        return typeset(text(cell, self.language, AREA)) + star

    def amount(self, ore: Ore, unit: Unit) -> str:
        """An amount inside a sentence about amounts of a unit."""
        return told(ore, unit, self.language)

    def share(self, share: Share) -> str:
        """A chance inside a sentence."""
        return share_told(share, self.language)

    def unit(self, unit: Unit) -> str:
        """What an axis counts in."""
        return self.say(f"unit.{unit.code}")

    def title(self, about: About, standard: str) -> str:
        """The sentence over a chart: the caller's, else the standard one, from a capital on."""
        told_by = self.of(about.title) or standard
        return told_by[:1].upper() + told_by[1:]

    def what(self, about: About, unit: str, over: str = "") -> str:
        """The line under the title: what is shown, in which unit and over which years."""
        shown = [self.of(about.what), unit, over]
        joined = ", ".join(part for part in shown if part)
        return joined[:1].upper() + joined[1:]

    def notes(self, about: About, *more: str) -> tuple[str, ...]:
        """What stands under a chart."""
        return (*(self.of(note) for note in about.notes), *(note for note in more if note))

    def years(self, scale: Scale) -> str:
        """From the first to the last year of a scale: `2026–2034`; a single year alone."""
        first, last = ceil(scale.low), floor(scale.high)
        return f"{first}–{last}" if first < last else f"{first}"

    def description(self, said: str, what: str, level: str, upright: str = "") -> str:
        """What a chart says and how it is to be read, for those who do not see it."""
        return " ".join(
            part for part in (_sentence(said), _sentence(what), level, upright, self.say("desc.table")) if part
        )

    def range(self, scale: Scale, unit: Unit) -> dict[str, str]:
        """The first and last tick of an axis and its unit, for a sentence about it."""
        low, high = (unit.tick(end, self.language) for end in (scale.ticks[0], scale.ticks[-1]))
        return {"low": low, "high": high, "unit": self.unit(unit)}


def _sentence(said: str) -> str:
    return said if said.endswith((".", "!", "?")) else f"{said}."


def code(name: str, **values: Cell) -> Code:
    """A cell that says a code of this room's words."""
    return Code(f"{AREA}/{name}", values)


def money(ore: Ore, unit: Unit) -> Cell:
    """An amount as a cell of a table whose headings name the unit: kroner, or 1.000 kr."""
    return Kroner(ore) if unit is Unit.KRONER else Thousands(ore)


def money_heading(heading: Cell, unit: Unit) -> Code:
    """A heading with the unit its column is told in."""
    return code("heading.in_kroner" if unit is Unit.KRONER else "heading.in_thousands", heading=heading)


def percent(share: Share | None) -> Cell:
    """A chance as a cell; one that is not known is blank."""
    return None if share is None else Percent(Fraction(share))


def starred(label: Cell, mark: Mark) -> Cell:
    """A label as a cell, with a star where it leans on something assumed."""
    return code("starred", label=label) if mark is Mark.ASSUMED else label
