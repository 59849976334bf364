"""Discount factors: the published ones, and what holds for all."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.data.discount import DiscountTable, discount_table, discount_tables, factor, flat
from bundlinje.data.provenance import Provenance, Status
from bundlinje.problems import Refused

TABLES = sorted(discount_tables())
DANISH = discount_table("danish-2021")


@pytest.mark.parametrize(
    ("t", "expected"), [(0, "1.000000"), (1, ".966184"), (10, ".708919"), (36, ".292660"), (71, ".124534")]
)
def test_the_danish_factor_is_the_published_one(t: int, expected: str) -> None:
    """Source: the rates of the Ministry of Finance's note of 7 January 2021, factors carried on year by year."""
    assert abs(factor(DANISH, t) - Fraction(expected)) <= Fraction(1, 2_000_000)


@pytest.mark.parametrize(("t", "expected"), [(35, "3.5"), (36, "2.5"), (70, "2.5"), (71, "1.5"), (200, "1.5")])
def test_the_rate_falls_after_35_and_70_years(t: int, expected: str) -> None:
    assert DANISH.rate(t) * 100 == Fraction(expected)


def test_the_older_table_is_half_a_point_higher() -> None:
    older = discount_table("danish-before-2021")
    assert {older.rate(t) - DANISH.rate(t) for t in range(1, 101)} == {Fraction(1, 200)}


@given(st.sampled_from(TABLES), st.integers(1, 120))
def test_a_factor_is_the_one_before_divided_by_the_rate_of_its_year(name: str, t: int) -> None:
    table = discount_table(name)
    assert factor(table, t) * (1 + table.rate(t)) == factor(table, t - 1)


def test_undiscounted_a_krone_counts_the_same_in_every_year() -> None:
    assert {factor(discount_table("undiscounted"), t) for t in range(100)} == {Fraction(1)}


@given(st.fractions(min_value=0, max_value=1, max_denominator=500), st.integers(0, 60))
def test_one_flat_rate_compounds(yearly: Fraction, t: int) -> None:
    assert factor(flat(yearly), t) == 1 / (1 + yearly) ** t


def test_a_rate_chosen_by_the_caller_is_marked_as_chosen() -> None:
    assert flat(Fraction(3, 100)).status.is_assumed
    assert not DANISH.status.is_assumed


def test_a_table_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused) as refusal:
        discount_table("swedish")
    (problem,) = refusal.value.problems
    assert (problem.code, problem.values["id"]) == ("data.discount_unknown", "swedish")
    assert "danish-2021" in str(problem.values["known"])


def test_a_year_before_the_base_year_has_no_factor() -> None:
    with pytest.raises(ValueError, match="-1"):
        factor(DANISH, -1)


@pytest.mark.parametrize("steps", [(), ((1, 0),), ((0, 0), (0, 1)), ((0, 0), (9, 0), (5, 0)), ((0, -1),)])
def test_a_table_without_a_rate_for_every_year_is_no_table(steps: tuple[tuple[int, int], ...]) -> None:
    exact = tuple((first, Fraction(yearly)) for first, yearly in steps)
    with pytest.raises(ValueError):
        DiscountTable("invented", exact, Provenance(Status.CHOICE))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_where_it_is_from_or_that_it_was_chosen(name: str) -> None:
    table = discount_table(name)
    assert table.provenance.source or table.status is Status.CHOICE
    assert table.name is not None
