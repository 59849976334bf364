"""The sheet of a leg: the entries of all its terms side by side, what was settled before, and what each limit took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.dates import years_column
from bundlinje.limits.base import Claims, Cut, Limit, ResolvesBounds
from bundlinje.settlement.carried import Carried, Settled, keys_of, taken
from bundlinje.terms.base import CLOSED, Entries, Price, Rows, stacked

if TYPE_CHECKING:
    from numpy.typing import NDArray

Int32: TypeAlias = "NDArray[np.int32]"
Int64: TypeAlias = "NDArray[np.int64]"
Bool: TypeAlias = "NDArray[np.bool_]"


@dataclass(frozen=True, slots=True)
class Applied:
    """A limit and what it did."""

    position: int
    limit: Limit
    cut: Cut


@dataclass(frozen=True, slots=True)
class Sheet:
    """All entries of a leg in columns: which term, where, earned to date, settled before, and due now."""

    names: tuple[str, ...]
    term: Int32
    entries: Entries
    settled: Int64
    lost: Int64
    """Øre that never come back: a limit with a memory took them, or a rule kept them, in earlier settlements."""
    earned_before: Int64
    """Øre earned to date, before limits, when an earlier settlement last looked; 0 where none did."""
    cuts: tuple[Applied, ...]
    to_date: Int64
    """After all limits."""
    now: Int64
    kept: Int64
    """Øre too little paid before that the contract lets be, for good."""

    @property
    def rows(self) -> Rows:
        """Where the entries stand."""
        return self.entries.rows

    def waited(self) -> Bool:
        """Entries paid now for what they had earned when an earlier settlement looked: a limit has room for it now."""
        result: Bool = (self.now > 0) & (self.entries.gross == self.earned_before)
        return result

    def lost_now(self) -> Int64:
        """Øre lost to date, this settlement included."""
        result: Int64 = self.lost + self.kept + sum((one.cut.lost for one in self.cuts), np.zeros_like(self.lost))
        return result

    def remembered(self, paid: bool) -> Mapping[str, Settled]:
        """What the next settlement must know of every term; where nothing was paid, nothing new was settled."""
        kept = {}
        settled = self.settled + self.now if paid else self.settled
        lost = self.lost_now() if paid else self.lost
        gross = self.entries.gross if paid else self.earned_before
        for code, name in enumerate(self.names):
            mine = np.nonzero(self.term == code)[0]
            keys = keys_of(self.rows.where(self.term == code))
            order = np.argsort(keys, kind="stable")
            mask = np.zeros(len(self.term), dtype=bool)
            mask[mine] = True
            rows = self.rows.where(mask)
            at = mine[order]
            kept[name] = Settled(keys[order], settled[at], lost[at], gross[at], taken(rows, order))
        return kept


def open_sheet(leg: str, found: Mapping[str, Entries], carried: Carried) -> Sheet:
    """The sheet before limits. Entries settled before that are no longer there come in with nothing earned."""
    none = np.zeros(0, dtype=np.int64)
    parts, before_this, term = [], [(none, none, none)], [none.astype(np.int32)]
    for code, (name, entries) in enumerate(found.items()):
        before = carried.of(leg, name)
        part = entries if before is None else stacked([entries, _vanished(entries, before)])
        parts.append(part)
        before_this.append(_found_before(part, before))
        term.append(np.full(len(part), code, dtype=np.int32))
    whole = stacked(parts)
    was, gone, earned = (np.concatenate(columns) for columns in zip(*before_this, strict=True))
    return Sheet(
        names=tuple(found),
        term=np.concatenate(term),
        entries=whole,
        settled=was,
        lost=gone,
        earned_before=earned,
        cuts=(),
        to_date=_less_lost(whole.gross, gone),
        now=np.zeros_like(was),
        kept=np.zeros_like(was),
    )


def _less_lost(gross: Int64, lost: Int64) -> Int64:
    return gross - np.minimum(lost, np.maximum(gross, 0))


def _vanished(entries: Entries, before: Settled) -> Entries:
    missing = ~np.isin(before.keys, keys_of(entries.rows)) & ((before.settled != 0) | (before.lost != 0))
    rows = before.rows.where(missing)
    closed = rows.in_state(np.full(len(rows), CLOSED, dtype=np.int8))
    none = np.zeros(len(rows), dtype=np.int8)
    return Entries(
        rows=closed,
        price=np.zeros(len(rows), dtype=np.int32),
        prices=(Price(None),),
        gross=np.zeros(len(rows), dtype=np.int64),
        version=None if entries.version is None else none,
    )


def _found_before(entries: Entries, before: Settled | None) -> tuple[Int64, Int64, Int64]:
    """Øre settled, lost and earned before, for each entry; 0 for one that no settlement has seen."""
    none = np.zeros(len(entries), dtype=np.int64)
    if before is None or not len(before.keys):
        return none, none.copy(), none.copy()
    keys = keys_of(entries.rows)
    position = np.minimum(np.searchsorted(before.keys, keys), len(before.keys) - 1)
    same = before.keys[position] == keys
    settled, lost, gross = (
        np.where(same, column[position], 0) for column in (before.settled, before.lost, before.gross)
    )
    return settled, lost, gross


def limited(sheet: Sheet, limits: Sequence[Limit], bounds: ResolvesBounds) -> Sheet:
    """The sheet after every limit in its order, and what is due now: to date − settled before."""
    to_date, cuts = sheet.to_date, []
    for position, limit in enumerate(limits):
        cut = limit.cut(_claims(sheet, to_date), bounds)
        to_date = to_date - cut.off
        cuts.append(Applied(position, limit, cut))
    return replace(sheet, cuts=tuple(cuts), to_date=to_date, now=to_date - sheet.settled)


def _claims(sheet: Sheet, to_date: Int64) -> Claims:
    rows = sheet.rows
    return Claims(
        term=sheet.term,
        unit=rows.unit,
        person=rows.person,
        cohort=np.maximum(rows.cohort, 0).astype(np.int32),
        follow_up=rows.follow_up,
        year=years_column(rows.due),
        due=rows.due,
        to_date=to_date,
        settled=sheet.settled,
        term_names=sheet.names,
    )
