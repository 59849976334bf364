"""What every figure is: a number with a dimension for a group, cohort and stretch of follow-ups, or its range."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal, Protocol, TypeAlias

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.grammar.kind import OneOf, Shelf
from bundlinje.grammar.part import Kind
from bundlinje.grammar.quantity import Dimension, Quantity

Among = Literal["admitted", "started", "completed", "due", "measured"]
UNIT_COUNTS = ("admitted", "started", "completed")
"""Names that count units themselves, wherever an outcome could be counted."""


@dataclass(frozen=True, slots=True)
class Range:
    """What is sure of a number: it lies from `low` to `high`. Known if both agree, wholly unknown if both are none."""

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def exactly(cls, value: Fraction | int) -> Range:
        """A number that is known."""
        return cls(Fraction(value), Fraction(value))

    @property
    def known(self) -> bool:
        """Whether the number is known."""
        return self.low is not None and self.low == self.high

    @property
    def value(self) -> Fraction:
        """The number itself; a range has none and raises `ValueError`."""
        if self.low is None or self.low != self.high:
            raise ValueError("not known")
        return self.low


NOT_KNOWN = Range(None, None)


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of unit occasions: how many achieved (expected ones in parts), how many wait, and of how many in all."""

    achieved: Fraction
    waiting: int
    of: int


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of a measure over unit occasions: the total, its squares (for intervals), how many had it, how many not."""

    total: Fraction
    squares: Fraction
    known: int
    missing: int


class View(Protocol):
    """What a figure may look at: one group, cohort and stretch of follow-ups, as known at a cut-off."""

    def tally(self, outcome: str, among: Among) -> Tally:
        """Count an outcome, or units where the name is one of `UNIT_COUNTS`."""
        ...

    def sum(self, measure: str, among: Among) -> Sum:
        """Add up a measure."""
        ...

    def reported(self, name: str) -> Fraction | None:
        """The newest reported number of that name; none if nobody has reported it."""
        ...

    def figure(self, name: str) -> Range:
        """Another figure of the contract, seen the same way."""
        ...

    def expected(self, name: str) -> Fraction | None:
        """What early termination lets stand for this figure; none if nothing does."""
        ...

    def narrowed(self, group: str | None, segment: str | None) -> View:
        """The same view of another group or of one segment."""
        ...

    def whole(self) -> View:
        """The same view of everything to date instead of since the former follow-up."""
        ...

    def dimension(self, name: str) -> Dimension:
        """The dimension of a measure, figure or reported number of the contract."""
        ...

    def when(self) -> tuple[int, int, str]:
        """Day number, follow-up and cohort (empty if pooled) that the view is of."""
        ...


class Figure(Kind):
    """A figure: options of all kinds, and one pure function from a view to a range."""

    among: Among | None = None
    group: str | None = None
    segment: str | None = None
    cohorts: Literal["each", "pooled"] = "pooled"
    to_date: bool = False
    counted_in: dict[str, Literal["down", "up", "nearest"]] | None = Field(default=None, min_length=1, max_length=1)
    title: str | None = None

    @property
    def step(self) -> Quantity | None:
        """The step it is counted in whole numbers of, if any."""
        return Quantity.read(next(iter(self.counted_in))) if self.counted_in else None

    @model_validator(mode="after")
    def _steps_somewhere(self) -> Figure:
        text = next(iter(self.counted_in or {}), "")
        try:
            if self.step is not None and self.step.value <= 0:
                raise ValueError(text)
        except ValueError:
            raise PydanticCustomError("figure.step_unreadable", "unreadable", {"text": text}) from None
        return self

    def of(self, view: View) -> Range:
        """The figure as seen in `view`."""
        raise NotImplementedError

    def dimension(self, view: View) -> Dimension:
        """What the figure counts."""
        raise NotImplementedError

    def names(self) -> tuple[str, ...]:
        """Outcomes, measures, facts and figures it is built from."""
        raise NotImplementedError


def counted_in(value: Range, steps: dict[str, Any] | None) -> Range:
    """The range in whole steps, such as whole percentage points rounded down; unchanged without steps."""
    if not steps or value.low is None:
        return value
    text, direction = next(iter(steps.items()))
    step = Quantity.read(text).value
    return Range(
        _stepped(value.low, step, direction), None if value.high is None else _stepped(value.high, step, direction)
    )


def _stepped(value: Fraction, step: Fraction, direction: str) -> Fraction:
    steps = value / step
    down = steps.numerator // steps.denominator
    if direction == "down":
        return down * step
    if direction == "up":
        return -((-steps.numerator) // steps.denominator) * step
    half = (2 * abs(steps.numerator) + steps.denominator) // (2 * steps.denominator)
    return (half if steps >= 0 else -half) * step


SHELF: Shelf[Figure] = Shelf("bundlinje.figures", Figure)
AnyFigure: TypeAlias = Annotated[Figure, OneOf(lambda: SHELF)]
