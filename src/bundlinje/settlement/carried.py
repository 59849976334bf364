"""What one settlement hands to the next: what was settled and lost, entry by entry, and the money that has moved."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.money import Ore
from bundlinje.terms.base import Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

Int64: TypeAlias = "NDArray[np.int64]"

_OCCASIONS, _COHORTS = 16, 12


def keys_of(rows: Rows) -> Int64:
    """One number per entry of a term: unit, cohort and occasion, so that settlements find each other's entries."""
    unit, cohort = rows.unit.astype(np.int64) + 1, rows.cohort.astype(np.int64) + 1
    keys: Int64 = (unit << (_OCCASIONS + _COHORTS)) | (cohort << _OCCASIONS) | rows.occasion.astype(np.int64)
    return keys


@dataclass(frozen=True, slots=True)
class Settled:
    """The entries of one term that were settled before: sorted keys, øre settled and lost to date, and their rows."""

    keys: Int64
    settled: Int64
    lost: Int64
    rows: Rows


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
