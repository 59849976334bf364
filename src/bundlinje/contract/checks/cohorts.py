"""Who is counted: there is a cohort, its planned intake is whole units, and its parts add up to it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bundlinje.contract.model import Contract
from bundlinje.contract.parts import Intake
from bundlinje.contract.sense.walk import Path
from bundlinje.grammar.quantity import Dimension, Quantity
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error, warning


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """No cohort, a plan that is no number of units, years that do not sum to it, milestones beyond it."""
    if (
        contract.measures
        and not contract.all_cohorts()
        and not (source.mentions("cohort") or source.mentions("cohorts"))
    ):
        yield error("contract.no_cohort", source.place(()))
    for name, cohort in contract.all_cohorts().items():
        at: Path = ("cohort", "intake") if contract.cohorts is None else ("cohorts", name, "intake")
        yield from _whole(cohort.intake, at, source)
        yield from _years(cohort.intake, at, source)
        yield from _milestones(cohort.intake, at, source)


def _whole(intake: Intake, at: Path, source: Sourced) -> Iterator[Problem]:
    planned = intake.planned.value
    if planned is not None and not _is_units(planned):
        path = (*at, "planned", "value")
        yield error("contract.planned_is_no_number_of_units", source.place(path), written=source.written(path))


def _is_units(planned: Quantity) -> bool:
    return planned.dimension is Dimension.COUNT and planned.value >= 0 and planned.value.denominator == 1


def _years(intake: Intake, at: Path, source: Sourced) -> Iterator[Problem]:
    years = [number.value for number in (intake.by_year or {}).values()]
    planned = intake.planned.value
    if not years or planned is None or any(year is None for year in years):
        return
    added = sum((year.value for year in years if year is not None), Fraction(0))
    if added != planned.value:
        place = source.place((*at, "by_year"))
        yield warning("contract.years_do_not_sum", place, sum=_shown(added), planned=_shown(planned.value))


def _milestones(intake: Intake, at: Path, source: Sourced) -> Iterator[Problem]:
    for number, milestone in enumerate(intake.milestones or ()):
        place = source.place((*at, "milestones", number))
        planned, reached = intake.planned.value, milestone.planned.value
        if planned is not None and reached is not None and reached.value > planned.value:
            said = {"milestone": _shown(reached.value), "planned": _shown(planned.value)}
            yield warning("contract.milestone_beyond_planned", place, **said)
        if intake.until is not None and milestone.by > intake.until:
            said = {"milestone": milestone.by.isoformat(), "until": intake.until.isoformat()}
            yield warning("contract.milestone_after_intake", place, **said)


def _shown(number: Fraction) -> str | int:
    return int(number) if number.denominator == 1 else str(number)
