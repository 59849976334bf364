"""The board: a column for each step with its cards, and the cases that have ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bundlinje_web.pipeline.casework.steps import ANALYSIS, days_in_step, is_over_target, stays
from bundlinje_web.pipeline.casework.turns import Turn, turns
from bundlinje_web.pipeline.models import Case

ENDED = (Case.STOPPED, Case.CLOSED)


@dataclass(frozen=True, slots=True)
class Card:
    """A case on the board: how long it has stood in its step, whether that is over the target, and whose turn it is."""

    case: Case
    days: int
    over_target: bool
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A column of the board."""

    code: str
    cards: tuple[Card, ...]


def card(case: Case, today: date) -> Card:
    """The card of a case."""
    return Card(case, days_in_step(case, today), is_over_target(case, today), turns(case))


def columns(cases: Iterable[Case], today: date) -> tuple[Step, ...]:
    """The steps in their order, then what has ended; each with its cards, the longest waiting first."""
    cards = sorted((card(case, today) for case in cases), key=lambda each: (-each.days, each.case.number))
    return tuple(Step(code, tuple(each for each in cards if each.case.state == code)) for code in (*Case.STEPS, *ENDED))


@dataclass(frozen=True, slots=True)
class LeadTime:
    """How long a step takes: how many stays have ended, their mean days exactly, the longest, and how many last."""

    step: str
    ended: int
    mean: Fraction | None
    longest: int | None
    lasting: int


def lead_times(cases: Iterable[Case], today: date) -> tuple[LeadTime, ...]:
    """For each step how long cases have stood in it; only stays that have ended are in the mean (PRC-04)."""
    held = [stay for case in cases for stay in stays(case.moves.all())]
    found = []
    for step in Case.STEPS:
        ended = [stay.days(today) for stay in held if stay.step == step and stay.until is not None]
        lasting = sum(1 for stay in held if stay.step == step and stay.until is None)
        mean = Fraction(sum(ended), len(ended)) if ended else None
        found.append(LeadTime(step, len(ended), mean, max(ended, default=None), lasting))
    return tuple(found)


def to_investment_case(cases: Iterable[Case]) -> tuple[int, ...]:
    """For each case that has come through the analysis, the days from its opening to its first day in step 4."""
    days = []
    for case in cases:
        held = stays(case.moves.all())
        through = next((stay.since for stay in held if stay.step == Case.IMPLEMENTATION), None)
        if through is not None and held[0].step in ANALYSIS:
            days.append((through - held[0].since).days)
    return tuple(days)
