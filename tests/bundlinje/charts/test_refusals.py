"""What cannot be drawn is refused with everything that is wrong with it, and a sentence for each."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.bundlinje.charts.conftest import (
    EXAMPLES,
    a_cumulated,
    a_fan,
    a_histogram,
    an_acceptability,
    an_intake,
    some_bars,
    some_intervals,
    some_outcomes,
)

from bundlinje import charts
from bundlinje.charts.data import Bin, Curve, Outcome, Payer, Tornado, Waterfall
from bundlinje.charts.palette import SERIES
from bundlinje.problems import Refused
from bundlinje.words.problems import say


def _refused(kind: str, data: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        EXAMPLES[kind][0](data)
    assert all(say(problem, language) for problem in refused.value.problems for language in ("da", "en"))
    return [(problem.code, problem.place.path) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("kind", "data", "path"),
    [
        ("fan", replace(a_fan(), years=(), known=()), "years"),
        ("tornado", Tornado(a_fan().about, 0, ()), "swings"),
        ("waterfall", Waterfall(a_fan().about, ()), "steps"),
        ("cumulated", replace(a_cumulated(), curves=()), "curves"),
        ("cumulated", replace(a_cumulated(), curves=(Curve("a", ()),)), "curves[0]"),
        ("side_by_side", replace(some_intervals(), intervals=()), "intervals"),
        ("acceptability", replace(an_acceptability(), curves=()), "curves"),
        ("histogram", replace(a_histogram(), bins=(Bin(0, 1, 0),)), "bins"),
        ("intake", replace(an_intake(), plan=()), "plan"),
        ("outcomes", replace(some_outcomes(), rows=()), "rows"),
    ],
)
def test_nothing_cannot_be_drawn(kind: str, data: Any, path: str) -> None:
    assert _refused(kind, data) == [("charts.empty", path)]


def test_bars_without_years_and_payers_say_both() -> None:
    assert _refused("bars", replace(some_bars(), years=(), payers=())) == [
        ("charts.empty", "payers"),
        ("charts.empty", "years"),
    ]


def test_percentiles_that_fall_are_refused_with_their_year() -> None:
    first, *rest = a_fan().years
    assert _refused("fan", replace(a_fan(), years=(replace(first, p10=first.p90 + 1), *rest))) == [
        ("charts.not_rising", "years.2026")
    ]


def test_a_year_that_comes_twice_is_refused() -> None:
    assert _refused("fan", replace(a_fan(), known=((2026, 1),))) == [("charts.not_rising", "years")]


@pytest.mark.parametrize("share", [-0.1, 1.01, float("nan")])
def test_what_is_no_chance_is_refused(share: float) -> None:
    assert _refused("fan", replace(a_fan(), lasting=(2034, share))) == [("charts.no_chance", "lasting")]


def test_more_payers_than_colours_are_refused() -> None:
    payers = tuple(Payer(str(n), (0,) * 6) for n in range(len(SERIES) + 1))
    assert _refused("bars", replace(some_bars(), payers=payers)) == [("charts.too_many", "payers")]


def test_more_lines_beside_a_fan_than_dashes_are_refused() -> None:
    lines = tuple(Curve(str(n), ((2026, 0),)) for n in range(4))
    assert _refused("fan", replace(a_fan(), beside=lines)) == [("charts.too_many", "beside")]


def test_a_payer_with_other_years_than_the_chart_is_refused() -> None:
    short = Payer("kort", (1, 2))
    assert _refused("bars", replace(some_bars(), payers=(short,))) == [("charts.uneven", "payers[0]")]


def test_a_histogram_of_no_draws_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no draws"):
        charts.histogram_of(a_fan().about, [], 100)


def test_people_who_came_do_not_become_fewer() -> None:
    data = replace(an_intake(), came=((Fraction(2023), 5), (Fraction(2024), 4)))
    assert _refused("intake", data) == [("charts.not_rising", "came")]


def test_nobody_achieves_more_often_than_always() -> None:
    data = replace(some_outcomes(), rows=(Outcome("a", 5, 4), Outcome("b", 1, 4, expected=2)))
    assert _refused("outcomes", data) == [("charts.no_chance", "rows[0]"), ("charts.no_chance", "rows[1]")]
