"""Figures: an amount with how well it is known and the cells it came from, so that no number stands alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from bundlinje.fund.parts import Label
from bundlinje.grammar.part import Mark
from bundlinje.money import Ore, round_half_away
from bundlinje.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Origin:
    """One number as it stands in a file: its name, øre (`None` if unknown), and the document behind it."""

    id: str
    ore: Ore | None
    mark: Mark = Mark.KNOWN
    source: str = ""
    quote: str = ""
    why: Label | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in øre and the origins it was computed from. Unknown has no amount: it is not zero."""

    ore: Ore | None
    mark: Mark = Mark.KNOWN
    because: tuple[Origin, ...] = ()

    @classmethod
    def read(cls, origin: Origin) -> Figure:
        """The figure that is one number of a file."""
        return cls(origin.ore, origin.mark, (origin,))

    def __neg__(self) -> Figure:
        return Figure(None if self.ore is None else -self.ore, self.mark, self.because)

    def __add__(self, other: Figure) -> Figure:
        return total((self, other))

    def __sub__(self, other: Figure) -> Figure:
        return total((self, -other))

    def times(self, rate: Fraction) -> Figure:
        """The figure times an exact rate, rounded once to whole øre, half away from zero."""
        ore = None if self.ore is None else round_half_away(Fraction(self.ore) * rate)
        return Figure(ore, self.mark, self.because)

    @property
    def known(self) -> Ore:
        """The amount, where the asker has made sure that it is known; else `ValueError`."""
        if self.ore is None:
            raise ValueError("an unknown figure has no amount")
        return self.ore


ZERO = Figure(0)


def total(figures: Iterable[Figure]) -> Figure:
    """The sum: as well known as the least known part, and unknown if any part is."""
    parts = tuple(figures)
    mark = max((part.mark for part in parts), default=Mark.KNOWN)
    because = tuple(origin for part in parts for origin in part.because)
    amounts = [part.ore for part in parts if part.ore is not None]
    return Figure(sum(amounts) if len(amounts) == len(parts) else None, mark, because)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain: a code that names it, the figure it adds, and values for its sentence."""

    code: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Chain:
    """A calculation in the open: named steps whose sum is the result, which is why the two cannot disagree."""

    code: str
    steps: tuple[Step, ...]

    @property
    def result(self) -> Figure:
        """The sum of the steps."""
        return total(step.figure for step in self.steps)
