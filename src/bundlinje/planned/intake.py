"""Planned intake: how many units a contract plans to admit in each month, as its cohorts state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from bundlinje.contract.model import Contract
from bundlinje.contract.parts import Cohort, Intake
from bundlinje.dates import add_months
from bundlinje.money import round_half_away, split
from bundlinje.problems import Collector, Place, error


@dataclass(frozen=True, slots=True)
class Batch:
    """Units of one cohort and segment that are planned to be admitted in one month: the day it begins, and how many."""

    cohort: str
    segment: str
    day: date
    units: int


def planned_intake(contract: Contract, participants: Mapping[int, int] | None = None) -> tuple[Batch, ...]:
    """The planned intake month by month, exact to the unit.

    Where `by_year` says how many come each year of the intake, months share their year's; otherwise milestones say how
    many have come by their day, and what lies between is spread evenly. `participants` puts other numbers in their
    place, by calendar year. A cohort that does not say when or how many raises `Refused`.
    """
    problems = Collector()
    batches: list[Batch] = []
    for name, cohort in contract.all_cohorts().items():
        months = _months(cohort.intake)
        if cohort.intake.planned.value is None or not months:
            place = Place(path=f"{contract.contract}: cohort {name}")
            problems.add(error("planned.intake_unknown", place, cohort=name))
            continue
        batches.extend(_spread(name, cohort, months))
    problems.refuse_errors()
    return tuple(batches if participants is None else _replaced(batches, participants))


def _months(intake: Intake) -> list[date]:
    """The first day of every month of intake; the first of them the day intake begins."""
    if intake.from_ is None:
        return []
    last = intake.until or intake.from_
    months = [intake.from_]
    while (day := add_months(intake.from_.replace(day=1), len(months))) <= last:
        months.append(day)
    return months


def _spread(name: str, cohort: Cohort, months: list[date]) -> Iterator[Batch]:
    for day, units in zip(months, _by_month(cohort.intake, months), strict=True):
        for segment, part in _by_segment(cohort, units):
            if part:
                yield Batch(name, segment, day, part)


def _by_month(intake: Intake, months: list[date]) -> list[int]:
    whole = int(intake.planned.value.value) if intake.planned.value else 0
    groups, weights = _years(intake, months) if intake.by_year else _stretches(intake, months, whole)
    if not sum(weights):
        return list(_evenly(whole, len(months)))
    units = [0] * len(months)
    # A plan that was amended in all but not by year keeps its profile.
    for positions, count in zip(groups, split(whole, weights), strict=True):
        for position, part in zip(positions, _evenly(count, len(positions)), strict=True):
            units[position] = part
    return units


def _evenly(units: int, months: int) -> Iterator[int]:
    """Units month by month so that at any time as many have come as an even stream has brought, to the nearest unit."""
    so_far = [round_half_away(Fraction(units * month, months)) for month in range(months + 1)]
    return (after - before for before, after in pairwise(so_far))


Stretches: TypeAlias = "tuple[list[list[int]], list[int]]"
"""Positions of the months of each stretch of the plan, and the units planned in each."""


def _stretches(intake: Intake, months: list[date], whole: int) -> Stretches:
    """The months between milestones, and how many more each milestone asks for; the rest comes after the last."""
    groups, weights, reached, first = list[list[int]](), list[int](), 0, 0
    for day, planned in [*_milestones(intake), (date.max, whole)]:
        after = sum(month <= day for month in months)
        if after > first:
            groups.append(list(range(first, after)))
            weights.append(max(0, planned - reached))
            reached, first = max(planned, reached), after
    return groups, weights


def _milestones(intake: Intake) -> list[tuple[date, int]]:
    stated = [(one.by, one.planned.value) for one in intake.milestones or ()]
    return sorted((day, int(planned.value)) for day, planned in stated if planned is not None)


def _years(intake: Intake, months: list[date]) -> Stretches:
    """The months of each year of the plan: calendar years, or years counted from the first day of intake."""
    groups: dict[str, list[int]] = {year: [] for year in intake.by_year or {}}
    for position, day in enumerate(months):
        counted = str(position // 12 + 1)
        key = str(day.year) if str(day.year) in groups else counted
        groups.setdefault(key if key in groups else list(groups)[-1], []).append(position)
    met = [year for year, positions in groups.items() if positions]
    return [groups[year] for year in met], [_whole(intake, year) for year in met]


def _whole(intake: Intake, year: str) -> int:
    stated = (intake.by_year or {}).get(year)
    return 0 if stated is None or stated.value is None else int(stated.value.value)


def _by_segment(cohort: Cohort, units: int) -> list[tuple[str, int]]:
    """Units by segment: by the quotas, or in equal parts where the contract names segments without quotas."""
    if not cohort.segments:
        return [("", units)]
    quotas = cohort.quotas or {}
    weights: list[Fraction | int] = [Fraction(quotas.get(one, 0)) if quotas else 1 for one in cohort.segments]
    return list(zip(cohort.segments, split(units, weights), strict=True))


def _replaced(batches: list[Batch], participants: Mapping[int, int]) -> Iterator[Batch]:
    """The same months with other numbers of units each calendar year; a year without a plan begins on 1 January."""
    for year, count in sorted(participants.items()):
        mine = [one for one in batches if one.day.year == year]
        if not mine:
            first = batches[0] if batches else Batch("", "", date(year, 1, 1), 0)
            mine = [Batch(first.cohort, first.segment, date(year, 1, 1), 1)]
        for one, units in zip(mine, split(count, [one.units for one in mine]), strict=True):
            if units:
                yield Batch(one.cohort, one.segment, one.day, units)
