"""What every kind of fact is: a title in the contract, a table in the files, and an exact scale for its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, TypeAlias

from bundlinje.facts.values import Measured
from bundlinje.grammar.kind import OneOf, Shelf
from bundlinje.grammar.part import Kind
from bundlinje.grammar.quantity import Dimension

Coverage: TypeAlias = Literal["stated", "complete"]
"""Whether silence is *none*: only where a coverage row says the register was read, or always."""


class FactKind(Kind):
    """A fact as a contract declares it under `facts:`, recognised by its key, whose value is the title.

    Values are stored as whole numbers: the stored number divided by `scale` is the value in `dimension`
    (kroner are stored in øre with scale 1, since øre is what the dimension counts).
    """

    table: ClassVar[str]
    """Name of the table its rows stand in: the file `<table>.csv`, `.xlsx` or `.parquet`."""

    @property
    def title(self) -> str:
        """What the contract calls it."""
        return str(getattr(self, self.key))

    @property
    def carries(self) -> Measured | None:
        """How its values are written and stored; none if its rows carry no value."""
        return None

    @property
    def own_numbers(self) -> Mapping[str, Measured]:
        """Numbers that are fixed for a unit, each a column of its table, and how they are stored."""
        return {}

    @property
    def dimension(self) -> Dimension | None:
        """What its values count; none if its rows carry no value."""
        return self.carries.dimension if self.carries else None

    @property
    def scale(self) -> int:
        """The whole number that stored values are divided by."""
        return self.carries.scale if self.carries else 1

    @property
    def stated_coverage(self) -> bool:
        """Whether a window counts as known only where a coverage row covers it."""
        return getattr(self, "coverage", "complete") == "stated"


SHELF: Shelf[FactKind] = Shelf("bundlinje.facts", FactKind)

AnyFact: TypeAlias = Annotated[FactKind, OneOf(lambda: SHELF)]
"""One of the six kinds of fact, told apart by its key."""
