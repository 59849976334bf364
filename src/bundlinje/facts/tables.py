"""The facts themselves: frozen tables of whole numbers, and what of them was known on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from bundlinje.facts.base import FactKind

if TYPE_CHECKING:
    import narwhals as nw

NAMES = ("enrolments", "spells", "events", "scores", "reports", "flows", "coverage")
"""The seven tables of facts."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Facts in force as lazy Narwhals frames: days as int32 day numbers, ends half-open, values as scaled int64.

    A spell that has not ended ends on `dates.FOREVER`. Columns are those of `bundlinje.facts.columns`.
    """

    enrolments: nw.LazyFrame[object]
    spells: nw.LazyFrame[object]
    events: nw.LazyFrame[object]
    scores: nw.LazyFrame[object]
    reports: nw.LazyFrame[object]
    flows: nw.LazyFrame[object]
    coverage: nw.LazyFrame[object]


@dataclass(frozen=True, eq=False)
class Facts:
    """Every recorded row, corrections and all, of the facts a contract declares. Rows are never changed or dropped.

    `as_of` gives the facts known on a day; `tables` the rows in force, for measures to count.
    """

    declared: Mapping[str, FactKind] = field(default_factory=lambda: MappingProxyType({}))
    known: date | None = None

    @classmethod
    def empty(cls, declared: Mapping[str, FactKind]) -> Facts:
        """No facts at all."""
        raise NotImplementedError

    @property
    def tables(self) -> Tables:
        """The rows in force, lazily."""
        raise NotImplementedError

    def as_of(self, cutoff: date) -> Facts:
        """What had happened and was recorded up to and including this day; the newest correction wins."""
        raise NotImplementedError

    def digest(self) -> str:
        """SHA-256 over the rows in canonical order."""
        raise NotImplementedError
