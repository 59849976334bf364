"""What every measure is: it counts facts of a unit in a window, in whole numbers, the same on every engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import Field, GetCoreSchemaHandler, model_validator
from pydantic_core import PydanticCustomError, core_schema

from bundlinje.facts.base import FactKind
from bundlinje.facts.tables import Tables
from bundlinje.grammar.kind import TAG, OneOf, Shelf, tagged
from bundlinje.grammar.part import Kind, NonEmpty, Part
from bundlinje.grammar.quantity import Dimension, Quantity
from bundlinje.grammar.window import AnyWindow

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    from numpy.typing import NDArray

    from bundlinje.dates import Days

Take: TypeAlias = Literal["nearest", "first", "last", "best"]
Better: TypeAlias = Literal["lower", "higher"]
Declared: TypeAlias = Mapping[str, FactKind]


class StartWindow(Part):
    """The window a unit's own start value is counted in, and for a score which one is taken."""

    over: AnyWindow
    take: Take | None = None


class OwnStart(Part):
    """Compared with what the unit itself had at the start, as a difference or in parts of the start value."""

    own_start: StartWindow
    as_: Literal["difference", "relative"] = Field(alias="as")


class OwnNorm(Part):
    """Compared with a number that is fixed for the unit at enrolment, such as its expected days."""

    own: NonEmpty
    as_: Literal["difference"] = Field(alias="as")


class _Comparisons:
    """Annotation that tells the two comparisons of a unit with itself apart."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        forms: dict[str, type[Part]] = {"own_start": OwnStart, "own": OwnNorm}

        def tag(raw: Any) -> str | None:
            if isinstance(raw, Part):
                return TAG + next(name for name, cls in forms.items() if type(raw) is cls)
            found = [name for name in forms if isinstance(raw, dict) and name in raw]
            return TAG + found[0] if found else None

        return tagged(
            {TAG + name: handler.generate_schema(cls) for name, cls in forms.items()}, tag, "measure.compared"
        )


AnyOwn: TypeAlias = Annotated[OwnStart | OwnNorm, _Comparisons()]


class Measure(Kind):
    """A number per unit and occasion: a whole `num` counted by `aggregate`, divided by `denominator`.

    `compared_with` compares a unit with itself; from there on positive is better, so `better` is needed. `at_least`
    is the least the comparison may give (0: no unit is set off against another).
    """

    over: AnyWindow | None = None
    compared_with: AnyOwn | None = None
    better: Better | None = None
    at_least: Quantity | None = None

    @model_validator(mode="after")
    def _comparison_has_a_direction(self) -> Measure:
        if self.compared_with is not None and self.better is None:
            raise PydanticCustomError("measure.better_missing", "better missing")
        if self.at_least is not None and self.compared_with is None:
            raise PydanticCustomError("measure.at_least_alone", "at_least without comparison")
        return self

    def facts_used(self) -> tuple[str, ...]:
        """Names of the facts it counts, the first one first."""
        raise NotImplementedError

    def dimension(self, declared: Declared) -> Dimension:
        """What its value counts. A fact it cannot count raises `KeyError` (undeclared) or `ValueError` (no value)."""
        raise NotImplementedError

    def gives(self, declared: Declared) -> Dimension:
        """What it gives once it is compared: in parts of the own start it is a share, whatever was counted."""
        relative = isinstance(self.compared_with, OwnStart) and self.compared_with.as_ == "relative"
        return Dimension.SHARE if relative else self.dimension(declared)

    def aggregate(self, tables: Tables, windows: nw.LazyFrame[Any], declared: Declared) -> nw.LazyFrame[Any]:
        """Count facts in windows: one row `u, occasion, num, evidence` wherever a row of facts was used.

        `windows` has `unit` (join key), `u` (int32), `occasion` (int16), `start`, `end` (day numbers, half-open) and
        `target` (day number, −1 for none). A unit and occasion without a row has num 0 and evidence 0.
        """
        raise NotImplementedError

    def denominator(self, lengths: Days, declared: Declared) -> Days | NDArray[np.int64] | int:
        """What `num` is divided by to give the value exactly, for windows of these lengths in days."""
        return 1

    def grows_by(self, remaining: Days, declared: Declared) -> Days | None:
        """The most that `num` can still change while this many days of its window remain; none: without bound."""
        return None

    @property
    def only_grows(self) -> bool:
        """Whether `num` can never fall while its window is unfinished, so that what is counted so far is sure."""
        return True

    def needs_coverage(self) -> tuple[str, ...]:
        """Facts whose silence counts as none, so that a register must have been read for the whole window."""
        return self.facts_used()


SHELF: Shelf[Measure] = Shelf("bundlinje.measures", Measure)

AnyMeasure: TypeAlias = Annotated[Measure, OneOf(lambda: SHELF)]
"""One of the eight kinds of measure, told apart by its key."""
