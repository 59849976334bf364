"""Counts: how many occasions fall due and how many of them are achieved, slot by slot, in many worlds at once.

A world is one way things may go, counted in whole units. What is expected is a world of its own, in exact fractions of
units; its arrays hold `Fraction`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from bundlinje.money import round_half_away
from bundlinje.planned.people import People
from bundlinje.planned.tariff import Tariff

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]

POOLED = -1


@dataclass(frozen=True)
class Counts:
    """Counts of a contract in many worlds: arrays of shape worlds × slots by outcome, and worlds × members admitted.

    `figures` has, by name, the values in many worlds × follow-ups of figures that are not counted from outcomes, in
    whole millionths of their unit (øre for money).
    """

    tariff: Tariff
    achieved: Mapping[str, Int64]
    due: Mapping[str, Int64]
    admitted: Int64
    figures: Mapping[str, Int64]
    people: People | None = None
    """Who achieves what, where the contract must know."""

    @property
    def worlds(self) -> int:
        """How many worlds."""
        return len(self.admitted)

    def of(self, name: str) -> Int64:
        """Achieved occasions of an outcome by slot, or units that are there to be counted, in every world."""
        if name not in self._units:
            found = self.achieved.get(name)
            self._units[name] = self.admitted @ self.tariff.slots(name).occasions() if found is None else found
        return self._units[name]

    def by_slot(self, name: str) -> Int64:
        """The same counts the other way round, slots × worlds, so that the worlds of a slot lie side by side."""
        if name not in self._turned:
            self._turned[name] = np.ascontiguousarray(self.of(name).T)
        return self._turned[name]

    @cached_property
    def _turned(self) -> dict[str, Int64]:
        return {}

    @cached_property
    def _units(self) -> dict[str, Int64]:
        return {}

    @cached_property
    def _tallies(self) -> dict[tuple[str, int, int, int], tuple[Int64, Int64]]:
        return {}

    @cached_property
    def members_due(self) -> Mapping[str, Int64]:
        """The first follow-up in which each member has an occasion, by outcome; one past the last if in none."""
        past = self.tariff.roster.last + 1
        return {
            name: np.where(slots.of >= 0, _follow_up(slots.of, slots.follow_up), past).min(axis=1, initial=past)
            for name, slots in ((name, self.tariff.slots(name)) for name in self.achieved)
        }

    def tally(self, outcome: str, first: int, last: int, cohort: int) -> tuple[Int64, Int64]:
        """How many achieved and of how many due, in every world, over follow-ups `first` to `last`, of a cohort."""
        key = (outcome, first, last, cohort)
        if key not in self._tallies:
            self._tallies[key] = self._tallied(outcome, first, last, cohort)
        return self._tallies[key]

    def _tallied(self, outcome: str, first: int, last: int, cohort: int) -> tuple[Int64, Int64]:
        slots = self.tariff.slots(outcome)
        chosen = (slots.follow_up >= first) & (slots.follow_up <= last)
        if cohort != POOLED:
            chosen &= slots.cohort == cohort
        return self.by_slot(outcome)[chosen].sum(axis=0), self.due[outcome][:, chosen].sum(axis=1)

    def admitted_by(self, last: int, cohort: int) -> Int64:
        """How many units are admitted by a follow-up, in every world."""
        units: Int64 = self.admitted[:, self._by(last, cohort)].sum(axis=1)
        return units

    def without_any_due(self, outcome: str, last: int, cohort: int) -> Int64:
        """How many units admitted by a follow-up have no occasion of an outcome due by then, in every world."""
        none_yet = self._by(last, cohort) & (self.members_due[outcome] > last)
        units: Int64 = self.admitted[:, none_yet].sum(axis=1)
        return units

    def _by(self, last: int, cohort: int) -> NDArray[np.bool_]:
        roster = self.tariff.roster
        chosen: NDArray[np.bool_] = roster.days_admitted <= roster.cutoff(last)
        if cohort != POOLED:
            chosen = chosen & (roster.ground.roll.cohort.codes[roster.order] == cohort)
        return chosen


def whole(ore: Int64) -> Int64:
    """Whole øre: drawn counts have nothing else, expected ones are rounded once."""
    if ore.dtype != object:
        return ore
    return np.array([round_half_away(Fraction(one)) for one in ore], dtype=np.int64)


def exactly(count: Any) -> Fraction:
    """A count as an exact number."""
    return count if isinstance(count, Fraction) else Fraction(int(count))


def _follow_up(of: NDArray[np.int32], follow_up: NDArray[np.int32]) -> NDArray[np.int32]:
    return np.append(follow_up, 0)[of]
