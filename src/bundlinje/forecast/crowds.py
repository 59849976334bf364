"""Crowds: units whose open occasions fall in the same slots; chance treats them alike and they are drawn as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.dates import add_months
from bundlinje.planned.intake import Batch
from bundlinje.planned.tariff import Tariff

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]
    Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Companies:
    """Crowds whose open occasions are the same: chance does not tell them apart, so they are drawn as one company.

    `of` has the company of each crowd, -1 where nothing is open; `open` the `chances` of each company by slot, by name,
    of outcomes with anything open.
    """

    of: Int64
    open: Mapping[str, Floats]

    def units(self, of_crowds: Int64) -> Int64:
        """Units of each company, companies × worlds, where `of_crowds` has those of each crowd."""
        belongs = self.of[None, :] == np.arange(self.of.max(initial=-1) + 1)[:, None]
        units: Int64 = belongs.astype(np.int64) @ of_crowds
        return units


@dataclass(frozen=True)
class Crowds:
    """Crowds in columns: a member that stands for each, units there already, and units planned by delay × crowd.

    `chances` has the open occasions of each crowd by slot (or, for an outcome that happens once, its chances), by name.
    """

    member: Int64
    of: Int64
    """The crowd of each member of the roster."""
    there: Int64
    planned: Int64
    of_member: Floats
    """Units that each member of the roster stands for, over all delays alike."""
    chances: Mapping[str, Floats]

    def __len__(self) -> int:
        return len(self.member)

    @cached_property
    def companies(self) -> Companies:
        """The crowds by what is open to them."""
        table = np.concatenate([np.zeros((len(self), 1)), *self.chances.values()], axis=1)
        chosen = np.flatnonzero(table.any(axis=1))
        _, first, company = np.unique(table[chosen], axis=0, return_index=True, return_inverse=True)
        of = np.full(len(self), -1, dtype=np.int64)
        of[chosen] = company.reshape(-1)
        rows = chosen[first]
        return Companies(of, {name: part[rows] for name, part in self.chances.items() if part.any()})

    def mates(self, number: int) -> Int64:
        """The members that the units of a crowd stand with, each as often as units are planned with it."""
        members = np.flatnonzero((self.of == number) & (self.of_member > 0))
        times = np.maximum(np.rint(self.of_member[members]), 1).astype(np.int64)
        return np.repeat(members, times)


def gather(
    tariff: Tariff,
    batches: Sequence[Batch],
    delays: Sequence[int],
    today: date | None,
    chances: Mapping[str, Floats],
) -> Crowds:
    """The crowds among admitted units and among those planned to come after today, for every delay of the start."""
    roster = tariff.roster
    kinds, crowd = _kinds(tariff, chances)
    there = np.bincount(crowd[: len(roster.admitted)], minlength=len(kinds))
    planned = np.zeros((len(delays), len(kinds)), dtype=np.int64)
    of_member = np.zeros(len(roster))
    of_member[: len(roster.admitted)] = len(delays)
    for number, delay in enumerate(delays):
        for one in batches:
            day = add_months(one.day, delay)
            if today is None or day > today:
                member = roster.member_of(one.cohort, one.segment, day)
                planned[number, crowd[member]] += one.units
                of_member[member] += one.units
    own = {name: part[kinds] for name, part in chances.items()}
    return Crowds(kinds, crowd, there.astype(np.int64), planned, of_member / len(delays), own)


def _kinds(tariff: Tariff, chances: Mapping[str, Floats]) -> tuple[Int64, Int64]:
    """A member of each kind, and the kind of each member: the same cohort, follow-up of admission and open slots."""
    roster = tariff.roster
    cutoffs = [roster.cutoff(number) for number in range(1, roster.last + 1)]
    joined = np.searchsorted(cutoffs, roster.days_admitted)
    cohort = roster.ground.roll.cohort.codes[roster.order]
    admitted = np.arange(len(roster)) < len(roster.admitted)
    marks = [joined, cohort, admitted, *(column for part in chances.values() for column in part.T)]
    table = np.stack([np.asarray(mark, dtype=np.float64) for mark in marks], axis=1)
    _, first, crowd = np.unique(table, axis=0, return_index=True, return_inverse=True)
    return first.astype(np.int64), crowd.reshape(-1).astype(np.int64)
