"""Headroom with drawn repayment, what is free, what each investment brings back, and capital that revolves."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from tests.bundlinje.forecast.fund.invented import agreement

from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.expected_headroom import expected_headroom, positions
from bundlinje.forecast.fund.file import RevolvingOutlook
from bundlinje.forecast.fund.forecast import FundForecast
from bundlinje.forecast.fund.returns import returns
from bundlinje.forecast.fund.revolving import THOUSAND, revolving
from bundlinje.forecast.fund.whatif import AddContract, CutCohort, OtherStart, what_if
from bundlinje.forecast.paths import P10, P50, P90, spread
from bundlinje.fund.headroom import headroom
from bundlinje.fund.reservations import reservations

KR = 100


@pytest.mark.requirement("FND-02", "FND-03")
def test_headroom_by_both_80_percent_rules_stands_beside_the_headroom_that_repayment_as_drawn_would_leave(
    base: FundForecast,
) -> None:
    fund, to_come = base.scenario.fund, spread(base.to_come())
    both = expected_headroom(base)
    assert [one.stated for one in both] == list(headroom(fund))
    assert [one.share for one in both] == [Fraction(4, 5), Fraction(4, 5)]
    capital, spent, received = 1_050_000, 70_000 + 1_000_000, 30_000
    for one in both:
        drawn = (to_come.p10, to_come.p50, to_come.p90)
        left = [(capital - spent + received) * KR + ore for ore in drawn]
        assert [one.at[level].result.known for level in (P10, P50, P90)] == left
    of_investments, of_calculated = both
    assert of_investments.shares[P50] == Fraction(received * KR + to_come.p50, 1_000_000 * KR)
    assert of_calculated.shares[P50] == Fraction(to_come.p50, sum(sum(one.calculated.values()) for one in base.lines))


def test_the_share_that_a_rule_would_have_to_name_gives_the_drawn_headroom_by_the_rule_itself(
    base: FundForecast,
) -> None:
    from bundlinje.fund.headroom import of_investments

    first, _ = expected_headroom(base)
    share = first.shares[P50]
    assert share is not None
    assert of_investments(base.scenario.fund, share).result.known == first.at[P50].result.known


@pytest.mark.requirement("FND-07", "PP-19")
def test_free_reserved_and_expected_money_are_told_apart_and_the_expected_has_its_uncertainty(
    base: FundForecast,
) -> None:
    (position,) = positions(base)
    assert position.books == reservations(base.scenario.fund)[0]
    assert position.expected == spread(base.to_come())
    assert position.free_if_repaid.p50 == position.books.free.result.known + position.expected.p50
    assert position.expected.p10 < position.expected.p90


@pytest.mark.requirement("RSK-02")
def test_each_investment_says_how_likely_its_money_is_to_come_back(base: FundForecast) -> None:
    one, two, three = returns(base)
    assert (one.invested, one.received) == (400_000 * KR, 0)
    assert (three.invested, three.received) == (300_000 * KR, 30_000 * KR)
    worlds = base.line("two").total() >= 300_000 * KR
    assert two.back[0] == Fraction(int(worlds.sum()), base.draws)
    assert three.in_all.mean == pytest.approx(30_000 * KR + base.line("three").to_come().mean)


@pytest.mark.requirement("PP-07")
def test_a_small_group_of_the_same_expected_repayment_is_more_fragile_than_a_large_one(base: FundForecast) -> None:
    def fragility(planned: int, price: str) -> float:
        added = AddContract(agreement("new", planned=planned, price=price))
        line = what_if(base, [added]).line("new").to_come()
        return (line.p90 - line.p10) / line.mean

    assert fragility(6, "100 000") > 1.1 * fragility(60, "10 000")


@pytest.mark.requirement("FND-10")
def test_revolving_capital_is_the_most_that_can_be_invested_each_year_at_the_accepted_chance(
    base: FundForecast,
) -> None:
    found = revolving(base)
    assert found.a_year is not None
    assert found.a_year > 0
    assert found.without[0] < found.ever[0] <= found.accepted == Fraction(1, 10)
    (stricter, looser) = (
        revolving(base, asked=RevolvingOutlook.model_validate({"chance": chance})) for chance in ("2 %", "30 %")
    )
    assert stricter.a_year is not None
    assert looser.a_year is not None
    assert stricter.a_year <= found.a_year <= looser.a_year
    assert found.a_year % THOUSAND == 0


@pytest.mark.requirement("FND-10")
def test_money_that_comes_back_can_be_invested_again(base: FundForecast) -> None:
    rich = what_if(base, [OtherStart(3_000_000 * KR)])
    lost, soon = (
        revolving(rich, asked=RevolvingOutlook.model_validate(terms))
        for terms in ({"repaid": "0 %"}, {"repaid": "100 %", "first_after": 1, "over": 1})
    )
    assert lost.a_year is not None
    assert soon.a_year is not None
    assert soon.a_year > 1.5 * lost.a_year


def test_a_fund_at_risk_already_can_invest_nothing_anew(base: FundForecast) -> None:
    found = revolving(what_if(base, [OtherStart(-(10**12))]))
    assert (found.a_year, found.ever, found.without) == (0, (1, 0.0), (1, 0.0))


def test_where_all_comes_back_at_once_and_more_nothing_sets_a_limit(base: FundForecast) -> None:
    terms = RevolvingOutlook.model_validate({"repaid": "100 000 %", "first_after": 0, "over": 1})
    assert revolving(base, Method.FLAT, terms).a_year is None


@pytest.mark.requirement("PP-19", "RSK-07")
def test_a_new_investment_is_seen_in_the_long_term_balance_of_the_fund(base: FundForecast) -> None:
    weak, strong = (
        what_if(base, [AddContract(agreement("new", rate=rate), costs={2024: 400_000 * KR})])
        for rate in ("10 %", "80 %")
    )
    assert spread(weak.balances()[-1]).p50 < spread(base.balances()[-1]).p50 < spread(strong.balances()[-1]).p50


def test_a_smaller_cohort_lowers_the_expected_headroom(base: FundForecast) -> None:
    fewer = what_if(base, [CutCohort("one", 6)])
    assert expected_headroom(fewer)[0].at[P50].result.known < expected_headroom(base)[0].at[P50].result.known


def test_forecasts_by_an_outlook_of_ones_own_share_the_funds_books(at: Callable[..., FundForecast]) -> None:
    forecast = at("{outlook: invented, account: fond, risky: 5 %}")
    assert expected_headroom(forecast)[0].stated == headroom(forecast.scenario.fund)[0]
