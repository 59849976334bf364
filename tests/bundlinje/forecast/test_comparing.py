"""The power of a contract's comparisons at the planned number: unknown where nobody states the shares, never nought."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.bundlinje.planned.invented import invented

from bundlinje.contract.sense.comparing import Unknown
from bundlinje.forecast.comparing import Shown, shown
from bundlinje.forecast.learning.power import Group, least_beside, power, power_against
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.situation import situation


def compared(compared_with: Any, signed: dict[str, str], planned: int = 40, **outlook: Any) -> Shown:
    figures = {
        "work-rate": {"share": "in-work", "among": "due"},
        "more-work": {"figure": "work-rate", "better": "higher", "as": "difference", "compared_with": compared_with},
    }
    contract = invented({"from": "2024-01-01", "planned": planned}, figures=figures, expected={"rates": signed})
    (one,) = shown(situation(contract, Outlook.model_validate({"outlook": "opdigtet", **outlook})))
    return one


@pytest.mark.requirement("PP-08")
def test_a_comparison_with_too_few_says_its_power_and_how_many_would_be_enough() -> None:
    one = compared({"control": {"group": "control"}}, {"in-work": "45 %", "control": "35 %"}, planned=42)
    assert one.power == power(Group(Fraction(9, 20), 42), Group(Fraction(7, 20), 42)) == pytest.approx(0.17, abs=0.01)
    assert one.enough is not None
    assert one.enough > 300


def test_what_is_expected_of_a_control_group_stands_beside_it_or_among_the_rates() -> None:
    beside = compared({"control": {"group": "control", "expected": "35 %"}}, {"in-work": "45 %"}, planned=42)
    among = compared({"control": {"group": "control"}}, {"in-work": "45 %", "control": "35 %"}, planned=42)
    nearer = compared({"control": {"group": "control", "expected": "35 %"}}, {"in-work": "45 %", "control": "9 %"})
    assert (beside.power, beside.about.against) == (among.power, Fraction(7, 20))
    assert nearer.about.against == Fraction(7, 20)


def test_a_stated_reference_is_held_as_if_it_were_known() -> None:
    one = compared({"target": "30 %"}, {"in-work": "60 %"})
    assert one.power == power_against(Group(Fraction(3, 5), 40), Fraction(3, 10))
    assert one.power > 0.9


def test_a_counted_reference_is_itself_uncertain() -> None:
    few = compared({"historical": {"achieved": 3, "of": 10}}, {"in-work": "60 %"})
    many = compared({"historical": {"achieved": 300, "of": 1000}}, {"in-work": "60 %"})
    assert few.power is not None
    assert many.power is not None
    assert few.power == power(Group(Fraction(3, 5), 40), Group(Fraction(3, 10), 10)) < many.power


def test_a_reference_of_very_few_is_never_enough() -> None:
    assert compared({"historical": {"achieved": 1, "of": 3}}, {"in-work": "60 %"}).enough is None


@pytest.mark.parametrize("rates", [{"in-work": "60 %"}, {"in-work": "60 %", "control": "60 %"}])
def test_an_unknown_power_is_none_and_not_nought(rates: dict[str, str]) -> None:
    one = compared({"control": {"group": "control"}}, rates)
    assert (one.power, one.enough) == (None, None)
    assert one.about.unknown in (Unknown.NO_REFERENCE, Unknown.ALIKE)


def test_what_the_outlook_expects_goes_before_what_was_signed() -> None:
    signed = compared({"target": "30 %"}, {"in-work": "60 %"})
    sober = compared({"target": "30 %"}, {"in-work": "60 %"}, rates={"in-work": {"expected": "35 %"}})
    assert sober.about.expected == Fraction(35, 100)
    assert signed.power is not None
    assert sober.power is not None
    assert sober.power < signed.power


def test_the_number_beside_a_given_group_keeps_the_wanted_power() -> None:
    other = Group(Fraction(3, 10), 60)
    advised = least_beside(Fraction(3, 5), other)
    assert advised is not None
    kept = [power(Group(Fraction(3, 5), people), other) for people in range(advised, advised + 10)]
    assert min(kept) >= 0.8 > power(Group(Fraction(3, 5), advised - 1), other)
    assert least_beside(Fraction(3, 10), other) is None
