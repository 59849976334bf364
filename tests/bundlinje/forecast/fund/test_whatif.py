"""What if: scenarios that differ only where they differ, and what a change makes of the balance."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from tests.bundlinje.forecast.fund.invented import agreement, with_history

from bundlinje.contract.amend import versions
from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund import forecast as module
from bundlinje.forecast.fund.agreements import Agreement, Run
from bundlinje.forecast.fund.file import FundOutlook
from bundlinje.forecast.fund.forecast import FundForecast, forecast_fund
from bundlinje.forecast.fund.redated import redated
from bundlinje.forecast.fund.whatif import (
    AddContract,
    Change,
    CutCohort,
    Delay,
    MoreCapital,
    OtherEffect,
    OtherStart,
    difference,
    what_if,
)
from bundlinje.fund import Fund
from bundlinje.problems import Refused

KR = 100
CHANGES = [
    AddContract(agreement("new")),
    CutCohort("one", 6),
    Delay("two", 6),
    OtherEffect(Fraction(1, 2), "one"),
    OtherStart(0),
    MoreCapital(2026, 100 * KR),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: type(change).__name__)
def test_the_contracts_that_a_change_does_not_touch_are_the_same_to_the_bit_and_not_drawn_again(
    base: FundForecast, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    simulated = module.simulated

    def watched(agreements: dict[str, Agreement], run: Run) -> object:
        drawn.extend(agreements)
        return simulated(agreements, run)

    monkeypatch.setattr(module, "simulated", watched)
    other = what_if(base, [change])
    touched = getattr(change, "agreement", getattr(change, "investment", None))
    name = touched.contract.contract if isinstance(touched, Agreement) else touched
    assert drawn == ([name] if name else [])
    for line in base.lines:
        if line.line != name:
            assert other.line(line.line).received[Method.LEARNED].tobytes() == line.received[Method.LEARNED].tobytes()


def test_a_fund_forecast_anew_with_the_change_in_it_gives_the_same_bits_as_the_what_if(
    fund: Fund, agreements: dict[str, Agreement], outlook: FundOutlook, base: FundForecast
) -> None:
    changed = what_if(base, [CutCohort("one", 6)])
    anew = forecast_fund(fund, changed.scenario.agreements, outlook, base.run)
    assert np.array_equal(anew.balances(), changed.balances())


def test_no_change_makes_no_difference(base: FundForecast) -> None:
    found = difference(base, what_if(base, []))
    assert all((one.p10, one.p50, one.p90, one.mean, one.error) == (0, 0, 0, 0.0, 0.0) for one in found.by_year)
    assert found.ever == (0.0, 0.0)


def test_another_start_moves_every_balance_by_as_much_and_has_no_monte_carlo_error(base: FundForecast) -> None:
    found = difference(base, what_if(base, [OtherStart(base.scenario.budget.start - 5_000 * KR)]))
    assert {(one.p10, one.p90, one.error) for one in found.by_year} == {(-5_000 * KR, -5_000 * KR, 0.0)}


def test_new_capital_counts_from_its_year(base: FundForecast) -> None:
    found = difference(base, what_if(base, [MoreCapital(2026, 70 * KR)]))
    assert [one.p50 for one in found.by_year] == [0, 0, 7_000, 7_000, 7_000]
    with pytest.raises(Refused) as refusal:
        what_if(base, [MoreCapital(2040, 1)])
    assert refusal.value.problems[0].code == "fund_outlook.year_not_ahead"


def test_a_difference_is_told_with_less_noise_than_two_separate_runs_would_have(base: FundForecast) -> None:
    other = what_if(base, [OtherEffect(Fraction(9, 10), "one")])
    found = difference(base, other).at_end
    apart = (base.balances()[-1].std() ** 2 + other.balances()[-1].std() ** 2) ** 0.5 / base.draws**0.5
    assert found.mean < 0
    assert found.error < apart / 4


def test_forecasts_of_different_runs_cannot_be_told_apart_world_by_world(
    fund: Fund, agreements: dict[str, Agreement], outlook: FundOutlook, base: FundForecast
) -> None:
    with pytest.raises(ValueError, match="same draws"):
        difference(base, forecast_fund(fund, agreements, outlook, Run(base.draws, 8)))


@pytest.mark.requirement("PP-19")
def test_an_added_contract_costs_its_capital_over_the_years_of_its_intake_and_repays_as_simulated(
    base: FundForecast,
) -> None:
    other = what_if(base, [AddContract(agreement("new"))])
    assert other.scenario.budget.spending["new"] == {2024: 200_000 * KR, 2025: 200_000 * KR}
    moved = other.balances() - base.balances()
    received = np.cumsum(other.line("new").received[Method.LEARNED], axis=0)
    costs = np.cumsum([200_000 * KR, 200_000 * KR, 0, 0, 0])[:, None]
    assert np.array_equal(moved, received - costs)


def test_an_added_contract_that_cannot_be_simulated_is_refused_with_what_it_lacks(base: FundForecast) -> None:
    silent = Agreement(agreement("new").contract.model_copy(update={"expected": None}))
    with pytest.raises(Refused) as refusal:
        what_if(base, [AddContract(silent)])
    assert [problem.code for problem in refusal.value.problems] == ["planned.rate_unknown"]
    with pytest.raises(Refused) as refusal:
        what_if(base, [AddContract(agreement("one"))])
    assert [problem.code for problem in refusal.value.problems] == ["fund_outlook.repeated_id"]
    poor = Agreement(agreement("new").contract.model_copy(update={"capital": None}))
    with pytest.raises(Refused) as refusal:
        what_if(base, [AddContract(poor)])
    assert [problem.code for problem in refusal.value.problems] == ["fund_outlook.capital_unknown"]


def test_a_cohort_cut_to_a_number_admits_no_more_than_it(base: FundForecast) -> None:
    other = what_if(base, [CutCohort("one", 6)])
    before, after = (one.simulated["one"].paths[Method.LEARNED].admitted for one in (base, other))
    assert after.max() == 6 < before.max()
    assert difference(base, other).at_end.mean < 0


def test_who_came_already_stays_when_a_cohort_is_cut(
    fund: Fund, agreements: dict[str, Agreement], outlook: FundOutlook
) -> None:
    held = {**agreements, "one": with_history(agreements["one"], 9, 4)}
    forecast = forecast_fund(fund, held, outlook, Run(300, 7))
    for units, most in ((5, 9), (12, 12)):
        admitted = what_if(forecast, [CutCohort("one", units)]).simulated["one"].paths[Method.LEARNED].admitted
        assert (admitted.min() >= 9, admitted.max()) == (True, most)


@pytest.mark.requirement("FND-12", "PP-15")
def test_a_delayed_contract_pays_the_same_later_and_nothing_is_dropped(base: FundForecast) -> None:
    other = what_if(base, [Delay("one", 12)])
    before, after = base.line("one"), other.line("one")
    assert np.array_equal(after.received[Method.LEARNED][1:], before.received[Method.LEARNED][:-1])
    assert np.array_equal(after.total(), before.total())
    assert difference(base, other).by_year[0].mean < 0


@pytest.mark.requirement("FND-12", "PP-15")
def test_a_delayed_line_by_the_budget_keeps_its_sum_and_shows_the_liquidity_at_once(base: FundForecast) -> None:
    other = what_if(base, [Delay("three", 18)])
    before, after = base.line("three"), other.line("three")
    assert sum(after.calculated.values()) == sum(before.calculated.values())
    assert np.abs(after.total() - before.total()).max() <= len(after.calculated)
    assert difference(base, other).by_year[1].mean < 0


def test_what_has_been_settled_stays_where_it_was_when_the_rest_is_delayed(
    fund: Fund, agreements: dict[str, Agreement], outlook: FundOutlook
) -> None:
    held = {**agreements, "one": with_history(agreements["one"], 9, 4)}
    forecast = forecast_fund(fund, held, outlook, Run(300, 7))
    other = what_if(forecast, [Delay("one", 12)])
    before, after = (one.line("one").received[Method.LEARNED] for one in (forecast, other))
    assert set(before[0].tolist()) == set(after[0].tolist()) == {4 * 10_000 * KR}
    assert not after[1].any()
    assert np.array_equal(after[2:], before[1:-1])


def test_what_the_books_have_closed_stays_when_the_rest_is_delayed_though_no_fact_tells_of_it_yet() -> None:
    delayed = redated(agreement("one"), 12, closed=2024)
    newest = versions(delayed.contract)[-1].contract
    assert [one.on.year for one in newest.follow_ups] == [2024, 2026, 2027, 2028]
    assert delayed.plan is not None
    assert {one.day.year for one in delayed.plan} == {2024, 2026}


def test_a_contract_with_nothing_left_to_pay_after_the_closed_years_cannot_be_delayed() -> None:
    one = agreement("one")
    assert redated(one, 12, closed=2027) is one


def test_a_delay_is_an_amendment_in_the_contracts_own_language(base: FundForecast) -> None:
    contract = what_if(base, [Delay("one", 6)]).scenario.agreements["one"].contract
    *_, newest = versions(contract)
    assert newest.amendment is not None
    assert [one.on.isoformat() for one in newest.contract.follow_ups][:2] == ["2025-06-30", "2026-06-30"]


@pytest.mark.requirement("FND-11")
def test_more_effect_is_more_repayment_and_less_is_less_for_one_investment_or_all(base: FundForecast) -> None:
    totals = {
        (factor, of): float(what_if(base, [OtherEffect(Fraction(factor), of)]).to_come().mean())
        for factor in ("0", "4/5", "11/10")
        for of in ("one", "three", None)
    }
    plain = float(base.to_come().mean())
    for of in ("one", "three", None):
        assert totals["0", of] < totals["4/5", of] < plain < totals["11/10", of]
    assert totals["0", None] == 0.0


def test_a_change_of_an_unknown_investment_is_refused_with_those_there_are(base: FundForecast) -> None:
    with pytest.raises(Refused) as refusal:
        what_if(base, [Delay("nobody", 6)])
    (problem,) = refusal.value.problems
    assert problem.code == "fund_outlook.unknown_investment"
    assert "three" in str(problem.values["known"])


def test_a_cohort_of_a_contract_that_is_not_simulated_cannot_be_cut(base: FundForecast) -> None:
    with pytest.raises(Refused) as refusal:
        what_if(base, [CutCohort("three", 6)])
    assert refusal.value.problems[0].code == "fund_outlook.cannot_cut"


def test_changes_are_made_one_upon_the_other(base: FundForecast) -> None:
    both = what_if(base, [OtherStart(0), CutCohort("one", 6)])
    second = what_if(what_if(base, [OtherStart(0)]), [CutCohort("one", 6)])
    assert np.array_equal(both.balances(), second.balances())
    assert replace(both.scenario.budget, start=base.scenario.budget.start) == base.scenario.budget
