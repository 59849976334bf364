"""What charts are drawn from: plain values and labels without a language. Money is whole øre.

A label is a cell of a table: a name from the data, words by code (`area/code`), or a text that stands as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from bundlinje.grammar.part import Mark
from bundlinje.money import Ore
from bundlinje.report.table import Cell

Share: TypeAlias = Fraction | float
"""A part of one. What was simulated may be a float; nothing is paid by it."""


@dataclass(frozen=True, slots=True)
class About:
    """What a chart shows; the sentence over it, if it is not the standard one; and sources and assumptions under it."""

    what: Cell
    title: Cell = None
    notes: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Curve:
    """A labelled line through years: year and amount."""

    label: Cell
    points: tuple[tuple[int, Ore], ...]


@dataclass(frozen=True, slots=True)
class FanYear:
    """One year of a fan: the percentiles of what may come, and the chance of being below zero where it is known."""

    year: int
    p10: Ore
    p25: Ore
    p50: Ore
    p75: Ore
    p90: Ore
    below_zero: Share | None = None


@dataclass(frozen=True, slots=True)
class Fan:
    """An amount by year as a fan: what is known first, then what may come; beside it lines such as the plan.

    `lasting` is a year and the chance that the amount never falls below zero up to and including it. What is known is
    called the accounts where `known_as` does not call it something else.
    """

    about: About
    years: tuple[FanYear, ...]
    known: tuple[tuple[int, Ore], ...] = ()
    beside: tuple[Curve, ...] = ()
    lasting: tuple[int, Share] | None = None
    known_as: Cell = None


@dataclass(frozen=True, slots=True)
class Swing:
    """What the result becomes at a low and at a high value of one input, and the mark of that input."""

    label: Cell
    low: Ore
    high: Ore
    low_input: Cell = None
    high_input: Cell = None
    mark: Mark = Mark.KNOWN

    @property
    def width(self) -> Ore:
        """How far the result swings."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """One input at a time: how far each swings the result away from what is expected."""

    about: About
    base: Ore
    swings: tuple[Swing, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a waterfall: an amount added, or (`total`) where the running sum then stands."""

    label: Cell
    ore: Ore = 0
    total: bool = False
    mark: Mark = Mark.KNOWN


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From one amount to another, step by step; the stand after the last step is always shown."""

    about: About
    steps: tuple[Step, ...]
    end: Cell = None


@dataclass(frozen=True, slots=True)
class Cumulated:
    """Net amounts cumulated by year, and the first year from which the first curve stays at or above zero."""

    about: About
    curves: tuple[Curve, ...]
    break_even: int | None = None


@dataclass(frozen=True, slots=True)
class Payer:
    """What one payer gains (positive) and pays (negative) in each year."""

    label: Cell
    ore: tuple[Ore, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Amounts by year and payer, stacked, what is below zero hanging down; the net as a mark of its own."""

    about: About
    years: tuple[int, ...]
    payers: tuple[Payer, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """One way of looking ahead: its middle and its percentiles; without percentiles it says nothing of uncertainty."""

    label: Cell
    middle: Ore | Fraction
    p10: Ore | Fraction | None = None
    p25: Ore | Fraction | None = None
    p75: Ore | Fraction | None = None
    p90: Ore | Fraction | None = None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Several ways of looking ahead at one number, with lines to hold them against. Shares where `shares`, else øre."""

    about: About
    intervals: tuple[Interval, ...]
    against: tuple[tuple[Cell, Ore | Fraction], ...] = ()
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Chances:
    """A labelled curve of chances: price in øre, and the chance that the result is above zero at it."""

    label: Cell
    points: tuple[tuple[Ore, Share], ...]


@dataclass(frozen=True, slots=True)
class Acceptability:
    """The chance that an investment pays at each price of a success, and the price that was agreed, if one was."""

    about: About
    curves: tuple[Chances, ...]
    price: Ore | None = None


@dataclass(frozen=True, slots=True)
class Bin:
    """How many draws fell from `low` up to but not including `high`; the last bin has its upper edge as well."""

    low: Ore
    high: Ore
    draws: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """How often which total was drawn, against the capital that was put in."""

    about: About
    bins: tuple[Bin, ...]
    capital: Ore
    whole: Share
    """The chance that the whole capital comes back."""


@dataclass(frozen=True, slots=True)
class IntakePeriod:
    """A stretch of an intake, such as a year: units planned and units that came, none where it is still ahead."""

    label: Cell
    planned: int
    came: int | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """An intake against its plan. `plan` and `came` are running sums at times told in years (2024.5 is 1 July 2024).

    `expected` is how many come in all: P10, P50 and P90; none where nobody is to come any more, or nobody can tell.
    """

    about: About
    periods: tuple[IntakePeriod, ...]
    plan: tuple[tuple[Fraction, int], ...]
    came: tuple[tuple[Fraction, int], ...] = ()
    expected: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an outcome: achieved of those measured, the interval around that share, and the share expected.

    Without a measurement `of` is zero and there is no interval. One that is `hidden`, since so few could be recognised,
    tells what was expected and nothing else.
    """

    label: Cell
    achieved: int
    of: int
    low: Share | None = None
    high: Share | None = None
    expected: Share | None = None
    hidden: bool = False

    @property
    def shown(self) -> Fraction | None:
        """The share as it is shown; none where nothing is measured, or where it is hidden."""
        return Fraction(self.achieved, self.of) if self.of and not self.hidden else None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Results of several outcomes, each beside what was expected of it."""

    about: About
    rows: tuple[Outcome, ...]
