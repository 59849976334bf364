"""Dividing by formulas: the parts are those of `money.split`, to the øre, here and in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.bundlinje.business_case.workbook.books import by_name, differences, figures, three_budgets, worked, written
from tests.office import recalculated

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.workbook.dividing import (
    part_of,
    part_of_one,
    rest,
    rounded_down,
    whole_of,
    whole_weights,
    with_left_over,
)
from bundlinje.business_case.workbook.expression import Expression, constant, total
from bundlinje.business_case.workbook.layout import lay_out
from bundlinje.money import split

shares = st.lists(st.fractions(min_value=0, max_value=1, max_denominator=97), min_size=1, max_size=6).filter(any)


def values(cells: Sequence[Expression]) -> tuple[object, ...]:
    return tuple(cell.value for cell in cells)


@given(st.integers(min_value=0, max_value=10**12), shares)
def test_small_weights_divide_as_money_is_split(amount: int, weights: list[Fraction]) -> None:
    whole = constant(sum(whole_weights(weights)))
    parts = [constant(part) for part in whole_weights(weights)]
    downs = [rounded_down(constant(amount), part, whole) for part in parts]
    rests = [rest(constant(amount), part, whole, down) for part, down in zip(parts, downs, strict=True)]
    assert values(with_left_over(constant(amount), downs, rests)) == split(amount, weights)


@given(st.integers(min_value=0, max_value=10**10), st.lists(st.integers(0, 1_000), min_size=1, max_size=5).filter(any))
def test_amounts_as_weights_divide_as_money_is_split(amount: int, weights: list[int]) -> None:
    cells = [constant(Fraction(weight, 100)) for weight in weights]
    exact = [part_of(constant(amount), cell, total(*cells)) for cell in cells]
    parts = with_left_over(constant(amount), [whole_of(one) for one in exact], [part_of_one(one) for one in exact])
    assert values(parts) == split(amount, weights)


def test_where_nothing_weighs_anything_nothing_is_divided() -> None:
    nothing = constant(0)
    assert rounded_down(nothing, nothing, nothing).value == 0
    assert part_of(nothing, nothing, nothing).value == 0


def test_parts_of_what_is_not_known_are_not_known() -> None:
    unknown = Expression("NA()", None)
    one = part_of(unknown, constant(1), constant(2))
    parts = with_left_over(unknown, [whole_of(one)] * 2, [part_of_one(one)] * 2)
    assert values([one, rounded_down(unknown, constant(1), constant(2)), *parts]) == (None,) * 4


def test_three_accounts_repay_by_formulas_to_the_same_ore(case: Case, tmp_path: Path) -> None:
    one = worked(three_budgets(case))
    payers = {flow.account for flow in one.all_flows if flow.item == "repayment" and flow.ore < 0}
    assert len(payers) >= 3
    found, expected = by_name(lay_out(one)), figures(one)
    assert {name: found.get(name) for name in expected} == expected
    book = written(one, tmp_path / "case.xlsx")
    (again,) = recalculated(book, into=tmp_path / "again")
    assert differences(book, again) == []
