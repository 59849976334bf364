"""What draws say, what a follow-up can show, and what a pilot and a price of a success are worth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.business_case.sensitivity.acceptability import acceptability, price_range
from bundlinje.business_case.sensitivity.detectable import against_counted, against_stated
from bundlinje.business_case.sensitivity.distributions import Beta
from bundlinje.business_case.sensitivity.estimate import chance, quantiles, summary
from bundlinje.business_case.sensitivity.information import Line, best_pilot, line, partial, perfect, pilot

NORMAL = np.random.default_rng(3).normal(100.0, 50.0, 10_000)


def test_a_summary_holds_the_truth_within_its_errors() -> None:
    told = summary(NORMAL)
    truth = {0.1: 100 - 1.2816 * 50, 0.5: 100.0, 0.9: 100 + 1.2816 * 50}
    assert abs(told.mean.value - 100) < 3 * told.mean.error
    assert abs(told.above_zero.value - 0.97725) < 3 * told.above_zero.error
    assert all(abs(told.at(p).value - value) < 3 * told.at(p).error for p, value in truth.items())


def test_errors_are_as_large_as_other_seeds_show_them_to_be() -> None:
    many = np.random.default_rng(4).normal(0.0, 1.0, (400, 1_000))
    told = [quantiles(row, (0.1,))[0.1] for row in many]
    seen = np.std([one.value for one in told])
    assert np.mean([one.error for one in told]) == pytest.approx(seen, rel=0.15)


def test_what_never_came_is_not_said_to_be_impossible() -> None:
    never = chance(0, 10_000)
    assert never.value == 0
    assert 0 < never.error < 0.001


def test_a_single_draw_is_summed_up_without_a_spread() -> None:
    assert summary(np.array([7.0])).mean.value == 7
    assert summary(np.array([7.0])).deviation == 0


def test_forty_people_cannot_show_five_points() -> None:
    found = against_stated(expected=0.35, reference=0.30, participants=40)
    assert not found.shows_expected
    assert found.difference is not None
    assert found.difference > 0.2
    assert found.enough is not None
    assert found.enough > 500


def test_a_handful_can_show_nothing_against_a_high_reference() -> None:
    found = against_stated(expected=0.95, reference=0.90, participants=5)
    assert (found.rate, found.difference, found.power) == (None, None, 0.0)


def test_no_number_of_participants_shows_a_rise_that_is_not_expected() -> None:
    assert against_stated(0.2, 0.3, 100).enough is None
    assert against_counted(0.2, 0.3, 100, 100).power == 0
    assert against_counted(0.99, 0.9, 3, 3).rate is None


@given(st.integers(10, 400), st.floats(0.05, 0.6))
def test_more_participants_show_smaller_differences(participants: int, reference: float) -> None:
    few, many = (against_counted(0.9, reference, n, n).rate for n in (participants, 2 * participants))
    assert few is None or (many is not None and many <= few)


def test_knowing_everything_is_worth_at_least_as_much_as_knowing_one_thing() -> None:
    rate = np.random.default_rng(5).beta(4.5, 38.5, 20_000)
    net = 1_000_000 * rate - 120_000 + np.random.default_rng(6).normal(0, 60_000, 20_000)
    assert 0 < partial(rate, net).value < perfect(net).value


def test_an_input_that_does_not_vary_tells_nothing() -> None:
    assert line(np.full(100, 0.4), NORMAL[:100]).slope == 0
    assert partial(np.full(100, 0.4), NORMAL[:100]).value == pytest.approx(0)


def test_a_pilot_that_cannot_change_the_decision_is_worth_nothing() -> None:
    found = pilot(Beta.counted(30, 42), Line(1_000_000.0, 5_000_000.0, 0.0), 20)
    assert (found.worth, found.changes, found.at_least) == (0, 0, 0)
    assert found.pays is None


def test_a_pilot_nothing_could_come_of_has_no_number_that_would_make_one_go_ahead() -> None:
    assert pilot(Beta.counted(1, 42), Line(1.0, -5.0, 0.0), 20).at_least is None


def test_the_best_pilot_weighs_its_worth_against_its_cost() -> None:
    prior, expected = Beta.counted(4, 42), Line(50_000_000_00.0, -5_500_000_00.0, 0.0)
    found = best_pilot(prior, expected, range(10, 200, 10), each=5_000_00)
    assert found is not None
    assert found.pays
    assert best_pilot(prior, expected, range(10, 200, 10), each=5_000_000_00) is None


def test_the_higher_the_price_the_likelier_it_covers_and_the_less_likely_it_is_worth_it() -> None:
    generator = np.random.default_rng(8)
    successes, cost = generator.normal(20, 4, 4_000), generator.normal(2_000_000.0, 200_000.0, 4_000)
    gain = {"municipality": generator.normal(3_000_000.0, 900_000.0, 4_000)}
    prices = price_range(successes, cost, gain)
    curve = acceptability(prices, successes, cost, gain)
    covers, worth = [p.covers.value for p in curve], [p.worth["municipality"].value for p in curve]
    assert covers == sorted(covers)
    assert worth == sorted(worth, reverse=True)
    assert (covers[0], round(covers[-1])) == (0, 1)


def test_prices_of_a_success_that_never_comes_still_make_a_scale() -> None:
    nothing = np.zeros(10)
    assert price_range(nothing, nothing + 5, {})[:3] == (0, 100, 200)
