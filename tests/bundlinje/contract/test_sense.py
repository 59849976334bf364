"""What checks ask of a contract: dimensions, expectations, due days and the power of a comparison."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from statistics import NormalDist

import pytest

from bundlinje.contract.model import Contract
from bundlinje.contract.parts import Moment
from bundlinje.contract.read import parse_contract
from bundlinje.contract.sense.dimensions import figure_dimension, measure_dimension
from bundlinje.contract.sense.outlook import due_after, earning, expected_rate, last_day, occasions, planned, runs
from bundlinje.contract.sense.power import Comparison, needed, power
from bundlinje.contract.sense.walk import parts, terms
from bundlinje.grammar.amount import Fixed
from bundlinje.grammar.quantity import Dimension
from bundlinje.grammar.window import Window
from bundlinje.terms.each import Each


@pytest.fixture
def whole(text_of: object) -> Contract:
    return parse_contract(text_of("whole"))  # type: ignore[operator]


def test_every_part_is_found_with_the_path_it_is_written_under(whole: Contract) -> None:
    found = dict(parts(whole))
    assert found[()] is whole
    assert found["terms", 8, "fixed"] == Fixed(ore=5_000_000)
    assert ("outcomes", "work", "where", "any", 1, "all", 1, "not", "shelter-days") in found
    assert ("terms", 5, "pays", 1, "rising_to") in found


def test_the_terms_of_an_alternative_are_found_inside_it(whole: Contract) -> None:
    paths = [placed.path for placed in terms(whole)]
    assert paths.count(("terms", 2, "one_of", 0)) == 1
    assert ("terms", 2, "one_of", 1, 0) in paths


@pytest.mark.parametrize(
    ("name", "dimension"),
    [
        ("shelter-days", Dimension.DAYS),
        ("degree", Dimension.SHARE),
        ("cost", Dimension.KRONER),
        ("better-score", Dimension.SHARE),
        ("nobody", None),
    ],
)
def test_a_measure_counts_what_it_measures(name: str, dimension: Dimension | None, whole: Contract) -> None:
    assert measure_dimension(whole, name) is dimension


@pytest.mark.parametrize(
    ("name", "dimension"),
    [
        ("in-work", Dimension.SHARE),
        ("mean-cost", Dimension.KRONER),
        ("saving", Dimension.KRONER),
        ("both", Dimension.SHARE),
        ("nobody", None),
    ],
)
def test_a_figure_counts_what_it_is_built_from(name: str, dimension: Dimension | None, whole: Contract) -> None:
    assert figure_dimension(whole, name) is dimension


def test_what_is_expected_is_planned_units_times_rate_times_price(whole: Contract) -> None:
    home = next(placed.term for placed in terms(whole) if placed.clause == "home")
    assert isinstance(home, Each)
    assert (planned(whole), occasions(whole, "home"), expected_rate(whole, "home")) == (1200, 4, Fraction(1, 2))
    of_one = 2 * 100_000 + 2 * 200_000
    assert earning(whole, home).most == 1200 * of_one
    assert earning(whole, home).expected == 600 * of_one


def test_a_window_falls_due_on_its_last_day() -> None:
    first = date(2023, 1, 31)
    months = Window.model_validate({"span": "0-6 months", "after": "enrolment"})
    again = Window.model_validate({"span": "3 months", "after": "enrolment", "every": "6 months", "at_most": 3})
    around = Window.model_validate({"span": "12 months", "after": "enrolment", "within": "30 days"})
    assert due_after(months, first, 0) == date(2023, 7, 30)
    assert due_after(again, first, 2) == date(2024, 4, 29)
    assert due_after(around, first, 0) == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("text", "day"), [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2024-02-03", "2024-02-03")]
)
def test_a_moment_can_last_until_its_end(text: str, day: str) -> None:
    assert last_day(Moment.read(text)).isoformat() == day


def test_a_case_is_a_run_of_numbers_or_none() -> None:
    assert (list(runs("2-4")), list(runs("7")), list(runs("north"))) == ([2, 3, 4], [7], [])


def test_the_power_of_two_equal_groups_agrees_with_the_textbook() -> None:
    # Fleiss, Levin and Paik (2003), chapter 4, without continuity correction: 40 % against 25 %, power 0.80.
    compared = Comparison(0.40, 0.25, 0)
    assert needed(compared) == pytest.approx(152, abs=1)
    assert power(compared, 152) == pytest.approx(0.80, abs=0.005)


def test_the_power_against_a_stated_share_is_that_of_one_sample() -> None:
    units, p, q = 100, 0.6, 0.5
    z = NormalDist()
    edge = 1.959964 * (q * (1 - q) / units) ** 0.5
    by_hand = z.cdf((p - q - edge) / (p * (1 - p) / units) ** 0.5)
    assert power(Comparison(p, q, None), units) == pytest.approx(by_hand, abs=1e-6)


def test_more_units_never_tell_less() -> None:
    for of in (None, 0, 400):
        powers = [power(Comparison(0.3, 0.2, of), units) for units in (0, 1, 10, 50, 100, 500, 5_000)]
        assert powers == sorted(powers)


def test_a_baseline_of_very_few_can_never_be_told_from_luck() -> None:
    assert needed(Comparison(0.4, 0.375, 8)) == 0
    assert power(Comparison(1.0, 0.0, None), 50) == 1.0
    assert power(Comparison(0.0, 0.0, None), 50) == 0.0
