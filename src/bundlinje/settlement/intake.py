"""Intake against plan: a contract rests on a number of units, and a deviation from it changes what is repaid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bundlinje.contract.parts import Intake
from bundlinje.grammar.stated import Number
from bundlinje.settlement.result import Settlement
from bundlinje.settlement.roll import INTERVENTION
from bundlinje.settlement.standing import Standing, compare


@dataclass(frozen=True, slots=True)
class Admitted:
    """One cohort's intake at a cut-off: planned in all and by now, and admitted. What no plan says is none."""

    cohort: str
    planned: int | None
    planned_by_now: int | None
    by: date | None
    """The day that `planned_by_now` was to be reached on."""
    admitted: int

    @property
    def standing(self) -> Standing | None:
        """Where intake stands against what was planned by now; none where no plan says."""
        return None if self.planned_by_now is None else compare(self.admitted, self.planned_by_now)


def admitted_against_plan(settlement: Settlement) -> Iterator[Admitted]:
    """Every cohort of the version in force: units of the intervention group against the newest plan."""
    roll = settlement.land.roll
    ours = roll.in_group(INTERVENTION)
    for name, cohort in settlement.land.contract.all_cohorts().items():
        count = int((ours & (roll.cohort.codes == roll.cohort.code(name))).sum())
        by, planned = _by_now(cohort.intake, settlement.cutoff)
        yield Admitted(name, _whole(cohort.intake.planned), planned, by, count)


def _by_now(intake: Intake, cutoff: date) -> tuple[date | None, int | None]:
    """The newest plan that was to be reached by the cut-off: the whole once intake has ended, else a milestone."""
    if intake.until is not None and intake.until <= cutoff:
        return intake.until, _whole(intake.planned)
    reached = [one for one in intake.milestones or () if one.by <= cutoff]
    last = max(reached, key=lambda one: one.by, default=None)
    return (last.by, _whole(last.planned)) if last else (None, None)


def _whole(number: Number) -> int | None:
    return None if number.value is None else int(number.value.value)
