"""Optimism correction by grade of evidence: how much less a benefit, and how much more a cost, should be counted as.

Shown as a correction of its own and never hidden in the discount rate (HM Treasury, Green Book).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from bundlinje.data.package_file import Raw, provenance, rate, read, text
from bundlinje.data.provenance import Provenance, Status, Text
from bundlinje.problems import Refused, error


@dataclass(frozen=True, slots=True)
class Correction:
    """A share with the range it was chosen from; the cautious end, the largest, is the default."""

    low: Fraction
    high: Fraction

    @property
    def default(self) -> Fraction:
        """The share that is used where nobody says otherwise."""
        return self.high


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade of evidence: the share taken off benefits and the share put on costs."""

    grade: int
    benefits: Correction
    costs: Correction
    meaning: Text | None = None

    def benefit(self, amount: Fraction) -> Fraction:
        """A benefit after the default correction."""
        return amount * (1 - self.benefits.default)

    def cost(self, amount: Fraction) -> Fraction:
        """A cost after the default correction."""
        return amount * (1 + self.costs.default)


@dataclass(frozen=True, slots=True)
class Grades:
    """A table of grades, the best evidence first."""

    id: str
    grades: Mapping[int, Grade]
    provenance: Provenance
    name: Text | None = None

    @property
    def status(self) -> Status:
        """How well the corrections are known."""
        return self.provenance.status


@cache
def grade_tables() -> Mapping[str, Grades]:
    """Every table of grades there is, by id."""
    found = [_grades(raw) for raw in read("evidence.yaml")]
    return MappingProxyType({one.id: one for one in found})


def optimism(grade: int, table: str = "evidence-level") -> Grade:
    """What a grade of evidence says to take off and put on; an unknown table or grade is refused."""
    known = grade_tables()
    if table not in known:
        raise Refused([error("data.grades_unknown", id=table, known=", ".join(known))])
    grades = known[table].grades
    if grade not in grades:
        raise Refused([error("data.grade_unknown", grade=grade, known=", ".join(map(str, grades)))])
    return grades[grade]


def _grades(raw: Raw) -> Grades:
    grades = [_grade(one) for one in raw["grades"]]
    by_number = MappingProxyType({one.grade: one for one in grades})
    return Grades(raw["id"], by_number, provenance(raw), text(raw["name"]))


def _grade(raw: Raw) -> Grade:
    benefits, costs = (Correction(*map(rate, raw[side])) for side in ("benefits", "costs"))
    return Grade(int(raw["grade"]), benefits, costs, text(raw.get("meaning")))
