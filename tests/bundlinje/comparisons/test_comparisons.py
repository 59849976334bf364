"""Comparisons: a figure held against a reference; positive is better, and nothing is made of what is not known."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter

from bundlinje.comparisons.base import SHELF, AnyReference, Compared
from bundlinje.dates import day_number
from bundlinje.figures.base import NOT_KNOWN, Range, Tally
from bundlinje.grammar.quantity import Dimension

HALF_A_TARGET = {"weight": "50 %", "reference": {"target": "20 %"}}
REFERENCE: TypeAdapter[Any] = TypeAdapter(AnyReference)


def exactly(value: Fraction | int | str) -> Range:
    return Range.exactly(Fraction(value))


def compared(reference: dict[str, Any], how: str = "difference", better: str = "lower", **more: Any) -> Compared:
    slots = {"figure": "f", "better": better, "compared_with": reference, "as": how, **more}
    return Compared.model_validate(slots)


def test_the_shelf_holds_six_kinds() -> None:
    assert list(SHELF.kinds) == ["control", "deadweight", "historical", "mix", "target", "until"]


@pytest.mark.requirement("PAY-20")
def test_fewer_dropouts_than_a_counted_baseline_are_better(told: Any) -> None:
    seen = told(figures={("f", ""): exactly(Fraction(83, 1475))})
    effect = compared({"historical": {"achieved": 193, "of": 1475}}).of(seen)
    assert effect == exactly(Fraction(110, 1475))


@pytest.mark.parametrize(
    ("reference", "value"),
    [
        ({"target": "20 %"}, "1/5"),
        ({"historical": {"value": "20 %"}}, "1/5"),
        ({"historical": {"achieved": 0, "of": 10}}, 0),
        ({"historical": {"group": "before"}}, "1/2"),
        ({"control": {"group": "control"}}, "2/5"),
        ({"deadweight": "10 %"}, "1/10"),
        ({"mix": [HALF_A_TARGET, {"weight": "50 %", "reference": {"deadweight": "10 %"}}]}, "3/20"),
    ],
)
def test_a_reference_is_what_it_says(reference: dict[str, Any], value: Any, told: Any) -> None:
    seen = told(figures={("f", ""): exactly(1), ("f", "control"): exactly("2/5"), ("f", "before"): exactly("1/2")})
    assert REFERENCE.validate_python(reference).of(seen, "f") == exactly(value)


@pytest.mark.parametrize(
    "reference",
    [
        {"target": {"unknown": "x"}},
        {"historical": {"value": {"unknown": "x"}}},
        {"control": {"group": "control"}},
        {"mix": [HALF_A_TARGET, {"weight": "50 %", "reference": {"control": {"group": "x"}}}]},
    ],
)
def test_what_a_reference_does_not_know_nobody_knows(reference: dict[str, Any], told: Any) -> None:
    seen = told(figures={("f", ""): exactly(1)})
    assert REFERENCE.validate_python(reference).of(seen, "f") == NOT_KNOWN
    assert compared(reference).of(seen) == NOT_KNOWN


def test_deadweight_of_a_range_is_not_known(told: Any) -> None:
    seen = told(figures={("f", ""): Range(Fraction(0), Fraction(1))})
    assert REFERENCE.validate_python({"deadweight": "10 %"}).of(seen, "f") == NOT_KNOWN


@pytest.mark.parametrize(
    ("how", "better", "effect"),
    [
        ("difference", "lower", "1/10"),
        ("difference", "higher", "-1/10"),
        ("relative", "lower", "1/3"),
        ("relative", "higher", "-1/3"),
        ("attainment", "higher", "2/3"),
    ],
)
def test_an_effect_is_a_difference_a_relative_one_or_an_attainment(
    how: str, better: str, effect: str, told: Any
) -> None:
    seen = told(figures={("f", ""): exactly("1/5")})
    assert compared({"target": "30 %"}, how, better).of(seen) == exactly(effect)


def test_nothing_is_divided_by_a_reference_of_nothing(told: Any) -> None:
    seen = told(figures={("f", ""): exactly("1/5")})
    assert compared({"target": "0 %"}, "relative").of(seen) == NOT_KNOWN
    assert compared({"target": "0 %"}, "attainment").of(seen) == NOT_KNOWN
    assert compared({"target": "0 %"}, "difference").of(seen) == exactly("-1/5")


def test_an_effect_of_a_range_is_a_range_in_order(told: Any) -> None:
    seen = told(figures={("f", ""): Range(Fraction(1, 10), Fraction(1, 5))})
    assert compared({"target": "30 %"}).of(seen) == Range(Fraction(1, 10), Fraction(1, 5))


def test_an_effect_per_unit_is_brought_to_the_group(told: Any) -> None:
    figures = {("f", ""): exactly(70_000), ("f", "control"): exactly(90_000)}
    people = {("admitted", "due"): Tally(Fraction(35), 0, 35)}
    against_control: dict[str, Any] = {"reference": {"control": {"group": "control"}}, "times": {"count": "admitted"}}
    assert compared(**against_control).of(told(figures=figures, tallies=people)) == exactly(700_000)
    waiting = {("admitted", "due"): Tally(Fraction(35), 1, 36)}
    assert compared(**against_control).of(told(figures=figures, tallies=waiting)) == NOT_KNOWN


@pytest.mark.parametrize(
    ("until", "before", "after"),
    [
        ({"date": "2024-01-01"}, ("2023-12-31", 1, ""), ("2024-01-01", 1, "")),
        ({"follow_up": 3}, ("2024-01-01", 2, ""), ("2024-01-01", 3, "")),
        ({"cohorts": ["second"]}, ("2024-01-01", 1, "first"), ("2024-01-01", 1, "second")),
    ],
)
def test_a_reference_holds_until_its_moment(until: Any, before: Any, after: Any, told: Any) -> None:
    reference = REFERENCE.validate_python({"until": until, "first": {"target": "20 %"}, "then": {"target": "15 %"}})
    seen = [
        told(moment=(day_number(date.fromisoformat(day)), number, cohort)) for day, number, cohort in (before, after)
    ]
    assert [reference.of(view, "f") for view in seen] == [exactly("1/5"), exactly("3/20")]


def test_a_comparison_names_the_groups_it_needs_facts_about() -> None:
    mixed = {
        "until": {"follow_up": 2},
        "first": {"historical": {"group": "before"}},
        "then": {"mix": [{"weight": "100 %", "reference": {"control": {"group": "control"}}}]},
    }
    assert REFERENCE.validate_python(mixed).groups() == ("before", "control")
    assert REFERENCE.validate_python({"target": "20 %"}).groups() == ()
    assert REFERENCE.validate_python({"historical": {"value": 3}}).groups() == ()


@pytest.mark.parametrize(
    ("how", "own", "times", "dimension"),
    [
        ("difference", Dimension.KRONER, None, Dimension.KRONER),
        ("difference", Dimension.KRONER, {"count": "admitted"}, Dimension.KRONER),
        ("difference", Dimension.SHARE, {"count": "admitted"}, Dimension.COUNT),
        ("relative", Dimension.KRONER, None, Dimension.SHARE),
        ("attainment", Dimension.DAYS, None, Dimension.SHARE),
    ],
)
def test_an_effect_counts_what_its_figure_does(how: str, own: Any, times: Any, dimension: Any, told: Any) -> None:
    effect = compared({"target": "20 %"}, how, times=times)
    assert effect.dimension(told(dimensions={"f": own})) is dimension
    assert effect.names() == ("f",)
