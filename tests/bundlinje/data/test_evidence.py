"""Optimism correction: the cautious end of each range, marked as nobody's proof."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bundlinje.data.evidence import grade_tables, optimism
from bundlinje.problems import Refused


@pytest.mark.parametrize(("level", "low", "high"), [(1, 0, 5), (2, 15, 15), (3, 25, 40)])
def test_the_weaker_the_design_the_more_is_taken_off_the_benefit(level: int, low: int, high: int) -> None:
    correction = optimism(level).benefits
    assert (correction.low * 100, correction.high * 100) == (low, high)


def test_the_cautious_end_of_the_range_is_the_default() -> None:
    assert optimism(3).benefit(Fraction(1_000)) == 600
    assert optimism(3).cost(Fraction(1_000)) == 1_000


def test_the_confidence_grades_raise_costs_as_much_as_they_lower_benefits() -> None:
    grades = [optimism(grade, "gmca") for grade in range(1, 7)]
    assert [one.costs.default * 100 for one in grades] == [0, 5, 10, 15, 25, 40]
    assert [one.cost(Fraction(100)) + one.benefit(Fraction(100)) for one in grades] == [200] * 6


def test_every_correction_is_marked_as_assumed() -> None:
    assert [table.id for table in grade_tables().values() if not table.status.is_assumed] == []


@pytest.mark.parametrize(
    ("grade", "table", "code"), [(4, "evidence-level", "data.grade_unknown"), (1, "stars", "data.grades_unknown")]
)
def test_a_grade_or_table_nobody_knows_is_refused(grade: int, table: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        optimism(grade, table)
    assert refusal.value.problems[0].code == code
