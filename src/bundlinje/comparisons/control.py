"""Control: the same figure in a group that did not get the intervention."""

from __future__ import annotations

from typing import ClassVar

from bundlinje.comparisons.base import Reference
from bundlinje.figures.base import Range, View
from bundlinje.grammar.part import NonEmpty, Part, Says
from bundlinje.grammar.stated import Number


class Group(Part):
    """Which group is the control, and the figure expected there at signing: what shows if a difference can be told."""

    group: NonEmpty
    expected: Number | None = None


class Control(Reference):
    """The control group's figure, over the same follow-ups; with what is `expected` of it, its power is told."""

    key: ClassVar[str] = "control"
    says: ClassVar[Says] = Says(da="det samme tal for {control}", en="the same figure for {control}")
    example: ClassVar[str] = "{control: {group: control, expected: 35 %}}"

    control: Group

    def of(self, view: View, figure: str) -> Range:
        return view.narrowed(self.control.group, None).figure(figure)

    def groups(self) -> tuple[str, ...]:
        return (self.control.group,)
