"""A case's way through the steps: where it goes next, how long it stood in each, and what may be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from bundlinje_web.pipeline.models import Case, CaseMove

if TYPE_CHECKING:
    from bundlinje_web.acting import Actor

TARGET = timedelta(weeks=8)
"""Making an investment case of a proposal is expected to take six to eight weeks (PRC-04)."""
ANALYSIS = (Case.IDEA, Case.DATA, Case.SAVINGS, Case.REPAYMENT)
"""The steps in which an investment case is made."""
UNDO = timedelta(minutes=10)
"""How long a move can be undone."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in a step: since when, and until when it lasted; none where it lasts."""

    step: str
    since: date
    until: date | None

    def days(self, today: date) -> int:
        """How long it lasted, or has lasted."""
        return ((self.until or today) - self.since).days


def standing(moves: Iterable[CaseMove]) -> tuple[CaseMove, ...]:
    """The moves that stand: those undone, and the undoing, are left out."""
    held = sorted(moves, key=lambda move: (move.on, move.recorded_at))
    undone = {move.undoes_id for move in held if move.undoes_id}
    return tuple(move for move in held if move.pk not in undone and move.undoes_id is None)


def stays(moves: Iterable[CaseMove]) -> tuple[Stay, ...]:
    """Every stay in a step, in their order."""
    held = standing(moves)
    ends: Sequence[date | None] = [*(move.on for move in held[1:]), None]
    return tuple(Stay(move.after, move.on, end) for move, end in zip(held, ends, strict=True))


def in_step_since(case: Case) -> date:
    """The day it came to the step it stands in."""
    held = stays(case.moves.all())
    return held[-1].since if held else case.opened_on


def days_in_step(case: Case, today: date) -> int:
    """How many days it has stood in its step."""
    return max((today - in_step_since(case)).days, 0)


def is_over_target(case: Case, today: date) -> bool:
    """Whether it has stood longer in a step of the analysis than the whole analysis is expected to take."""
    return case.state in ANALYSIS and days_in_step(case, today) > TARGET.days


def next_of(case: Case) -> str:
    """The step it goes to next; empty at the end."""
    order = (*Case.STEPS, Case.CLOSED)
    if case.state not in Case.STEPS:
        return ""
    return order[order.index(case.state) + 1]


def undoable(case: Case, actor: Actor, now: datetime) -> CaseMove | None:
    """The last move, if this actor made it no longer than ten minutes ago and it has a way back."""
    held = standing(case.moves.all())
    last = held[-1] if held else None
    if last is None or not last.before or str(last.by_id) != actor.person:
        return None
    # A move that is told of afterwards was recorded now but made long ago.
    if now - last.recorded_at > UNDO or (timezone.localdate(now) - last.on).days > 1:
        return None
    return last if last.before in Case.MOVES.get(case.state, ()) else None
