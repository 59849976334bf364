"""The facts themselves: frozen tables of whole numbers, and what of them was known on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from bundlinje.dates import FOREVER, day_number
from bundlinje.facts.base import FactKind

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl
    from numpy.typing import NDArray

NAMES = ("enrolments", "spells", "events", "scores", "reports", "flows", "coverage")
"""The seven tables of facts."""

FEW = ("enrolments", "reports", "flows", "coverage")
"""Tables with a row for a person, a period or a payment: looked up again and again, and small enough to be kept."""


class Rows(Protocol):
    """Where the rows of facts are kept, corrections and all."""

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """A table, lazily."""
        ...

    def bring(self, columns: Mapping[str, NDArray[Any]]) -> nw.LazyFrame[Any]:
        """Columns from outside as a frame that joins with these tables."""
        ...

    def of_units(self, keys: Sequence[Any]) -> Rows:
        """Rows that hold at least everything about these units."""
        ...

    def keep(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """A frame that may be looked at many times."""
        ...


@dataclass(frozen=True, eq=False)
class Tables:
    """Facts in force as lazy Narwhals frames: days as int32 day numbers, ends half-open, values as scaled int64.

    A spell that has not ended ends on `dates.FOREVER`, or on the day after the cut-off. The columns of each are those
    of `bundlinje.facts.columns`; `id`, `void` and `source` may be missing where no row says anything in them. What of a
    table was known by the cut-off, a day number, is worked out when it is first asked for.
    """

    rows: Rows
    cutoff: int

    @cached_property
    def enrolments(self) -> nw.LazyFrame[Any]:
        """Who was enrolled."""
        return self._known("enrolments")

    @cached_property
    def spells(self) -> nw.LazyFrame[Any]:
        """States that last."""
        return self._known("spells")

    @cached_property
    def events(self) -> nw.LazyFrame[Any]:
        """What happened on a day."""
        return self._known("events")

    @cached_property
    def scores(self) -> nw.LazyFrame[Any]:
        """What was measured on a scale."""
        return self._known("scores")

    @cached_property
    def reports(self) -> nw.LazyFrame[Any]:
        """Numbers about a group and a period."""
        return self._known("reports")

    @cached_property
    def flows(self) -> nw.LazyFrame[Any]:
        """Money that moved."""
        return self._known("flows")

    @cached_property
    def coverage(self) -> nw.LazyFrame[Any]:
        """What the facts cover, about whom and from when until when."""
        return self._known("coverage")

    def _known(self, name: str) -> nw.LazyFrame[Any]:
        from bundlinje.facts.store.as_of import known_by

        return self.rows.keep(known_by(self.rows.table(name), name, self.cutoff))


@dataclass(frozen=True, eq=False)
class Facts:
    """Every recorded row, corrections and all, of the facts a contract declares. Rows are never changed or dropped.

    `as_of` gives the facts known on a day; `tables` and `frame` the rows in force, for measures to count.
    """

    declared: Mapping[str, FactKind]
    rows: Rows
    known: date | None = None
    """The cut-off; none if everything counts that was ever recorded."""

    @classmethod
    def empty(cls, declared: Mapping[str, FactKind]) -> Facts:
        """No facts at all."""
        from bundlinje.facts.reading.rows import facts_from_rows

        return facts_from_rows(declared)

    def as_of(self, cutoff: date) -> Facts:
        """What had happened and was recorded up to and including this day; the newest correction by then wins.

        A spell that lasts longer is known to have lasted until the cut-off, an exit that lies ahead is not known.
        """
        return replace(self, known=cutoff if self.known is None else min(cutoff, self.known))

    def of_units(self, keys: Sequence[Any]) -> Facts:
        """Facts that hold at least everything about these units, to count a part of all units elsewhere."""
        return replace(self, rows=self.rows.of_units(keys))

    @cached_property
    def tables(self) -> Tables:
        """The rows in force, lazily."""
        return Tables(self.rows, FOREVER if self.known is None else day_number(self.known))

    def frame(self, name: str) -> pl.DataFrame:
        """The rows of one table in force, in memory, with every column of its schema."""
        from bundlinje.facts.store.fetch import fetch_polars
        from bundlinje.facts.store.schema import full, own_names

        if name in self._frames:
            return self._frames[name]
        found = full(fetch_polars(getattr(self.tables, name)), name, own_names(self.declared))
        if name in FEW:
            self._frames[name] = found
        return found

    @cached_property
    def _frames(self) -> dict[str, pl.DataFrame]:
        return {}

    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the rows in force in canonical order."""
        from bundlinje.facts.store.digest import digest

        return digest(self)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name not in {"tables", "_frames"}}
