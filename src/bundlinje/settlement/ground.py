"""The ground terms stand on: units and figures of one version of a contract, as known at one follow-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.contract.parts import Gate
from bundlinje.dates import day_number
from bundlinje.facts.tables import Facts
from bundlinje.figures.base import UNIT_COUNTS, Range
from bundlinje.grammar.amount import AnyAmount
from bundlinje.grammar.condition import Bounds, Condition
from bundlinje.settlement.measuring import Measuring
from bundlinje.settlement.occasions import follow_up_of
from bundlinje.settlement.outcomes import (
    ACHIEVED,
    EXPECTED,
    NOT_KNOWN,
    WAITING,
    YES,
    Outcomes,
    all_of,
    any_of,
    negation,
)
from bundlinje.settlement.pricing import Market, priced
from bundlinje.settlement.roll import INTERVENTION, Roll
from bundlinje.settlement.rows import Timing, group_rows, unit_rows
from bundlinje.settlement.view import POOLED, Scene
from bundlinje.terms.base import NOBODY, Price, Rows, Seen

if TYPE_CHECKING:
    from numpy.typing import NDArray

Int8: TypeAlias = "NDArray[np.int8]"
Int32: TypeAlias = "NDArray[np.int32]"
Named: TypeAlias = Callable[[str, int], Fraction | None]


@dataclass(frozen=True)
class Land:
    """Implements `terms.base.Ground` for one version of a contract at one follow-up."""

    contract: Contract
    facts: Facts
    roll: Roll
    now: int
    cutoff: date
    ended: date | None
    money_named: Named
    """Amounts of money by name that are no figures: balances and drawn capital, in øre, at a follow-up."""
    former: Land | None = None
    """The ground at the follow-up before, for what was known already then."""

    @cached_property
    def measuring(self) -> Measuring:
        """The measures at the cut-off."""
        return Measuring(self.contract, self.facts, self.roll, self.cutoff)

    @cached_property
    def outcomes(self) -> Outcomes:
        """The outcomes at the cut-off."""
        return Outcomes(self.measuring, self.ended, self.former.outcomes if self.former else None)

    @cached_property
    def market(self) -> Market:
        """Where amounts are looked up."""
        return Market(self._labels(), self._amount_named, self._index_on)

    @property
    def is_final(self) -> bool:
        """Whether it is the last follow-up, planned or by early termination."""
        return self.now == len(self.contract.follow_ups) or self.ended is not None

    def follow_ups(self) -> Sequence[int]:
        """Numbers of all follow-ups up to now."""
        return range(1, self.now + 1)

    def year_ends(self) -> Sequence[int]:
        """Numbers of the follow-ups up to now that are the last of their calendar year, planned or by an early end."""
        held = self.contract.follow_ups[: self.now] if self.ended else self.contract.follow_ups
        years = [one.on.year for one in held]
        last = {year: number for number, year in enumerate(years, start=1)}
        return [number for number in sorted(last.values()) if number <= self.now]

    def unit_rows(self, name: str) -> Rows:
        """One row per unit and occasion of an outcome, a measure, or a count of units."""
        if name in UNIT_COUNTS:
            return self._counted_rows(name)
        return self._outcome_rows(name) if name in self.contract.outcomes else self._measure_rows(name)

    def _outcome_rows(self, name: str) -> Rows:
        states = self.outcomes.states(name)
        ours = self.roll.in_group(INTERVENTION)[:, None] & (states.follow_up <= self.now)
        at = np.nonzero(ours & np.isin(states.state, (ACHIEVED, EXPECTED, WAITING)))
        state, rate = states.state[at], self.scene(1, self.now, POOLED).expectation(name)
        expected = state == EXPECTED
        quantity = (np.where(expected, rate.numerator, 1), np.where(expected, rate.denominator, 1))
        when = Timing(at[1], states.due[at], states.start[at], states.follow_up[at])
        return unit_rows(self.roll, at[0], when, quantity, state == WAITING)

    def _measure_rows(self, name: str) -> Rows:
        values = self.measuring.values(name)
        there = values.occasions.there & ~values.occasions.out & (values.due <= day_number(self.cutoff))
        at = np.nonzero(there & self.roll.in_group(INTERVENTION)[:, None])
        when = Timing(at[1], values.due[at], values.occasions.start[at], values.follow_up[at])
        return unit_rows(self.roll, at[0], when, (values.num[at], values.den[at]), ~values.known[at])

    def _counted_rows(self, name: str) -> Rows:
        days = {"admitted": self.roll.admitted, "started": self.roll.started, "completed": self.roll.until}[name]
        there = self.roll.in_group(INTERVENTION) & (days >= 0) & (days <= day_number(self.cutoff))
        if name == "completed":
            there &= self.roll.completed
        unit = np.nonzero(there)[0]
        due, none = days[unit], np.zeros(len(unit), dtype=np.int64)
        when = Timing(none, due, due, follow_up_of(due, self.measuring.cutoffs))
        return unit_rows(self.roll, unit, when, (none + 1, none + 1), none > 0)

    def holds(self, outcome: str, rows: Rows) -> Int8:
        """For each row, whether its unit achieved an outcome on any occasion so far."""
        result: Int8 = self.outcomes.ever(outcome)[rows.unit]
        return result

    def gate(self, name: str, follow_up: int, cohort: int) -> bool | None:
        """Whether a gate is open; none if that is not known."""
        gate = self.contract.gates[name]
        seen = self.scene(follow_up, follow_up, cohort if gate.cohorts == "each" else POOLED)
        return gate_held(self.contract, gate, seen.figure)

    def cohorts_of(self, figure: str) -> Sequence[int]:
        """Codes of the cohorts a figure is seen for; `NOBODY` alone if it is pooled."""
        if self.contract.figures[figure].cohorts == "pooled":
            return [POOLED]
        ours = self.roll.in_group(INTERVENTION)
        return [int(code) for code in np.unique(self.roll.cohort.codes[ours])]

    def figure(self, name: str, first: int, last: int, cohort: int) -> Seen:
        """A figure over the follow-ups from `first` to `last`."""
        scene = self.scene(first, last, cohort)
        return Seen(name, scene.figure(name), scene.dimension(name), first, last, cohort)

    def scene(self, first: int, last: int, cohort: int) -> Scene:
        """What figures see of a cohort over the follow-ups from `first` to `last`."""
        return Scene(self.contract, self.measuring, self.outcomes, first, last, cohort)

    def group_row(self, cohort: int, occasion: int, follow_up: int) -> Rows:
        """One row for a group."""
        due = day_number(self.contract.follow_ups[follow_up - 1].on)
        former = day_number(self.contract.follow_ups[follow_up - 2].on) if follow_up > 1 else due
        when = Timing(*(np.array([one]) for one in (occasion, due, former, follow_up)))
        return group_rows(np.array([cohort]), when)

    def schedule_rows(self, days: Sequence[int], starts: int) -> Rows:
        """One row per scheduled day up to now."""
        due = np.array([day for day in days if day <= day_number(self.cutoff)], dtype=np.int32)
        since = np.concatenate([[starts], due[:-1]]).astype(np.int32)[: len(due)]
        follow_up = follow_up_of(due, [one.on for one in self.contract.follow_ups])
        return group_rows(np.full(len(due), NOBODY), Timing(np.arange(len(due)), due, since, follow_up))

    def priced(self, amount: AnyAmount, rows: Rows, path: str) -> tuple[Int32, tuple[Price, ...]]:
        """The price of each row, as a column of positions in a tuple of prices."""
        return priced(amount, rows, path, self.market)

    def number_for(self, amount: AnyAmount, row: Rows, path: str) -> Price:
        """The price of one row."""
        position, prices = self.priced(amount, row, path)
        return prices[int(position[0])]

    def _labels(self) -> dict[str, Callable[[Rows], tuple[Int32, Callable[[int], str]]]]:
        roll = self.roll
        phases = list((self.contract.phases or {}).items())

        def phase(rows: Rows) -> tuple[Int32, Callable[[int], str]]:
            codes = np.full(len(rows), -1, dtype=np.int32)
            for code, (_, numbers) in enumerate(phases):
                codes[(rows.follow_up >= numbers.first) & (rows.follow_up <= numbers.last)] = code
            return codes, lambda code: phases[code][0] if code >= 0 else ""

        return {
            "segment": lambda rows: (rows.segment, roll.segment.name),
            "cohort": lambda rows: (rows.cohort, roll.cohort.name),
            "phase": phase,
            "follow-up": lambda rows: (rows.follow_up, str),
            "year": lambda rows: (
                (rows.due.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + 1970),
                str,
            ),
            "occasion": lambda rows: (rows.occasion + 1, str),
        }

    def _amount_named(self, name: str, follow_up: int) -> Fraction | None:
        if name not in self.contract.figures:
            return self.money_named(name, follow_up)
        value = self.scene(1, follow_up, POOLED).figure(name)
        return value.value if value.known else None

    def _index_on(self, name: str, month: int | str) -> Fraction | None:
        year, number = (int(part) for part in str(month).split("-")[:2])
        day = day_number(date(year, number, 1))
        rows = self.facts.frame("reports")
        columns = (rows[column].to_list() for column in ("fact", "from", "until", "value"))
        values = [
            value for fact, first, until, value in zip(*columns, strict=True) if fact == name and first <= day < until
        ]
        return Fraction(values[0], self.contract.facts[name].scale) if values else None


def gate_held(contract: Contract, gate: Gate, figure: Callable[[str], Range]) -> bool | None:
    """Whether a gate is open, given the figures it looks at; none if that is not known."""
    truth = _held(contract, gate.where, figure)
    return None if truth == NOT_KNOWN else truth == YES


def _held(contract: Contract, condition: Condition, figure: Callable[[str], Range]) -> int:
    parts = [_range_tested(figure(name), bounds) for name, bounds in condition.tests.items()]
    if condition.achieved:
        parts.append(_held(contract, contract.gates[condition.achieved].where, figure))
    if condition.any:
        parts.append(_of(any_of, [_held(contract, part, figure) for part in condition.any]))
    if condition.all:
        parts.append(_of(all_of, [_held(contract, part, figure) for part in condition.all]))
    if condition.not_ is not None:
        parts.append(_of(lambda one: negation(one[0]), [_held(contract, condition.not_, figure)]))
    return _of(all_of, parts)


def _range_tested(value: Range, bounds: Bounds) -> int:
    if value.low is None or value.high is None:
        return NOT_KNOWN
    low, high = (_number_held(end, bounds) for end in (value.low, value.high))
    return int(low) if low == high else NOT_KNOWN


def _number_held(value: Fraction, bounds: Bounds) -> bool:
    tests = {
        "at_least": lambda bound: value >= bound,
        "above": lambda bound: value > bound,
        "at_most": lambda bound: value <= bound,
        "below": lambda bound: value < bound,
    }
    return all(tests[word](bound.value) for word, bound in bounds.given().items())


def _of(how: Callable[[list[Int8]], Int8], parts: Sequence[int]) -> int:
    return int(how([np.array([part], dtype=np.int8) for part in parts])[0])
