"""How sure a stated number is, as the case file says it: `{cv: 20 %}` or `{p10: 80 %, p50: 100 %, p90: 130 %}`.

Always in per cent of the number it stands beside, so that one short line serves kroner, weeks and shares alike.
"""

from __future__ import annotations

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from bundlinje.grammar.part import Part
from bundlinje.grammar.quantity import Share


class Spread(Part):
    """The uncertainty of a number: its coefficient of variation, or its P10, P50 and P90, relative to the number."""

    cv: Share | None = None
    p10: Share | None = None
    p50: Share | None = None
    p90: Share | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Spread:
        stated = [self.p10, self.p50, self.p90]
        if (self.cv is None) == all(one is None for one in stated) or (self.cv is None and None in stated):
            raise PydanticCustomError("spread.unclear", "unclear")
        if self.cv is not None and self.cv < 0:
            raise PydanticCustomError("spread.negative", "negative")
        if self.points and not 0 <= self.points[0] < self.points[1] < self.points[2]:
            raise PydanticCustomError("spread.out_of_order", "out of order")
        return self

    @property
    def points(self) -> tuple[Share, Share, Share] | None:
        """P10, P50 and P90, where they are what is stated."""
        if self.p10 is None or self.p50 is None or self.p90 is None:
            return None
        return self.p10, self.p50, self.p90
