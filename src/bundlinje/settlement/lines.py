"""Lines: the entries of a sheet gathered by clause, cohort and kind, and each line split over payers and receivers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.model import EVERY_TERM, VEHICLE, Leg
from bundlinje.grammar.part import walk
from bundlinje.money import Ore
from bundlinje.settlement.result import Line, LineKind
from bundlinje.settlement.roll import Roll
from bundlinje.settlement.sheet import Sheet
from bundlinje.splits.base import Purse, Split
from bundlinje.splits.leaf import BySegment
from bundlinje.terms.base import WAITING

if TYPE_CHECKING:
    from numpy.typing import NDArray

Int64: TypeAlias = "NDArray[np.int64]"
Bool: TypeAlias = "NDArray[np.bool_]"


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one line before it is split."""

    clause: str
    kind: LineKind
    cohort: str
    segment: str
    ore: Ore
    entries: Int64


def corrected(sheet: Sheet, less: str, more: str, follow_up: int) -> Sheet:
    """The sheet after the rules for corrections: what was paid too much, or too little, may be kept as it is.

    Too little is what later facts add to an entry that earned before; money that only waited for a limit is not.
    """
    earlier, now = sheet.rows.follow_up < follow_up, sheet.now
    if less == "kept":
        now = np.where(earlier & (now < 0), 0, now)
    rise = np.maximum(sheet.entries.gross - sheet.earned_before, 0)
    corrects = earlier & (sheet.earned_before != 0) & (now > 0) & (more == "kept")
    kept = np.where(corrects, np.minimum(rise, now), 0)
    return replace(sheet, now=now - kept, kept=kept)


def groups(sheet: Sheet, roll: Roll, follow_up: int, leg: Leg) -> Iterator[Group]:
    """The lines of a sheet, in the order of its terms: new occasions first, corrections and what waited after."""
    rows, waited = sheet.rows, sheet.waited()
    newly = rows.follow_up >= follow_up
    speaks = (sheet.now != 0) | (newly & (rows.state != WAITING))
    segment = rows.segment if _by_segment(leg) else np.full(len(rows), -1, dtype=np.int32)
    kinds = np.where(newly, 0, 1).astype(np.int32)
    marks = np.stack([sheet.term, kinds, rows.cohort, segment], axis=1)[speaks]
    positions = np.nonzero(speaks)[0]
    for term, kind, cohort, part in np.unique(marks, axis=0):
        mine = positions[(marks == [term, kind, cohort, part]).all(axis=1)]
        yield Group(
            clause=sheet.names[term],
            kind=_kind(bool(kind), waited[mine]),
            cohort=roll.cohort.name(int(cohort)),
            segment=roll.segment.name(int(part)),
            ore=int(sheet.now[mine].sum()),
            entries=mine,
        )


def _kind(earlier: bool, waited: Bool) -> LineKind:
    """Why the line of these entries is there. Where facts changed any of them, the whole line corrects."""
    if not earlier:
        return LineKind.NEW
    return LineKind.WAITED if waited.all() else LineKind.CORRECTION


def _by_segment(leg: Leg) -> bool:
    return any(isinstance(part, BySegment) for _, part in walk(leg))


@dataclass
class Desk:
    """Splits the lines of a leg one after the other; what one line pays counts against the ceilings of the next."""

    leg_name: str
    leg: Leg
    follow_up: int
    payers: Purse
    receivers: Purse
    number: int = 0

    def line(self, group: Group, kind: LineKind | None = None) -> Line:
        """The line of a group, split over its payers and receivers."""
        before = (self.payers, self.receivers)
        payers = self._paid_by(group)
        receivers = self._received(group)
        self.number += 1
        return Line(
            id=f"{self.follow_up}.{self.leg_name}.{self.number}",
            leg=self.leg_name,
            clause=group.clause,
            kind=kind or group.kind,
            cohort=group.cohort,
            segment=group.segment,
            ore=group.ore,
            payers=payers,
            receivers=receivers,
            entries=group.entries,
            before=before,
        )

    def guarantee(self, clause: str, ore: Ore, guarantor: str, limit: int) -> Line:
        """The line of a guarantor's top-up."""
        nothing = np.zeros(0, dtype=np.int64)
        line = self.line(Group(clause, LineKind.GUARANTEE, "", "", ore, nothing))
        return replace(line, payers={guarantor: ore}, limit=limit)

    def _paid_by(self, group: Group) -> Mapping[str, Ore]:
        if self.leg.passes_on is not None or self.leg.payers is None:
            return {VEHICLE: group.ore}
        split = self.leg.payers.get(group.clause) or self.leg.payers.get(EVERY_TERM)
        parts = _parts(split, group, self.payers)
        self.payers = self.payers.after(parts)
        return parts

    def _received(self, group: Group) -> Mapping[str, Ore]:
        parts = _parts(self.leg.split, group, self.receivers)
        self.receivers = self.receivers.after(parts)
        return parts


def _parts(split: Split | None, group: Group, purse: Purse) -> dict[str, Ore]:
    if split is None:
        return {VEHICLE: group.ore}
    parts = split.parts(group.ore, replace(purse, segment=group.segment or None))
    return {account: ore for account, ore in parts.items() if ore or not group.ore}
