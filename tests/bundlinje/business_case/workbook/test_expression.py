"""Formulas that know their own value: written as a spreadsheet reads them, and worked out exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.business_case.workbook.expression import (
    Block,
    Expression,
    added,
    at,
    at_least,
    constant,
    every,
    larger,
    product,
    product_of,
    ratio,
    rounded,
    same,
    smaller,
    total,
    when,
    words,
)

A, B, C = (Expression(name, Fraction(value)) for name, value in (("A1", 6), ("B1", 4), ("C1", -3)))
UNKNOWN = Expression("D1", None)
RUN = Block("A1:C1", (A, B, C))


@pytest.mark.parametrize(
    ("made", "text", "value"),
    [
        (A + B * C, "A1+B1*C1", -6),
        ((A + B) * C, "(A1+B1)*C1", -30),
        (A - (B - C), "A1-(B1-C1)", -1),
        (A - B - C, "A1-B1-C1", 5),
        (A / (B * C), "A1/(B1*C1)", Fraction(-1, 2)),
        (A * B / C, "A1*B1/C1", -8),
        (1 - A, "1-A1", -5),
        (A * -1, "A1*(-1)", -6),
        (A * 1, "A1", 6),
        (A / 1, "A1", 6),
        (A * Fraction(1, 3), "A1*1/3", 2),
        (A * Fraction("2.5"), "A1*2.5", 15),
        (total(RUN, A), "SUM(A1:C1,A1)", 13),
        (product(RUN), "PRODUCT(A1:C1)", -72),
        (product_of(RUN, RUN), "SUMPRODUCT(A1:C1,A1:C1)", 61),
        (larger(A, B), "MAX(A1,B1)", 6),
        (smaller(A, B), "MIN(A1,B1)", 4),
        (when(at_least(A, B), A, B), "IF(A1>=B1,A1,B1)", 6),
        (when(same(A, B), A, B), "IF(A1=B1,A1,B1)", 4),
        (added([A, B, C]), "A1+B1+C1", 7),
        (added([]), "0", 0),
        (ratio(A, B, words("–")), 'IF(B1=0,"–",A1/B1)', Fraction(3, 2)),
    ],
)
def test_a_formula_is_written_as_it_is_worked_out(made: Expression, text: str, value: Fraction) -> None:
    assert (made.text, made.value) == (text, value)


@pytest.mark.parametrize(("position", "value"), [(0, 0), (1, 6), (3, -3), (4, 0)])
def test_outside_a_run_there_is_nothing(position: int, value: int) -> None:
    assert at(RUN, constant(position)).value == value


@pytest.mark.parametrize(
    "made",
    [
        A + UNKNOWN, UNKNOWN - A, A * UNKNOWN, A / UNKNOWN, total(A, UNKNOWN), rounded(UNKNOWN), larger(A, UNKNOWN),
        smaller(UNKNOWN, A), at_least(A, UNKNOWN), same(A, UNKNOWN), every(same(A, A), same(A, UNKNOWN)),
        when(same(A, UNKNOWN), 1, 2), ratio(A, UNKNOWN, words("")), at(RUN, UNKNOWN),
        product(Block("A1:B1", (A, UNKNOWN))), product_of(RUN, Block("A2:C2", (A, B, UNKNOWN))),
    ],
)  # fmt: skip
def test_what_leans_on_something_unknown_is_unknown(made: Expression) -> None:
    assert made.value is None


def test_only_the_branch_that_is_taken_must_be_known() -> None:
    assert when(same(A, A), B, UNKNOWN).value == 4


def test_a_text_keeps_its_quotation_marks() -> None:
    assert words('a "b"').text == '"a ""b"""'


def test_a_text_is_no_number() -> None:
    with pytest.raises(ValueError, match="no exact number"):
        _ = words("a").number


@given(st.fractions(min_value=-(10**6), max_value=10**6))
def test_rounding_is_half_away_from_zero_and_never_more_than_half_an_ore_off(amount: Fraction) -> None:
    made = rounded(Expression("A1", amount)).number
    assert abs(made - amount) <= Fraction(1, 200)
    assert rounded(Expression("A1", -amount)).number == -made
