"""What a contract's comparisons hold against what, as planned; what nobody states is told by its reason."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.bundlinje.planned.invented import invented

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.comparing import AS_MANY, Contrast, Unknown, comparisons

WORK = {"work-rate": {"share": "in-work", "among": "due"}}
DIFFERENCE = {"figure": "work-rate", "better": "higher", "as": "difference"}


def of(compared_with: Any, expected: dict[str, str] | None = None, **differently: Any) -> Contract:
    figures = {**WORK, "more-work": {**DIFFERENCE, "compared_with": compared_with, **differently}}
    rates = {"in-work": "60 %"} if expected is None else expected
    return invented({"from": "2024-01-01", "planned": 40}, figures=figures, expected={"rates": rates})


def only(contract: Contract, **rates: Fraction) -> Contrast:
    (one,) = comparisons(contract, {name.replace("_", "-"): rate for name, rate in rates.items()})
    return one


@pytest.mark.parametrize(
    ("reference", "kind", "against", "counted_on"),
    [
        ({"target": "40 %"}, "target", Fraction(2, 5), None),
        ({"historical": {"achieved": 3, "of": 8}}, "historical", Fraction(3, 8), 8),
        ({"historical": {"value": "30 %"}}, "historical", Fraction(3, 10), None),
    ],
)
def test_a_comparison_holds_the_expected_share_against_the_stated_one(
    reference: Any, kind: str, against: Fraction, counted_on: int | None
) -> None:
    assert only(of(reference)) == Contrast(
        "more-work", kind, Fraction(3, 5), against, counted_on, units=40, unknown=None
    )


def test_a_control_group_is_as_large_as_the_planned_one_and_has_the_share_expected_of_it() -> None:
    one = only(of({"control": {"group": "control", "expected": "35 %"}}))
    assert (one.against, one.of, one.unknown) == (Fraction(7, 20), AS_MANY, None)
    assert only(of({"control": {"group": "control"}})).unknown is Unknown.NO_REFERENCE


@pytest.mark.parametrize(
    ("how", "effect", "better", "share"),
    [
        ("difference", "5 pp", "higher", Fraction(45, 100)),
        ("difference", "5 pp", "lower", Fraction(35, 100)),
        ("relative", "25 %", "lower", Fraction(30, 100)),
        ("relative", "25 %", "higher", Fraction(50, 100)),
        ("attainment", "75 %", "higher", Fraction(30, 100)),
    ],
)
def test_an_expected_effect_says_the_share_that_would_give_it(
    how: str, effect: str, better: str, share: Fraction
) -> None:
    assert only(of({"target": "40 %"}, {"more-work": effect}, better=better, **{"as": how})).expected == share


def test_a_share_said_elsewhere_goes_before_the_contracts_own() -> None:
    contract = of({"target": "40 %"})
    assert only(contract, in_work=Fraction(1, 2)).expected == Fraction(1, 2)
    assert only(contract, in_work=Fraction(1, 2), work_rate=Fraction(1, 4)).expected == Fraction(1, 4)


def test_an_effect_counted_in_units_says_no_share() -> None:
    times = {"count": "in-work", "among": "due"}
    one = only(of({"target": "40 %"}, {"more-work": "4"}, times=times))
    assert (one.expected, one.unknown, one.comparison) == (None, Unknown.NOT_EXPECTED, None)


@pytest.mark.parametrize(
    ("contract", "why"),
    [
        (of({"target": "40 %"}, {}), Unknown.NOT_EXPECTED),
        (of({"target": {"unknown": "Ikke offentligt."}}), Unknown.NO_REFERENCE),
        (of({"deadweight": "10 %"}), Unknown.NO_REFERENCE),
        (of({"target": "60 %"}), Unknown.ALIKE),
    ],
)
def test_what_nobody_states_is_told_by_its_reason_and_has_no_comparison(contract: Contract, why: Unknown) -> None:
    one = only(contract)
    assert (one.unknown, one.comparison) == (why, None)


def test_a_figure_that_is_no_share_can_show_nobody_knows_what() -> None:
    figures = {
        "number": {"count": "in-work", "among": "due"},
        "more": {"figure": "number", "better": "higher", "as": "difference", "compared_with": {"target": "10"}},
    }
    one = only(invented({"from": "2024-01-01", "planned": 40}, figures=figures))
    assert (one.unknown, one.comparison) == (Unknown.NOT_A_SHARE, None)


def test_a_contract_without_comparisons_has_none() -> None:
    assert comparisons(invented({"from": "2024-01-01", "planned": 40})) == ()
