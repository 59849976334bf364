"""Mix: several figures of one dimension, weighed together."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.figures.base import NOT_KNOWN, Figure, Range, View
from bundlinje.grammar.part import Says
from bundlinje.grammar.quantity import Dimension
from bundlinje.grammar.quantity import Share as Part


class Mix(Figure):
    """A weighted mean of figures; the weights sum to one. One unknown member leaves the mix unknown."""

    key: ClassVar[str] = "mix"
    says: ClassVar[Says] = Says(da="det vejede gennemsnit af {mix}", en="the weighted mean of {mix}")
    example: ClassVar[str] = "{mix: {home: 50 %, work: 30 %, mastery: 20 %}}"

    mix: dict[str, Part] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> Mix:
        if sum(self.mix.values(), Fraction(0)) != 1:
            raise PydanticCustomError("mix.not_whole", "not whole", {"sum": str(sum(self.mix.values(), Fraction(0)))})
        return self

    def of(self, view: View) -> Range:
        members = [(view.figure(name), weight) for name, weight in self.mix.items()]
        low = high = Fraction(0)
        for member, weight in members:
            if member.low is None or member.high is None:
                return NOT_KNOWN
            low, high = low + member.low * weight, high + member.high * weight
        return Range(low, high)

    def dimension(self, view: View) -> Dimension:
        return view.dimension(next(iter(self.mix)))

    def names(self) -> tuple[str, ...]:
        return tuple(self.mix)
