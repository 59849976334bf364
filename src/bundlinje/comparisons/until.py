"""Until: one reference first, replaced by another from a date, a follow-up or a cohort on."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.comparisons.base import AnyReference, Reference
from bundlinje.dates import day_number
from bundlinje.figures.base import Range, View
from bundlinje.grammar.part import NonEmpty, Part, Says
from bundlinje.grammar.written import Day


class Moment(Part):
    """The first date, follow-up or cohort that the new reference holds for."""

    date: Day | None = None
    follow_up: int | None = None
    cohorts: list[NonEmpty] | None = None

    @model_validator(mode="after")
    def _one(self) -> Moment:
        if (self.date is not None) + (self.follow_up is not None) + (self.cohorts is not None) != 1:
            raise PydanticCustomError("until.one_moment", "one moment")
        return self

    def reached(self, view: View) -> bool:
        """Whether the view is at or past the moment."""
        day, follow_up, cohort = view.when()
        if self.date is not None:
            return day >= day_number(self.date)
        if self.follow_up is not None:
            return follow_up >= self.follow_up
        return cohort in (self.cohorts or ())


class Until(Reference):
    """The first reference before the moment, the other from it on."""

    key: ClassVar[str] = "until"
    says: ClassVar[Says] = Says(
        da="{first} indtil {until} og fra da af {then}",
        en="{first} until {until}, and from then on {then}",
    )
    example: ClassVar[str] = "{until: {date: 2024-01-01}, first: {target: 20 %}, then: {target: 15 %}}"

    until: Moment
    first: AnyReference = Field()
    then: AnyReference = Field()

    def of(self, view: View, figure: str) -> Range:
        return (self.then if self.until.reached(view) else self.first).of(view, figure)

    def groups(self) -> tuple[str, ...]:
        return (*self.first.groups(), *self.then.groups())
