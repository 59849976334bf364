"""Measuring: every measure of a contract, per unit and occasion, as exact numbers with what is known about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.dates import FOREVER, day_number
from bundlinje.facts.tables import Facts
from bundlinje.grammar.window import AnyWindow, Window
from bundlinje.measures.base import Measure, OwnNorm, OwnStart
from bundlinje.measures.collect import collected
from bundlinje.measures.coverage import known_windows
from bundlinje.settlement.occasions import Occasions, follow_up_of, lay_out, window_of
from bundlinje.settlement.roll import Roll

if TYPE_CHECKING:
    from numpy.typing import NDArray

Int64: TypeAlias = "NDArray[np.int64]"
Int32: TypeAlias = "NDArray[np.int32]"
Bool: TypeAlias = "NDArray[np.bool_]"

NO_BOUND = np.iinfo(np.int64).min
"""Stands in `Values.most` where a number can still grow without bound: a value no measure can have."""


@dataclass(frozen=True, slots=True)
class Values:
    """A measure in arrays of shape units × occasions: `num / den`, whether it is known, and on how many facts it rests.

    In a window that has not ended, `num` is what is sure so far and `most` what is still possible, or `NO_BOUND`.
    """

    num: Int64
    den: Int64
    known: Bool
    evidence: Int64
    most: Int64
    occasions: Occasions
    due: Int32
    follow_up: Int32

    def at(self, unit: int, occasion: int) -> Fraction | None:
        """The exact value of one unit and occasion; none if it is not known."""
        if not self.known[unit, occasion]:
            return None
        return Fraction(int(self.num[unit, occasion]), int(self.den[unit, occasion]))


class Measuring:
    """Measures a contract's facts at a cut-off. Each measure is counted once, when first asked for."""

    def __init__(self, contract: Contract, facts: Facts, roll: Roll, cutoff: date) -> None:
        self.contract, self.facts, self.roll, self.cutoff = contract, facts, roll, cutoff
        self._values: dict[str, Values] = {}
        self.achieved_day: Any = None
        """Set by the outcomes: finds the day on which each unit first achieved an outcome."""

    @cached_property
    def cutoffs(self) -> list[date]:
        """The cut-offs of all follow-ups."""
        return [one.on for one in self.contract.follow_ups]

    def values(self, name: str) -> Values:
        """A measure of the contract, for all units and occasions."""
        if name not in self._values:
            self._values[name] = self._measured(self.contract.measures[name])
        return self._values[name]

    def anchor(self, name: str) -> Int32:
        """The day number of an anchor for each unit; `FOREVER` where it has not come."""
        if name == "enrolment":
            return self.roll.admitted
        if name == "exit":
            return self.roll.until
        if name in self.contract.facts:
            return self._first_event(name)
        if name in self.contract.outcomes:
            days: Int32 = self.achieved_day(name)
            return days
        return np.full(len(self.roll), day_number(date.fromisoformat(name)), dtype=np.int32)

    def occasions(self, over: AnyWindow | None) -> Occasions:
        """The occasions of a window."""
        return lay_out(self.contract, over, self.roll, self.anchor)

    def _first_event(self, name: str) -> Int32:
        """The first day of an event, or of a spell."""
        table, day = self.contract.facts[name].table, "from" if self.contract.facts[name].table == "spells" else "day"
        rows = self.facts.frame(table)
        first: dict[str, int] = {}
        for fact, unit, on in zip(*(rows[column].to_list() for column in ("fact", "unit", day)), strict=True):
            if fact == name:
                first[unit] = min(on, first.get(unit, FOREVER))
        return np.array([first.get(unit, FOREVER) for unit in self.roll.units], dtype=np.int32)

    def _measured(self, measure: Measure) -> Values:
        values = self._counted(measure)
        compared = measure.compared_with
        if isinstance(compared, OwnStart):
            values = _against_start(values, self._start_of(measure, compared), compared.as_, measure.better or "lower")
        elif isinstance(compared, OwnNorm):
            values = self._against_norm(values, compared.own, measure.better or "lower")
        return values if measure.at_least is None else _no_less(values, measure.at_least.value)

    def _start_of(self, measure: Measure, compared: OwnStart) -> Values:
        changes: dict[str, Any] = {"over": compared.own_start.over, "compared_with": None, "at_least": None}
        if compared.own_start.take is not None:
            changes["take"] = compared.own_start.take
        return self._counted(measure.model_copy(update=changes))

    def _against_norm(self, values: Values, name: str, better: str) -> Values:
        from bundlinje.measures.base import SHELF

        norm = self._counted(SHELF.kinds["own"].model_validate({"own": name}))
        return _against_start(values, norm, "difference", better)

    def _counted(self, measure: Measure) -> Values:
        occasions = self.occasions(measure.over)
        begun = occasions.there & ~occasions.out & (occasions.start <= day_number(self.cutoff))
        unit, occasion = np.nonzero(begun)
        windows = self._windows(occasions, unit, occasion)
        num, evidence = self._filled(measure, windows, begun.shape)
        known = np.zeros(begun.shape, dtype=bool)
        if len(unit):
            found = evidence[unit, occasion]
            known[unit, occasion] = known_windows(
                measure, self.facts, self.roll.units, windows, found, self.contract.facts
            )
        if not measure.only_grows:
            known &= occasions.end <= day_number(self.cutoff) + 1
        den = np.broadcast_to(measure.denominator(occasions.length, self.contract.facts), num.shape).astype(np.int64)
        values = Values(
            num, np.maximum(den, 1), known, evidence, self._most(measure, num, occasions), occasions,
            occasions.due, follow_up_of(occasions.due, self.cutoffs),
        )  # fmt: skip
        return _scaled_to_presence(values)

    def _windows(self, occasions: Occasions, unit: Any, occasion: Any) -> dict[str, Any]:
        """The windows of these units and occasions, as far as they have come."""
        at = (unit, occasion)
        end = np.minimum(occasions.end[at], day_number(self.cutoff) + 1)
        return {
            "unit": unit.astype(np.int32),
            "occasion": occasion.astype(np.int16),
            "start": occasions.start[at],
            "end": end.astype(np.int32),
            "target": occasions.target[at],
        }

    def _filled(self, measure: Measure, windows: Mapping[str, Any], shape: tuple[int, ...]) -> tuple[Int64, Int64]:
        num, evidence = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        if len(windows["unit"]):
            found = collected(measure, self.facts, self.roll.units, windows, self.contract.facts)
            num[found.u, found.occasion] = found.num
            evidence[found.u, found.occasion] = found.evidence
        return num, evidence

    def _most(self, measure: Measure, num: Int64, occasions: Occasions) -> Int64:
        remaining = np.clip(occasions.end - (day_number(self.cutoff) + 1), 0, occasions.length).astype(np.int32)
        grows = measure.grows_by(remaining, self.contract.facts)
        if grows is None:
            return np.where(remaining > 0, NO_BOUND, num)
        return num + np.asarray(grows, dtype=np.int64)

    def layout(self, name: str) -> str:
        """How the occasions of a measure are laid out: by follow-up, by the calendar, or by the unit."""
        window = window_of(self.contract, self.contract.measures[name].over)
        if isinstance(window, Window):
            return "follow-up" if window.per_follow_up else f"unit × {window.repeats}"
        return "calendar" if window is not None else "unit × 1"


def _scaled_to_presence(values: Values) -> Values:
    length, present = values.occasions.length, values.occasions.present
    part = present < length
    if not part.any():
        return values
    num = np.where(part, values.num * length, values.num)
    den = np.where(part, values.den * np.maximum(present, 1), values.den)
    most = np.where(part & (values.most != NO_BOUND), values.most * length, values.most)
    return replace(values, num=num, den=den, most=most)


def _against_start(values: Values, start: Values, how: str, better: str) -> Values:
    """Compare each unit with its own start: positive is better from here on."""
    difference = start.num * values.den - values.num * start.den
    if better == "higher":
        difference = -difference
    den = start.den * values.den if how == "difference" else np.abs(start.num) * values.den
    known = values.known & start.known & (den > 0)
    ended = known & (values.most == values.num)
    num = np.broadcast_to(difference, values.num.shape).astype(np.int64)
    return replace(
        values,
        num=num,
        den=np.maximum(den, 1),
        known=np.broadcast_to(known, num.shape),
        evidence=values.evidence + start.evidence,
        most=np.where(ended, num, NO_BOUND),
    )


def _no_less(values: Values, least: Fraction) -> Values:
    low = values.num * least.denominator < least.numerator * values.den
    num = np.where(low, least.numerator * values.den, values.num * least.denominator)
    return replace(
        values, num=num, den=values.den * least.denominator, most=np.where(values.most == NO_BOUND, NO_BOUND, num)
    )
