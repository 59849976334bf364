"""What every reference is, and the comparison: difference, relative or attainment; positive is better for all."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from bundlinje.figures.base import NOT_KNOWN, AnyFigure, Figure, Range, View
from bundlinje.grammar.kind import OneOf, Shelf
from bundlinje.grammar.part import Kind, NonEmpty, Says
from bundlinje.grammar.quantity import Dimension


class Reference(Kind):
    """What a figure is held against: one pure function from a view to a range."""

    def of(self, view: View, figure: str) -> Range:
        """The reference for that figure as seen in `view`."""
        raise NotImplementedError

    def groups(self) -> tuple[str, ...]:
        """Groups other than the intervention group that it needs facts about."""
        return ()


SHELF: Shelf[Reference] = Shelf("bundlinje.comparisons", Reference)
AnyReference: TypeAlias = Annotated[Reference, OneOf(lambda: SHELF)]


class Compared(Figure):
    """A figure held against a reference. `as` says how; `times` brings an effect per unit to the group."""

    key: ClassVar[str] = "figure"
    says: ClassVar[Says] = Says(
        da="{figure} sammenlignet med {compared_with}: resultatet er {as}, og {better}[; det ganges med {times}]",
        en="{figure} compared with {compared_with}: the result is {as}, and {better}[; it is multiplied by {times}]",
    )
    example: ClassVar[str] = "{figure: dropout, better: lower, compared_with: {target: 20 %}, as: difference}"

    figure: NonEmpty
    better: Literal["lower", "higher"]
    compared_with: AnyReference
    as_: Literal["difference", "relative", "attainment"] = Field(alias="as")
    times: AnyFigure | None = None

    def of(self, view: View) -> Range:
        figure, reference = view.figure(self.figure), self.compared_with.of(view, self.figure)
        effect = compare(figure, reference, self.as_, self.better)
        if self.times is None or not effect.known:
            return effect
        scale = self.times.of(view)
        return Range.exactly(effect.value * scale.value) if scale.known else NOT_KNOWN

    def dimension(self, view: View) -> Dimension:
        if self.as_ != "difference":
            return Dimension.SHARE
        own = view.dimension(self.figure)
        counts_units = self.times is not None and own is Dimension.SHARE
        return Dimension.COUNT if counts_units else own

    def names(self) -> tuple[str, ...]:
        return (self.figure,)


def compare(figure: Range, reference: Range, how: str, better: str) -> Range:
    """Hold a figure against a reference; not known where the reference is not, or is nothing to divide by."""
    if figure.low is None or figure.high is None or not reference.known:
        return NOT_KNOWN
    against = reference.value
    if how != "difference" and against == 0:
        return NOT_KNOWN
    ends = [_effect(end, against, how, better) for end in (figure.low, figure.high)]
    return Range(min(ends), max(ends))


def _effect(figure: Fraction, against: Fraction, how: str, better: str) -> Fraction:
    if how == "attainment":
        return figure / against
    difference = against - figure if better == "lower" else figure - against
    return difference if how == "difference" else difference / abs(against)
