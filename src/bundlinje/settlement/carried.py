"""What one settlement hands to the next: what was settled and lost, entry by entry, and the money that has moved."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.money import Ore
from bundlinje.terms.base import Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

Int64: TypeAlias = "NDArray[np.int64]"
Int32: TypeAlias = "NDArray[np.int32]"

_BITS = {"unit": 30, "cohort": 12, "member": 5, "occasion": 16}
"""Room in a key for each column; together 63, so that keys stay positive."""


def keys_of(rows: Rows) -> Int64:
    """One number per entry of a term: unit, cohort, member and occasion, so that settlements find each other's entries.

    Raises `OverflowError` where a column has more values than a key has room for.
    """
    keys = np.zeros(len(rows), dtype=np.int64)
    for name, bits in _BITS.items():
        column = getattr(rows, name).astype(np.int64) + 1
        if len(column) and int(column.max()) >> bits:
            raise OverflowError(f"too many values of {name} for a key")
        keys = (keys << bits) | column
    return keys


@dataclass(frozen=True, slots=True)
class Names:
    """The names behind the codes of rows. A later settlement may know more of them, in another order."""

    unit: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    cohort: tuple[str, ...] = ()
    segment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """The entries of one term that were settled before: sorted keys, øre settled, lost and earned, their rows."""

    keys: Int64
    settled: Int64
    lost: Int64
    gross: Int64
    rows: Rows

    def renamed(self, old: Names, new: Names) -> Settled:
        """The same entries with the codes that the same names have now. Every old name must be among the new ones."""
        rows = replace(
            self.rows,
            unit=_recoded(self.rows.unit, old.unit, new.unit),
            person=_recoded(self.rows.person, old.person, new.person),
            cohort=_recoded(self.rows.cohort, old.cohort, new.cohort),
            segment=_recoded(self.rows.segment, old.segment, new.segment),
        )
        keys = keys_of(rows)
        order = np.argsort(keys, kind="stable")
        settled, lost, gross = (column[order] for column in (self.settled, self.lost, self.gross))
        return Settled(keys[order], settled, lost, gross, taken(rows, order))


def taken(rows: Rows, order: Int64) -> Rows:
    """Rows in another order."""
    return Rows(*(getattr(rows, name)[order] for name in Rows.__slots__))


def _recoded(codes: Int32, before: tuple[str, ...], now: tuple[str, ...]) -> Int32:
    if not before or before == now:
        return codes
    place = {one: code for code, one in enumerate(now)}
    moved = np.array([place[one] for one in before], dtype=np.int32)
    return np.where(codes < 0, codes, moved[np.maximum(codes, 0)]).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Moved:
    """Money that an earlier settlement moved: the day, the flow, who paid or received, and how many øre."""

    day: date
    follow_up: int
    leg: str
    clause: str
    side: str
    account: str
    ore: Ore


@dataclass(frozen=True, slots=True)
class Carried:
    """The state between settlements."""

    terms: Mapping[tuple[str, str], Settled] = field(default_factory=dict)
    moved: tuple[Moved, ...] = ()
    topped_up: Mapping[tuple[str, str], Ore] = field(default_factory=dict)
    passed_on: Mapping[str, tuple[Ore, ...]] = field(default_factory=dict)
    digest: str = ""
    names: Names = Names()

    def renamed(self, names: Names) -> Carried:
        """The same state in the codes that today's names have."""
        if names == self.names:
            return self
        terms = {key: settled.renamed(self.names, names) for key, settled in self.terms.items()}
        return replace(self, terms=terms, names=names)

    def of(self, leg: str, term: str) -> Settled | None:
        """What was settled before of a term."""
        return self.terms.get((leg, term))

    def paid(self, side: str, account: str, year: int | None = None) -> Ore:
        """What an account has paid or received before, in all or in one calendar year."""
        return sum(
            one.ore for one in self.moved
            if one.side == side and one.account == account and year in (None, one.day.year)
        )  # fmt: skip


def digest_of(*texts: str) -> str:
    """SHA-256 over texts, each with its length, so that no two lists of texts share one."""
    whole = hashlib.sha256()
    for text in texts:
        raw = text.encode()
        whole.update(f"{len(raw)}:".encode())
        whole.update(raw)
    return whole.hexdigest()
