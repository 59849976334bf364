"""Enrolment: a unit comes under the contract, in a cohort and a group, and may leave again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from bundlinje.facts.base import FactKind
from bundlinje.facts.values import COUNT, DAYS, KRONER, SHARE, Measured, points
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension

_OWN = {
    Dimension.COUNT: COUNT,
    Dimension.DAYS: DAYS,
    Dimension.KRONER: KRONER,
    Dimension.SHARE: SHARE,
    Dimension.POINTS: points(6),
}


class Enrolment(FactKind):
    """Units of the contract: who they are, from when, in which cohort, group and segment, and how they left.

    `own` names numbers that are fixed for a unit when it is enrolled (its age, its expected days); each is a column.
    """

    key: ClassVar[str] = "enrolment"
    table: ClassVar[str] = "enrolments"
    says: ClassVar[Says] = Says(
        da=(
            "{enrolment}: hvem der er med, fra hvornår, og hvordan de forlader indsatsen[; for hver især "
            "fastsættes desuden {own}]"
        ),
        en="{enrolment}: who takes part, from when, and how they leave[; for each of them is also fixed {own}]",
    )
    example: ClassVar[str] = "enrolment: Visiteret til indsatsen\nown: {age-at-start: count}"

    enrolment: NonEmpty
    own: dict[NonEmpty, Dimension] = Field(default_factory=dict)

    @property
    @override
    def own_numbers(self) -> Mapping[str, Measured]:
        return {name: _OWN[dimension] for name, dimension in self.own.items()}
