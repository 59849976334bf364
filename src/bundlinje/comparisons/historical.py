"""Historical: the same figure in an earlier period: stated, counted then, or counted from facts about a group."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from bundlinje.comparisons.base import Reference
from bundlinje.figures.base import NOT_KNOWN, Range, View
from bundlinje.grammar.part import NonEmpty, Part, Says
from bundlinje.grammar.stated import Number


class Past(Part):
    """How the earlier level is known: a stated `value`; `achieved` out of `of`; or a `group` in the facts."""

    value: Number | None = None
    achieved: int | None = None
    of: int | None = None
    group: NonEmpty | None = None
    period: NonEmpty | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Past:
        ways = (self.value is not None) + (self.group is not None) + (self.achieved is not None and bool(self.of))
        if ways != 1:
            raise PydanticCustomError("historical.one_way", "one way")
        return self


class Historical(Reference):
    """A historical baseline. Counted ones are themselves uncertain, which the interval for the reader shows."""

    key: ClassVar[str] = "historical"
    says: ClassVar[Says] = Says(
        da="niveauet i en tidligere periode ({historical})",
        en="the level in an earlier period ({historical})",
    )
    example: ClassVar[str] = "{historical: {achieved: 193, of: 1475, period: 2019-2021}}"

    historical: Past

    def of(self, view: View, figure: str) -> Range:
        past = self.historical
        if past.group is not None:
            return view.narrowed(past.group, None).whole().figure(figure)
        if past.achieved is not None and past.of:
            return Range.exactly(Fraction(past.achieved, past.of))
        stated = past.value.value if past.value else None
        return NOT_KNOWN if stated is None else Range.exactly(stated.value)

    def groups(self) -> tuple[str, ...]:
        return (self.historical.group,) if self.historical.group else ()
