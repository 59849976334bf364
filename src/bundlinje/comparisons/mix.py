"""Mix: several references weighed together, such as half a control group and half an agreed target."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.comparisons.base import AnyReference, Reference
from bundlinje.figures.base import NOT_KNOWN, Range, View
from bundlinje.grammar.part import Part, Says
from bundlinje.grammar.quantity import Share


class Weighed(Part):
    """A reference and its weight."""

    weight: Share
    reference: AnyReference


class Mix(Reference):
    """A weighted mean of references; the weights sum to one."""

    key: ClassVar[str] = "mix"
    says: ClassVar[Says] = Says(da="et vejet gennemsnit af {mix}", en="a weighted mean of {mix}")
    example: ClassVar[str] = (
        "{mix: [{weight: 50 %, reference: {target: 20 %}}, {weight: 50 %, reference: {deadweight: 10 %}}]}"
    )

    mix: list[Weighed] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> Mix:
        total = sum((part.weight for part in self.mix), Fraction(0))
        if total != 1:
            raise PydanticCustomError("mix.not_whole", "not whole", {"sum": str(total)})
        return self

    def of(self, view: View, figure: str) -> Range:
        members = [(part.reference.of(view, figure), part.weight) for part in self.mix]
        if not all(member.known for member, _ in members):
            return NOT_KNOWN
        return Range.exactly(sum((member.value * weight for member, weight in members), Fraction(0)))

    def groups(self) -> tuple[str, ...]:
        return tuple(group for part in self.mix for group in part.reference.groups())
