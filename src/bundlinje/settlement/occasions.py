"""Occasions: a window laid out for every unit, with the day each falls due and the follow-up it first belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.dates import FOREVER, Period, add_months_column, day_number, school_year, whole_year
from bundlinje.grammar.window import AnyWindow, Calendar, Named, Window
from bundlinje.grammar.written import Length
from bundlinje.settlement.roll import Roll

if TYPE_CHECKING:
    from numpy.typing import NDArray

Int32: TypeAlias = "NDArray[np.int32]"
Bool: TypeAlias = "NDArray[np.bool_]"
Anchors: TypeAlias = Callable[[str], Int32]
"""Finds the day number an anchor has for each unit; `FOREVER` where it has not come."""


@dataclass(frozen=True, slots=True)
class Occasions:
    """Windows of units, in arrays of shape units × occasions. Half-open; `target` is −1 where no day is aimed at."""

    start: Int32
    end: Int32
    target: Int32
    there: Bool
    """The unit has this occasion."""
    out: Bool
    """The unit has it, but a rule leaves it out."""
    present: Int32
    """Days of the window the unit was in the project; less than its length only where that counts pro rata."""

    @property
    def due(self) -> Int32:
        """Last day of each window."""
        result: Int32 = np.where(self.there, self.end - 1, FOREVER).astype(np.int32)
        return result

    @property
    def length(self) -> Int32:
        """Days in each window."""
        result: Int32 = self.end - self.start
        return result


def follow_up_of(due: Int32, cutoffs: Sequence[date]) -> Int32:
    """Number of the first follow-up whose cut-off is not before each day; one past the last where there is none."""
    days = np.array([day_number(day) for day in cutoffs], dtype=np.int32)
    result: Int32 = (np.searchsorted(days, due, side="left") + 1).astype(np.int32)
    return result


def window_of(contract: Contract, over: AnyWindow | None) -> Window | Calendar | None:
    """The window itself, where a contract's own name for it was used."""
    if isinstance(over, Named):
        return (contract.windows or {})[over.window]
    return over


def lay_out(contract: Contract, over: AnyWindow | None, roll: Roll, anchors: Anchors) -> Occasions:
    """The occasions of a window. Without a window there is one occasion: the day of enrolment."""
    window = window_of(contract, over)
    if window is None:
        return _unbroken(roll.admitted[:, None], roll.admitted[:, None] + 1, roll)
    if isinstance(window, Calendar):
        return _calendar(contract, window, roll)
    if window.per_follow_up:
        return _before_follow_ups(contract, window, roll)
    return _anchored(window, roll, anchors(window.anchor))


def _moved(days: Int32, length: Length, times: int) -> Int32:
    if length.months:
        return add_months_column(days, times * length.months)
    result: Int32 = (days + times * length.days).astype(np.int32)
    return result


def _ends(contract: Contract) -> Int32:
    return np.array([day_number(one.on) + 1 for one in contract.follow_ups], dtype=np.int32)


def _before_follow_ups(contract: Contract, window: Window, roll: Roll) -> Occasions:
    ends = _ends(contract)
    start = np.broadcast_to(_moved(ends, window.span.last, -1), (len(roll), len(ends)))
    end = np.broadcast_to(_moved(ends, window.span.first, -1), (len(roll), len(ends)))
    return _with_presence(start, end, roll, window.partly_in)


def _calendar(contract: Contract, window: Calendar, roll: Roll) -> Occasions:
    periods = _periods(contract, window)
    start = np.broadcast_to(np.array([day_number(p.start) for p in periods], dtype=np.int32), (len(roll), len(periods)))
    end = np.broadcast_to(np.array([day_number(p.end) for p in periods], dtype=np.int32), (len(roll), len(periods)))
    return _with_presence(start, end, roll, window.partly_in)


def _periods(contract: Contract, window: Calendar) -> list[Period]:
    first = min((one.on for one in contract.follow_ups), default=date(1970, 1, 1))
    starts = [c.intake.from_ for c in contract.all_cohorts().values() if c.intake.from_]
    first, last = min([first, *starts]), max((one.on for one in contract.follow_ups), default=first)
    if window.calendar == "contract-term":
        return [Period(first, date.fromordinal(last.toordinal() + 1))]
    year = whole_year if window.calendar == "calendar-year" else school_year
    return [
        year(number)
        for number in range(first.year - 1, last.year + 1)
        if year(number).end > first and year(number).start <= last
    ]


def _anchored(window: Window, roll: Roll, anchor: Int32) -> Occasions:
    came = anchor < FOREVER
    safe = np.where(came, anchor, 0).astype(np.int32)
    starts, ends, targets = [], [], []
    for repeat in range(window.repeats):
        base = _moved(safe, window.every, repeat) if window.every else safe
        start, end, target = _stretch(window, base)
        starts.append(start)
        ends.append(end)
        targets.append(target)
    whole = _unbroken(np.stack(starts, axis=1), np.stack(ends, axis=1), roll, np.stack(targets, axis=1))
    joins_inside = _is_day(window.anchor)
    laid = _partly(whole, _here(whole, roll, roll.admitted if joins_inside else whole.start[:, 0]), window.partly_in)
    return replace(laid, there=laid.there & came[:, None])


def _is_day(anchor: str) -> bool:
    """Whether the anchor is a date: units then join before, inside or after the window."""
    return anchor[:4].isdigit()


def _stretch(window: Window, base: Int32) -> tuple[Int32, Int32, Int32]:
    none = np.full(len(base), -1, dtype=np.int32)
    if window.within is not None:
        target = _moved(base, window.span.last, 1 if window.after else -1)
        return _moved(target, window.within, -1), _moved(target, window.within, 1) + 1, target
    if window.before is not None:
        return _moved(base, window.span.last, -1), _moved(base, window.span.first, -1), none
    return _moved(base, window.span.first, 1), _moved(base, window.span.last, 1), none


def _unbroken(start: Int32, end: Int32, roll: Roll, target: Int32 | None = None) -> Occasions:
    shape = start.shape
    there = np.broadcast_to(roll.takes_part[:, None], shape)
    out = there & (end > roll.out_after[:, None])
    aim = np.full(shape, -1, dtype=np.int32) if target is None else target
    return Occasions(start.astype(np.int32), end.astype(np.int32), aim, there, out, (end - start).astype(np.int32))


def _with_presence(start: Int32, end: Int32, roll: Roll, rule: str | None) -> Occasions:
    laid = _unbroken(start, end, roll)
    return _partly(laid, _here(laid, roll, roll.admitted), rule)


def _here(laid: Occasions, roll: Roll, joined: Int32) -> Int32:
    """Days of each window on which the unit was in the project."""
    first = np.maximum(laid.start, joined[:, None])
    last = np.minimum(laid.end, roll.here_until[:, None])
    result: Int32 = np.clip(last - first, 0, None).astype(np.int32)
    return result


def _partly(laid: Occasions, here: Int32, rule: str | None) -> Occasions:
    """Apply the rule for a unit that was there for part of a window; one that was not there at all has no occasion."""
    part, gone = here < laid.length, here == 0
    there = laid.there & ~gone
    out = there & (laid.out | (part if rule == "left out" else np.zeros_like(part)))
    present = np.where(gone | (rule != "pro rata"), laid.length, here).astype(np.int32)
    return replace(laid, there=there, out=out, present=present)
