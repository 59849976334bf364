"""Cutting: a contract's own caps on what its terms earned to date, in every world in which a cap can bite."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np

from bundlinje.dates import years_column
from bundlinje.limits.at_most import AtMost
from bundlinje.limits.base import Claims, Limit
from bundlinje.limits.bound import Against, against
from bundlinje.limits.cap import Cap
from bundlinje.limits.scope import YEAR
from bundlinje.limits.together import Together
from bundlinje.planned.bounds import Till
from bundlinje.planned.earned import Entry

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]
    Bool: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Table:
    """The entries of a flow of money to date in arrays of shape entries × worlds, in øre, for some of the worlds."""

    names: tuple[str, ...]
    entries: tuple[Entry, ...]
    worlds: Int64
    """The numbers of the worlds it has."""
    gross: Int64
    to_date: Int64
    """Earned, less what was lost for good."""
    settled: Int64
    lost: Int64

    @classmethod
    def of(
        cls, names: tuple[str, ...], entries: tuple[Entry, ...], worlds: Int64, columns: tuple[Int64, Int64, Int64]
    ) -> Table:
        """The table of entries: what they earned to date, and what was settled and what was lost of each before."""
        gross, settled, gone = columns
        return cls(names, entries, worlds, gross, gross - np.minimum(gone, np.maximum(gross, 0)), settled, gone)

    def claims(self, to_date: Int64, rows: Int64, chosen: Int64) -> Claims:
        """Some of the entries, in worlds chosen by their place in the table, as claims that a limit may cut."""
        columns = [np.array(column, dtype=np.int32) for column in zip(*self._where(rows.tolist()), strict=True)]
        columns.append(years_column(columns[-1]))
        term, unit, cohort, follow_up, due, year = (np.repeat(column, len(chosen)) for column in columns)
        cells = np.ix_(rows, chosen)
        return Claims(
            term=term,
            unit=unit,
            person=unit,
            cohort=cohort,
            follow_up=follow_up,
            year=year,
            due=due,
            to_date=to_date[cells].reshape(-1),
            settled=self.settled[cells].reshape(-1),
            term_names=self.names,
            world=np.tile(np.arange(len(chosen), dtype=np.int32), len(rows)),
            worlds=len(chosen),
        )

    def _where(self, rows: Sequence[int]) -> Iterator[tuple[int, int, int, int, int]]:
        for one in (self.entries[row] for row in rows):
            yield self.names.index(one.term), one.unit, max(one.cohort, 0), one.follow_up, one.due


def cut_by(limit: Limit, table: Table, to_date: Int64, lost: Int64, till: Till) -> tuple[Int64, Int64]:
    """What a cap leaves of each entry in every world of the table, and what is then lost of it for good."""
    rows = _looked_at(limit, table)
    if not len(table.worlds) or not len(rows):
        return to_date, lost
    seen, new = _Rows(table.entries, to_date), _Rows(table.entries, to_date, table.settled)
    chosen = np.flatnonzero(may_bite(limit, seen, new, till.within(table.worlds)))
    if not len(chosen):
        return to_date, lost
    rows = _still_moving(limit, table, to_date, rows)
    cut = limit.cut(table.claims(to_date, rows, chosen), till.within(table.worlds[chosen]))
    to_date, lost, cells = to_date.copy(), lost.copy(), np.ix_(rows, chosen)
    to_date[cells] -= cut.off.reshape(len(rows), -1)
    lost[cells] += cut.lost.reshape(len(rows), -1)
    return to_date, lost


def _looked_at(limit: Limit, table: Table) -> Int64:
    """The entries that a cap looks at."""
    caps = _caps(limit)
    return np.flatnonzero([any(not cap.names or one.term in cap.names for cap in caps) for one in table.entries])


def _still_moving(limit: Limit, table: Table, to_date: Int64, rows: Int64) -> Int64:
    """Of the entries, those that a cap on what is paid now can see: what is settled to the øre is nothing to it."""
    if not isinstance(limit, AtMost) or not limit.has_memory or against(limit.at_most) is Against.UNITS:
        return rows
    moving: Int64 = rows[(to_date[rows] != table.settled[rows]).any(axis=1)]
    return moving


class Sums(Protocol):
    """What entries come to, term by term, in every world."""

    @property
    def worlds(self) -> int:
        """How many worlds."""
        ...

    def above_zero(self, terms: Collection[str] = ()) -> Int64:
        """What entries above zero of these terms come to, or of all of them where none is named."""
        ...


@dataclass(frozen=True, slots=True)
class _Rows:
    """Sums over the rows of a table, less what was settled of each if that is given. Implements `Sums`."""

    entries: tuple[Entry, ...]
    ore: Int64
    less: Int64 | None = None

    @property
    def worlds(self) -> int:
        return int(self.ore.shape[1])

    def above_zero(self, terms: Collection[str] = ()) -> Int64:
        mine = [not terms or one.term in terms for one in self.entries]
        ore = self.ore[mine] if self.less is None else self.ore[mine] - self.less[mine]
        total: Int64 = np.maximum(ore, 0).sum(axis=0)
        return total


def may_bite(limit: Limit, to_date: Sums, new: Sums, till: Till) -> Bool:
    """Worlds in which a limit may take something, given what entries have earned to date and what of it is new."""
    bites = np.zeros(to_date.worlds, dtype=bool)
    for cap in _caps(limit):
        bites |= _may_bite(cap, to_date, new, till)
    return bites


def _caps(limit: Limit) -> list[Cap]:
    if isinstance(limit, Together):
        return list(limit.together)
    return [limit] if isinstance(limit, AtMost) else []


def _may_bite(cap: Cap, to_date: Sums, new: Sums, till: Till) -> Bool:
    """Worlds in which all entries that the cap looks at together exceed the bound; elsewhere no group of them can."""
    if against(cap.at_most) is Against.UNITS:
        return np.ones(to_date.worlds, dtype=bool)
    amount = (new if cap.has_memory else to_date).above_zero(cap.names)
    before = till.paid_in_year(tuple(cap.terms) if cap.terms else None) if cap.scope.word == YEAR else 0
    exceeds: Bool = amount + before > till.ore(cap.at_most)
    return exceeds
