"""The fund's forecast: balances that add up in every world, lines that say what they rest on, the fan and the risk."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.agreements import Agreement, Run, read_agreements
from bundlinje.forecast.fund.budget import budget_of, later
from bundlinje.forecast.fund.fan import LEVELS, fan, fan_of, fans, risk
from bundlinje.forecast.fund.file import FundOutlook, parse_fund_outlook, read_fund_outlook
from bundlinje.forecast.fund.forecast import FundForecast, forecast_fund
from bundlinje.forecast.fund.lines import Basis, Effect
from bundlinje.forecast.fund.whatif import OtherStart, what_if
from bundlinje.forecast.paths import P10, P50, P90
from bundlinje.fund import Fund, read_fund
from bundlinje.fund.scenarios import at_effect
from bundlinje.fund.table2 import table2
from bundlinje.problems import Refused
from bundlinje.words.problems import say

KR = 100


def _budgeted_only(fund: Fund) -> FundForecast:
    """A fund none of whose contracts is there: every line goes by the budget."""
    return forecast_fund(fund, {}, parse_fund_outlook("{outlook: invented, account: fond}", fund), Run(2_000, 3))


def test_every_balance_is_the_one_before_plus_what_came_less_what_went_in_every_world(base: FundForecast) -> None:
    budget = base.scenario.budget
    for method in (Method.LEARNED, Method.MIXTURE):
        received = sum(line.received[method] for line in base.lines)
        before = np.full(base.draws, budget.start)
        for place, year in enumerate(base.years):
            spent = sum(by_year.get(year, 0) for by_year in budget.spending.values())
            after = before + budget.deposits.get(year, 0) - spent + received[place]
            assert np.array_equal(base.balances(method)[place], after)
            before = after


@pytest.mark.requirement("FND-03", "FND-11")
def test_the_flat_forecast_is_the_budget_of_80_percent_to_the_ore(aarhus: Fund) -> None:
    budget, table = budget_of(aarhus), table2(aarhus)
    by_year = dict(zip(budget.years, budget.flat.tolist(), strict=True))
    assert [by_year[year] for year in (2025, 2026, 2027, 2028)] == [
        table.balance[f"B{year}"].known for year in (2025, 2026, 2027, 2028)
    ]
    assert by_year[2034] == table.balance["later"].known == at_effect(aarhus, Fraction(4, 5)).end.known


@pytest.mark.requirement("FND-11")
def test_three_forecasts_stand_side_by_side_and_only_the_flat_one_knows_no_uncertainty(base: FundForecast) -> None:
    three = fans(base)
    assert list(three) == [Method.FLAT, Method.MIXTURE, Method.LEARNED]
    flat = three[Method.FLAT]
    assert flat.at[P10] == flat.at[P90] == tuple(base.scenario.budget.flat.tolist())
    for method in (Method.MIXTURE, Method.LEARNED):
        assert three[method].at[P10][-1] < three[method].at[P50][-1] < three[method].at[P90][-1]


def test_a_line_says_whether_it_rests_on_its_contract_or_on_the_budget_and_why(base: FundForecast) -> None:
    assert {line.line: line.basis for line in base.lines} == {
        "one": Basis.LEARNED,
        "two": Basis.LEARNED,
        "three": Basis.BUDGET,
    }
    (why,) = base.line("three").why
    assert (why.code, why.values["contract"]) == ("fund_outlook.no_contract", "three")
    assert "three" in say(why, "en")


def test_a_contract_whose_rate_nobody_states_goes_by_the_budget_with_the_reason(
    fund: Fund, agreements: dict[str, Agreement], outlook: FundOutlook
) -> None:
    one = agreements["one"]
    silent = Agreement(one.contract.model_copy(update={"expected": None}))
    forecast = forecast_fund(fund, {**agreements, "one": silent}, outlook, Run(200, 1))
    line = forecast.line("one")
    assert line.basis is Basis.BUDGET
    assert [problem.code for problem in line.why] == ["planned.rate_unknown"]
    assert say(line.why[0])


def test_the_outlook_may_say_that_a_line_goes_by_the_budget(at: Callable[..., FundForecast]) -> None:
    forecast = at("{outlook: invented, account: fond, lines: {one: {basis: budget, assumed: Invented reason.}}}")
    (why,) = forecast.line("one").why
    assert (why.code, why.values["reason"]) == ("fund_outlook.by_choice", "Invented reason.")
    assert any(mark.why == "Invented reason." for mark in forecast.assumed)


def test_payments_by_the_budget_are_the_calculated_ones_at_an_effect_near_plan_with_a_few_collapsed(fund: Fund) -> None:
    line = _budgeted_only(fund).line("three")
    assert line.calculated[2024] == 100_000 * KR
    effect = line.received[Method.LEARNED][0] / line.calculated[2024]
    assert abs(effect.mean() - (0.9 + 0.1 * 0.25)) < 4 * effect.std() / len(effect) ** 0.5
    assert 0.08 < (effect < 0.5).mean() < 0.14
    assert np.array_equal(line.received[Method.LEARNED], line.received[Method.MIXTURE])


def test_a_contracts_line_is_what_the_funds_account_receives_in_its_paths(base: FundForecast) -> None:
    paths = base.simulated["one"].paths[Method.LEARNED]
    held = [place for place, year in enumerate(paths.years) if year in base.years]
    line = base.line("one").received[Method.LEARNED]
    assert np.array_equal(line[: len(held)], paths.received_by(["fond"])[held])
    assert not line[len(held) :].any()


def test_the_mean_of_a_contracts_line_is_what_intake_and_rate_say_by_another_librarys_arithmetic(
    base: FundForecast,
) -> None:
    from scipy.stats import gamma

    # 12 people a year in two years, followed up four and three times; a gamma belief in the plan worth 20, cut at all.
    share = gamma.cdf(1, 21, scale=1 / 20) + gamma.sf(1, 20, scale=1 / 20)
    expected = 12 * (4 + 3) * float(share) * 0.5 * 10_000 * KR
    found = base.line("one").to_come()
    assert abs(found.mean - expected) < 4 * found.error


def test_years_that_are_closed_are_facts_and_not_counted_again(
    fund: Fund, outlook: FundOutlook, agreements: dict[str, Agreement]
) -> None:
    contract = agreements["one"].contract.model_copy(
        update={"follow_ups": [one.model_copy(update={"on": one.on.replace(year=one.on.year - 2)})
                               for one in agreements["one"].contract.follow_ups]}
    )  # fmt: skip
    forecast = forecast_fund(fund, {"one": Agreement(contract)}, outlook, Run(200, 1))
    assert forecast.line("one").basis is Basis.LEARNED
    closed = forecast.simulated["one"].paths[Method.LEARNED]
    kept = sum(closed.received_by(["fond"])[place] for place, year in enumerate(closed.years) if year >= 2024)
    assert np.array_equal(forecast.line("one").total(), kept)


def test_later_years_in_one_sum_are_divided_evenly_to_the_ore(fund: Fund) -> None:
    three = budget_of(fund).repaid["three"]
    assert [three[year] for year in (2026, 2027, 2028)] == [1_333_367, 1_333_367, 1_333_366]


@given(st.dictionaries(st.integers(2024, 2040), st.integers(-(10**9), 10**9)), st.integers(0, 60))
@pytest.mark.requirement("FND-12")
def test_a_delay_moves_every_ore_and_drops_none(by_year: dict[int, int], months: int) -> None:
    moved = later(by_year, months)
    assert sum(moved.values()) == sum(by_year.values())
    assert later(by_year, 0) == {year: ore for year, ore in by_year.items() if ore}


def test_half_a_year_later_is_half_of_each_year_in_the_next() -> None:
    assert later({2024: 100, 2025: 41}, 6) == {2024: 50, 2025: 50 + 21, 2026: 20}
    assert later({2024: 100}, 24) == {2026: 100}


def test_the_first_draws_of_a_long_run_are_those_of_a_short_one(
    fund: Fund, agreements: dict[str, Agreement], outlook: FundOutlook, base: FundForecast
) -> None:
    short = forecast_fund(fund, agreements, outlook, Run(700, 7))
    assert np.array_equal(short.balances(), base.balances()[:, :700])
    other = forecast_fund(fund, agreements, outlook, Run(700, 8))
    assert not np.array_equal(short.balances(), other.balances())


def test_a_fan_shows_balances_that_were_drawn_in_order(base: FundForecast) -> None:
    balances = base.balances()
    shown = fan(base)
    for place, row in enumerate(balances):
        values = [shown.at[level][place] for level in LEVELS]
        assert values == sorted(values)
        assert set(values) <= set(row.tolist())
        for level, value in zip(LEVELS, values, strict=True):
            assert (row <= value).mean() >= level > (row < value).mean()
    assert shown.of(base.years[0]) == {level: shown.at[level][0] for level in LEVELS}


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=40), st.integers(-(10**9), 10**9))
def test_the_same_money_in_every_world_moves_the_whole_fan_by_it(values: list[int], more: int) -> None:
    balances = np.array([values], dtype=np.int64)
    before, after = fan_of((2024,), balances), fan_of((2024,), balances + more)
    assert all(after.at[level][0] == before.at[level][0] + more for level in LEVELS)


@pytest.mark.requirement("FND-09", "PP-14")
def test_the_year_in_which_the_fund_is_at_risk_is_the_first_above_the_named_threshold(base: FundForecast) -> None:
    poorer = what_if(base, [OtherStart(150_000 * KR)])
    found = risk(poorer)
    for share, balance in zip(found.below, poorer.balances(), strict=True):
        assert share[0] == Fraction(int((balance < 0).sum()), poorer.draws)
    first = next(year for year, share in zip(poorer.years, found.below, strict=True) if share[0] > found.risky)
    assert (found.risky, found.first_at_risk) == (Fraction(1, 10), first)
    assert found.ever[0] + found.lasting[0] == 1
    assert found.ever[0] >= max(share for share, _ in found.below)


@pytest.mark.requirement("FND-09")
def test_the_promised_ten_years_run_from_the_day_the_fund_was_established(base: FundForecast, aarhus: Fund) -> None:
    rich, poor = (what_if(base, [OtherStart(ore)]) for ore in (10_000_000 * KR, -(10**12)))
    assert risk(base).promised_through == 2028
    assert risk(rich).promise == (1, 0.0)
    assert risk(poor).promise == (0, 0.0)
    assert risk(rich).first_at_risk is None
    assert risk(poor).first_at_risk == 2024
    assert aarhus.facts.established.minimum_years == 10


def test_a_promise_beyond_the_planned_years_cannot_be_told(base: FundForecast) -> None:
    established = base.scenario.fund.facts.established.model_copy(update={"minimum_years": 30})
    facts = base.scenario.fund.facts.model_copy(update={"established": established})
    from dataclasses import replace

    longer = replace(base, scenario=replace(base.scenario, fund=replace(base.scenario.fund, facts=facts)))
    assert risk(longer).promise is None


def test_a_planned_investment_costs_from_its_year_and_repays_at_an_uncertain_effect(
    at: Callable[..., FundForecast],
) -> None:
    plain = at("{outlook: invented, account: fond}")
    planned = at(
        """
outlook: invented
account: fond
planned:
- id: new
  label: {da: Ny, en: New}
  costs: {"2025": 100 000 kr}
  calculated: {"2027": 60 000 kr, "2028": 60 000 kr, "2029": 30 000 kr}
  assumed: Invented.
"""
    )
    line = planned.line("new")
    assert line.basis is Basis.PLANNED
    moved = planned.balances() - plain.balances()
    assert moved[0].tolist() == [0] * planned.draws
    assert set(moved[1].tolist()) == {-100_000 * KR}
    assert np.array_equal(moved[-1], line.received[Method.LEARNED].sum(axis=0) - 100_000 * KR)
    assert line.beyond[Method.LEARNED].mean() > 0


@pytest.mark.requirement("FND-18")
def test_each_lines_forecast_stands_beside_what_its_business_case_calculated(base: FundForecast) -> None:
    for line in base.lines:
        calculated, half = sum(line.calculated.values()), line.to_come().p50
        expected = "below" if half < calculated * 0.95 else "above" if half > calculated * 1.05 else "on_plan"
        assert line.standing() == expected
    assert base.line("one").standing() == "below"


def test_a_common_good_year_moves_lines_by_the_budget_and_by_contract_together(base: FundForecast) -> None:
    totals = [base.line(name).total() for name in ("one", "two", "three")]
    assert np.corrcoef(totals[0], totals[1])[0, 1] > 0.05
    assert np.corrcoef(totals[0], totals[2])[0, 1] > 0.05


def test_the_effect_of_a_line_is_the_same_whichever_lines_stand_beside_it(outlook: FundOutlook) -> None:
    effect = Effect.of(outlook)
    assert np.array_equal(effect.millionths("three", Run(100, 1)), effect.millionths("three", Run(900, 1))[:100])
    assert not np.array_equal(effect.millionths("three", Run(100, 1)), effect.millionths("four", Run(100, 1)))


def test_books_without_a_budget_are_refused(tmp_path: Path, fund: Fund) -> None:
    from dataclasses import replace

    closed = replace(fund, columns=fund.accounts)
    with pytest.raises(Refused) as refusal:
        budget_of(closed)
    assert [problem.code for problem in refusal.value.problems] == ["fund_outlook.no_budget"]


def test_an_unknown_cell_is_refused_with_its_place_and_never_taken_for_zero(fund: Fund) -> None:
    from dataclasses import replace

    from bundlinje.fund.figure import Figure, Origin

    unknown = Figure.read(Origin("one/B2024", None))
    with pytest.raises(Refused) as refusal:
        budget_of(replace(fund, cells={**fund.cells, ("one", "B2024"): unknown}))
    assert [problem.values["cell"] for problem in refusal.value.problems] == ["one/B2024"]


@pytest.mark.requirement("FND-09", "FND-11", "PP-14")
def test_the_aarhus_fund_is_forecast_to_2034_from_its_contracts_and_its_budget() -> None:
    folder = Path(__file__).parents[4] / "examples" / "aarhus"
    fund = read_fund(folder)
    outlook = read_fund_outlook(folder / "outlooks" / "fund.yaml", fund)
    forecast = forecast_fund(fund, read_agreements(folder, fund), outlook, Run(512, 1))
    assert forecast.years == tuple(range(2025, 2035))
    assert {line.line for line in forecast.lines} == {line.id for line in fund.investments()}
    assert forecast.line("din_vej_i_job").basis is Basis.LEARNED
    assert forecast.line("din_vej_i_job").standing() == "below"
    assert all(line.why for line in forecast.lines if line.basis is Basis.BUDGET)
    assert all(say(problem, "da") and say(problem, "en") for line in forecast.lines for problem in line.why)
    found = risk(forecast)
    assert found.promised_through == 2030
    assert found.lasting[0] > Fraction(1, 2)
    assumed = {mark.path: mark.why for mark in forecast.assumed}
    assert assumed["outlook aarhus: collapse"]
    assert assumed["housing_first_rb/B2027"].startswith("Trykt som")
