"""Rows of entries: for units with their person, cohort and segment from the roll, and for groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bundlinje.settlement.roll import Roll
from bundlinje.terms.base import EARNING, NOBODY, WAITING, Rows


@dataclass(frozen=True, slots=True)
class Timing:
    """When entries are: the number of the occasion, the day it falls due, the day it begins, its first follow-up."""

    occasion: Any
    due: Any
    since: Any
    follow_up: Any

    def columns(self) -> dict[str, Any]:
        """The four as columns of rows."""
        return {name: np.asarray(getattr(self, name), dtype=np.int32) for name in self.__slots__}


def unit_rows(roll: Roll, unit: Any, when: Timing, quantity: tuple[Any, Any], waits: Any) -> Rows:
    """Rows of units by their index: `quantity` is numerator and denominator, `waits` says whose is not known yet."""
    num, den = quantity
    return Rows(
        unit=np.asarray(unit, dtype=np.int32),
        person=roll.person.codes[unit],
        cohort=roll.cohort.codes[unit],
        segment=roll.segment.codes[unit],
        num=np.asarray(num, dtype=np.int64),
        den=np.asarray(den, dtype=np.int64),
        state=np.where(waits, WAITING, EARNING).astype(np.int8),
        member=np.zeros(len(unit), dtype=np.int32),
        **when.columns(),
    )


def group_rows(cohort: Any, when: Timing) -> Rows:
    """Rows that belong to no unit: quantity 1, earning until something says otherwise."""
    nobody = np.full(len(cohort), NOBODY, dtype=np.int32)
    ones = np.ones(len(cohort), dtype=np.int64)
    return Rows(
        unit=nobody,
        person=nobody,
        cohort=np.asarray(cohort, dtype=np.int32),
        segment=nobody,
        num=ones,
        den=ones,
        state=np.full(len(cohort), EARNING, dtype=np.int8),
        member=np.zeros(len(cohort), dtype=np.int32),
        **when.columns(),
    )
