"""What a settlement is: lines, who pays and receives each, what waits, what it leans on, and a digest of it all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from bundlinje.contract.model import Leg
from bundlinje.grammar.part import Marked
from bundlinje.money import Ore
from bundlinje.settlement.carried import Carried
from bundlinje.settlement.ground import Land
from bundlinje.settlement.sheet import Sheet
from bundlinje.splits.base import Purse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Positions: TypeAlias = NDArray[np.int64]


class LineKind(StrEnum):
    """Why a line is there."""

    NEW = "new"
    """Occasions that fell due since the former follow-up."""
    CORRECTION = "correction"
    """Facts that came later changed what an earlier follow-up paid."""
    WAITED = "waited"
    """What an earlier follow-up earned and a limit held back has room now; nothing about it has changed."""
    PASSED_ON = "passed_on"
    """Money that another flow brought in."""
    GUARANTEE = "guarantee"
    """A guarantor tops up."""


EARNED = (LineKind.NEW, LineKind.CORRECTION, LineKind.WAITED)
"""What terms earn, now or at earlier follow-ups."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a settlement: a clause, for a cohort and segment, its amount in øre, and who pays and receives it."""

    id: str
    leg: str
    clause: str
    kind: LineKind
    cohort: str
    segment: str
    ore: Ore
    payers: Mapping[str, Ore]
    receivers: Mapping[str, Ore]
    entries: Positions
    """Positions of its entries in the leg's sheet; empty for a guarantee."""
    before: tuple[Purse, Purse] = (Purse(), Purse())
    """What the splits over payers and over receivers knew of the accounts."""
    limit: int | None = None
    """For a guarantee, the position of the limit that called it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Entries of a clause that pay nothing yet because something is not known."""

    leg: str
    clause: str
    entries: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """The settlement of one follow-up: frozen with the digest of contract, facts, former state and result."""

    contract: str
    follow_up: int
    cutoff: date
    paid_on: date
    lines: tuple[Line, ...]
    held_back: tuple[str, ...]
    """Legs whose negative total waits to be set off in the next payment."""
    waiting: tuple[Waiting, ...]
    assumed: tuple[Marked, ...]
    carried: Carried
    digest: str
    sheets: Mapping[str, Sheet]
    lands: Mapping[int, Land]
    """The ground of every version in force, by its number, for explanations."""

    legs: Mapping[str, Leg]
    """The flows of money in force, with terms that only an older version has."""

    @property
    def land(self) -> Land:
        """The ground of the newest version."""
        return self.lands[max(self.lands)]

    def outcome_lines(self) -> tuple[Line, ...]:
        """Lines that outcome payers pay: not money passed on, topped up or paid out of the vehicle."""
        return tuple(
            line for line in self.lines
            if line.kind in EARNED and "vehicle" not in line.payers
        )  # fmt: skip

    @property
    def total_ore(self) -> Ore:
        """What outcome payers pay in all."""
        return sum(line.ore for line in self.outcome_lines())

    @property
    def payers(self) -> dict[str, Ore]:
        """What each outcome payer pays, in øre."""
        return _summed(line.payers for line in self.outcome_lines())

    @property
    def investors(self) -> dict[str, Ore]:
        """What each investor receives, in øre, guarantees included."""
        kinds = (LineKind.PASSED_ON, LineKind.GUARANTEE)
        return _summed(line.receivers for line in self.lines if line.kind in kinds)

    @property
    def guarantors(self) -> dict[str, Ore]:
        """What each guarantor tops up, in øre."""
        return _summed(line.payers for line in self.lines if line.kind is LineKind.GUARANTEE)


def _summed(parts: object) -> dict[str, Ore]:
    whole: dict[str, Ore] = {}
    for part in parts:  # type: ignore[attr-defined]
        for account, ore in part.items():
            whole[account] = whole.get(account, 0) + ore
    return whole
