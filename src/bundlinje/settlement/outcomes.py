"""Outcomes: from numbers to achieved, not achieved, left out or waiting; strong Kleene logic in columns.

While a condition is worked out a value is 0 (no), 1 (yes) or 2 (not known). The rule for what is not measured is
applied once, at the named outcome, and leaves one of the states below.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.parts import Outcome
from bundlinje.dates import FOREVER, day_number
from bundlinje.grammar.condition import Bounds, Condition
from bundlinje.settlement.measuring import NO_BOUND, Measuring, Values
from bundlinje.settlement.occasions import follow_up_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Int8: TypeAlias = "NDArray[np.int8]"
Int32: TypeAlias = "NDArray[np.int32]"
Bool: TypeAlias = "NDArray[np.bool_]"

NO, YES, NOT_KNOWN = 0, 1, 2
NOT, ACHIEVED, OUT, WAITING, EXPECTED, NOT_DUE = range(6)
"""States of a unit's outcome on an occasion. `EXPECTED` only after early termination; `NOT_DUE`: nothing to say yet."""

STATE_NAMES = ("not_achieved", "achieved", "left_out", "waiting", "expected", "not_due")


@dataclass(frozen=True, slots=True)
class States:
    """An outcome in arrays of shape units × occasions: its state, whether measured, when due and first counted."""

    state: Int8
    measured: Bool
    due: Int32
    start: Int32
    follow_up: Int32

    @property
    def decided(self) -> Bool:
        """Due, and in the denominator."""
        result: Bool = np.isin(self.state, (NOT, ACHIEVED, WAITING, EXPECTED))
        return result


def all_of(parts: list[Int8]) -> Int8:
    """Kleene *and*: no if one is no, yes if all are yes, else not known."""
    no = np.any([part == NO for part in parts], axis=0)
    yes = np.all([part == YES for part in parts], axis=0)
    return np.where(no, NO, np.where(yes, YES, NOT_KNOWN)).astype(np.int8)


def any_of(parts: list[Int8]) -> Int8:
    """Kleene *or*: yes if one is yes, no if all are no, else not known."""
    return negation(all_of([negation(part) for part in parts]))


def negation(part: Int8) -> Int8:
    """Kleene *not*: not known stays not known."""
    return np.where(part == NOT_KNOWN, NOT_KNOWN, 1 - part).astype(np.int8)


def tested(values: Values, bounds: Bounds) -> Int8:
    """A measure against its bounds. In a window that has not ended it is known only if both ends of the range agree."""
    parts = [_held(values, word, bound.value) for word, bound in bounds.given().items()]
    return np.where(values.known, all_of(parts), NOT_KNOWN).astype(np.int8)


def _held(values: Values, word: str, bound: Fraction) -> Int8:
    low = _compared(values.num, values, word, bound)
    unbounded = values.most == NO_BOUND
    most = np.where(unbounded, values.num, values.most)
    high = np.where(unbounded, word in ("at_least", "above"), _compared(most, values, word, bound))
    return np.where(low == high, low, NOT_KNOWN).astype(np.int8)


def _compared(num: NDArray[np.int64], values: Values, word: str, bound: Fraction) -> Bool:
    left, right = num * bound.denominator, values.den * bound.numerator
    result: Bool = {"at_least": left >= right, "above": left > right, "at_most": left <= right, "below": left < right}[
        word
    ]
    return result


class Outcomes:
    """Works out the outcomes of a contract at a cut-off. Each is worked out once, when first asked for."""

    def __init__(self, measuring: Measuring, ended: date | None, former: Outcomes | None = None) -> None:
        self.measuring, self.ended, self.former = measuring, ended, former
        self._states: dict[str, States] = {}
        measuring.achieved_day = self.first_achieved

    def states(self, name: str) -> States:
        """The states of an outcome."""
        if name not in self._states:
            self._states[name] = self._worked_out(name, self.measuring.contract.outcomes[name])
        return self._states[name]

    def first_achieved(self, name: str) -> Int32:
        """The day each unit first achieved an outcome; `FOREVER` where it has not."""
        states = self.states(name)
        days = np.where(states.state == ACHIEVED, states.due, FOREVER)
        result: Int32 = days.min(axis=1, initial=FOREVER).astype(np.int32)
        return result

    def ever(self, name: str) -> Int8:
        """Whether each unit achieved an outcome on any occasion due by now."""
        states = self.states(name)
        yes = (states.state == ACHIEVED).any(axis=1)
        maybe = np.isin(states.state, (WAITING, NOT_DUE)).any(axis=1)
        return np.where(yes, YES, np.where(maybe, NOT_KNOWN, NO)).astype(np.int8)

    def _worked_out(self, name: str, outcome: Outcome) -> States:
        truth, frame = self._truth(outcome.where)
        if outcome.after is not None:
            truth = all_of([truth, self._came_after(outcome.after, frame.due)])
        states = self._ruled(name, outcome, truth, frame)
        if outcome.happens == "once":
            states = replace(states, state=self._once(states, outcome.per))
        return self._as_expected(name, states, frame)

    def _truth(self, condition: Condition) -> tuple[Int8, _Frame]:
        parts = [(tested(self._values(name), bounds), self._frame(name)) for name, bounds in condition.tests.items()]
        if condition.achieved:
            parts.append(self._as_truth(condition.achieved))
        if condition.any:
            parts.append(_joined([self._truth(part) for part in condition.any], any_of))
        if condition.all:
            parts.append(_joined([self._truth(part) for part in condition.all], all_of))
        if condition.not_ is not None:
            truth, frame = self._truth(condition.not_)
            parts.append((negation(truth), frame))
        if condition.segment:
            parts.append(self._in_segment(condition.segment))
        return _joined(parts, all_of)

    def _values(self, name: str) -> Values:
        return self.measuring.values(name)

    def _frame(self, name: str) -> _Frame:
        values = self._values(name)
        there, out = values.occasions.there, values.occasions.out
        return _Frame(
            values.due, values.occasions.start, there, out, fixed=self.measuring.contract.measures[name].over is None
        )

    def _as_truth(self, name: str) -> tuple[Int8, _Frame]:
        states = self.states(name)
        truth = np.select([states.state == ACHIEVED, states.state == NOT], [YES, NO], NOT_KNOWN).astype(np.int8)
        there = (states.state != NOT_DUE) | (states.due < FOREVER)
        return truth, _Frame(states.due, states.start, there, states.state == OUT)

    def _in_segment(self, segment: str) -> tuple[Int8, _Frame]:
        roll = self.measuring.roll
        inside = (roll.segment.codes == roll.segment.code(segment)).astype(np.int8)[:, None]
        there = roll.takes_part[:, None]
        admitted = roll.admitted[:, None]
        return inside, _Frame(admitted, admitted, there, np.zeros_like(there), fixed=True)

    def _came_after(self, name: str, due: Int32) -> Int8:
        states = self.states(name)
        first = self.first_achieved(name)[:, None]
        open_ = np.isin(states.state, (WAITING, NOT_DUE)) & (states.due < FOREVER)
        earliest_open = np.where(open_, states.due, FOREVER).min(axis=1, initial=FOREVER)[:, None]
        return np.where(first <= due, YES, np.where(earliest_open <= due, NOT_KNOWN, NO)).astype(np.int8)

    def _ruled(self, name: str, outcome: Outcome, truth: Int8, frame: _Frame) -> States:
        rule = outcome.not_measured
        cutoff = day_number(self.measuring.cutoff)
        frame = self._once_known(name, truth, frame) if outcome.due == "once known" else frame
        due = frame.there & (frame.due <= cutoff)
        state = np.full(truth.shape, NOT_DUE, dtype=np.int8)
        state[due & (truth == YES)] = ACHIEVED
        state[due & (truth == NO)] = NOT
        silent = due & (truth == NOT_KNOWN)
        state[silent] = {"counts as not achieved": NOT, "left out": OUT}.get(rule.rule, WAITING)
        if rule.outcome:
            instead = np.broadcast_to(self.states(rule.outcome).state, state.shape)
            state = np.where(silent, instead, state).astype(np.int8)
        state[frame.there & frame.out & (frame.due <= cutoff)] = OUT
        return States(
            state, due & (truth != NOT_KNOWN) & ~frame.out, frame.due, frame.start,
            follow_up_of(frame.due, self.measuring.cutoffs),
        )  # fmt: skip

    def _once_known(self, name: str, truth: Int8, frame: _Frame) -> _Frame:
        """What can no longer change is due on the first cut-off at which that was known, before its window ends."""
        due = np.where(
            frame.there & (truth != NOT_KNOWN), np.minimum(frame.due, day_number(self.measuring.cutoff)), frame.due
        )
        if self.former is not None:
            before = self.former.states(name)
            if before.due.shape == due.shape:
                due = np.where(np.isin(before.state, (ACHIEVED, NOT)), np.minimum(before.due, due), due)
        return replace(frame, due=due.astype(np.int32))

    def _once(self, states: States, per: str) -> Int8:
        roll = self.measuring.roll
        who = roll.person.codes if per == "person" else np.arange(len(roll), dtype=np.int32)
        unit, occasion = np.nonzero(states.state == ACHIEVED)
        order = np.lexsort((occasion, unit, states.due[unit, occasion], who[unit]))
        again = (
            np.concatenate([[False], who[unit][order][1:] == who[unit][order][:-1]])
            if len(order)
            else np.zeros(0, bool)
        )
        state = states.state.copy()
        state[unit[order][again], occasion[order][again]] = OUT
        return state

    def _as_expected(self, name: str, states: States, frame: _Frame) -> States:
        rule = self.measuring.contract.ends_early
        if self.ended is None or rule is None or name not in rule.expected:
            return states
        open_ = frame.there & ~frame.out & np.isin(states.state, (NOT_DUE, WAITING))
        last = len(self.measuring.cutoffs)
        ended_at = follow_up_of(np.array([day_number(self.ended)], dtype=np.int32), self.measuring.cutoffs)[0]
        return replace(
            states,
            state=np.where(open_, EXPECTED, states.state).astype(np.int8),
            follow_up=np.where(open_, min(int(ended_at), last), states.follow_up).astype(np.int32),
        )


@dataclass(frozen=True, slots=True)
class _Frame:
    """The occasions a truth value is laid out on. `fixed`: the same on all, so it never decides when one is due."""

    due: Int32
    start: Int32
    there: Bool
    out: Bool
    fixed: bool = False


def _joined(parts: list[tuple[Int8, _Frame]], how: object) -> tuple[Int8, _Frame]:
    if len(parts) == 1:
        return parts[0]
    width = max(truth.shape[1] for truth, _ in parts)
    shape = (parts[0][0].shape[0], width)
    truths = [np.broadcast_to(truth, shape) for truth, _ in parts]
    frames = [frame for _, frame in parts if not frame.fixed] or [frame for _, frame in parts]
    joined: Int8 = how(truths)  # type: ignore[operator]
    return joined, _Frame(
        due=np.max([np.broadcast_to(frame.due, shape) for frame in frames], axis=0),
        start=np.min([np.broadcast_to(frame.start, shape) for frame in frames], axis=0),
        there=np.all([np.broadcast_to(frame.there, shape) for frame in frames], axis=0),
        out=np.any([np.broadcast_to(frame.out, shape) for frame in frames], axis=0),
        fixed=all(frame.fixed for _, frame in parts),
    )
