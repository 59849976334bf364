"""The fund's economy: balances, headroom, reservations, scenarios, capital; each on Aarhus and as a law."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.fund import Fund, read_fund
from bundlinje.fund.capital import Raised, raised, without_repayment
from bundlinje.fund.claims import ColumnSum
from bundlinje.fund.governance import areas_on, council_problems, interests_in, mandate_on, members_on
from bundlinje.fund.headroom import headroom, of_calculated_payments, of_investments
from bundlinje.fund.posting import POT, journal_of, outcomes_accounts
from bundlinje.fund.progress import plan_against_actual
from bundlinje.fund.reservations import reservations
from bundlinje.fund.scenarios import at_effect, delayed, effect_levels
from bundlinje.fund.table2 import capital_in, printed_chain, table2
from bundlinje.fund.year import year_in_short
from bundlinje.grammar.part import Mark
from bundlinje.ledger import balances, check, commitments, movements_by_year
from bundlinje.settlement.standing import compare

KKR = 100_000
OUTCOMES = """
outcomes_funds:
- id: pool
  label: {da: Outcomefond, en: Outcomes fund}
  owner: invented
  ours: true
  deposits: [{id: in, day: 2020-01-01, amount: 500 kr, source: report, quote: invented}]
  drawings: [{id: out, day: 2021-01-01, amount: 200 kr, source: report, quote: invented}]
"""


@pytest.mark.requirement("FND-01")
def test_the_capital_is_two_dated_and_sourced_deposits_of_48_million_in_all(aarhus: Fund) -> None:
    deposits = aarhus.facts.deposits
    assert sum(deposit.amount for deposit in deposits) == 48_000_000_00
    assert [deposit.day for deposit in deposits] == [date(2020, 4, 29), date(2025, 1, 1)]
    assert all(deposit.source in aarhus.facts.documents and deposit.quote for deposit in deposits)


@pytest.mark.requirement("FND-05")
def test_a_balance_is_the_one_before_plus_new_capital_less_the_years_net(aarhus: Fund, invented: Fund) -> None:
    for fund in (aarhus, invented):
        table, before = table2(fund), 0
        for column in fund.columns:
            net = table.total[column.id].known
            assert table.balance[column.id].known == before + capital_in(fund, column).known - net
            before = table.balance[column.id].known
    assert table2(invented).balance["later"].known == (1_000 - 60 - 150 + 140) * 100


def test_the_printed_balance_of_2022_breaks_its_own_chain_and_later_years_do_not_inherit_it(aarhus: Fund) -> None:
    assert aarhus.printed is not None
    chain = printed_chain(aarhus)
    off = {c: (aarhus.printed.balances[c].known - chain[c].known) // KKR for c in chain}
    assert {column: left for column, left in off.items() if left} == {"R2021": -1, "R2022": 39, "later": -4}


@pytest.mark.requirement("FND-08")
def test_running_costs_are_450_000_and_a_smaller_amount_a_year_and_5_million_in_ten_years(aarhus: Fund) -> None:
    a_year = {cost.line: cost.a_year for cost in aarhus.facts.running_costs}
    assert a_year == {"honorar": 150_000_00, "sekretariat": 300_000_00, "oevrig_drift": 50_000_00}
    for column in aarhus.budget:
        assert aarhus.sum(["drift"], [column]).known == sum(a_year.values()) * column.years
    assert aarhus.sum(["drift"], aarhus.budget).known == 5_000_000_00
    assert aarhus.cells["oevrig_drift", "R2024"].known == 363 * KKR, "the evaluation of winter 2023-24 stands here"


@pytest.mark.requirement("FND-13")
def test_2024_in_short_is_11953_spent_11389_back_from_7_and_564_net(aarhus: Fund) -> None:
    year = year_in_short(aarhus, "R2024")
    assert (year.spent.known // KKR, year.received.known // KKR, year.net.known // KKR) == (11_953, 11_389, 564)
    assert (year.investments, year.repaying) == (7, 7)


@pytest.mark.requirement("FND-02", "FND-03")
def test_the_two_readings_of_the_80_percent_rule_are_named_and_counted_apart(aarhus: Fund) -> None:
    of_all, of_calculated = headroom(aarhus)
    steps = {step.code: step.figure.known // KKR for step in of_all.steps}
    assert steps["headroom.investments"] == -55_060
    assert steps["headroom.counted_repayment"] == 44_048, "80 % of 55,060"
    assert of_all.result.known // KKR == 29_189
    assert of_calculated.result.known // KKR == 30_525
    assert (of_all.result.mark, of_calculated.result.mark) == (Mark.KNOWN, Mark.ASSUMED)
    assert of_all.code != of_calculated.code


@pytest.mark.requirement("FND-02", "FND-03")
def test_each_share_is_a_parameter_of_its_own(invented: Fund) -> None:
    assert of_investments(invented, Fraction(0)).result.known == (1_000 - 60 - 150) * 100
    assert of_investments(invented, Fraction(1)).result.known == (1_000 - 60) * 100
    assert of_calculated_payments(invented, Fraction(0)).result.known == (1_000 - 60 - 150 + 40) * 100
    assert of_calculated_payments(invented, Fraction(1)).result.known == (1_000 - 60 - 150 + 40 + 125) * 100


@pytest.mark.requirement("FND-07")
def test_at_the_end_of_2024_the_reservations_leave_32_thousand_less_than_nothing(aarhus: Fund) -> None:
    printed, from_lines = reservations(aarhus)
    assert [step.figure.known // KKR for step in printed.free.steps] == [7_781, 8_000, -10_813, -5_000]
    assert printed.free.result.known // KKR == -32
    assert printed.reserved.known // KKR == 15_813
    assert printed.expected.known // KKR == 30_638
    assert from_lines.free.result.known // KKR == -113
    assert sum(figure.known for _, figure in printed.by_line) == printed.reserved.known


@pytest.mark.requirement("FND-10")
def test_what_is_repaid_is_there_to_be_invested_again(invented: Fund) -> None:
    (position,) = reservations(invented)
    spent, repaid, reserved = 10 + 10 + 100, 40, 10 + 30 + 50
    assert position.free.result.known == (1_000 - spent + repaid - reserved) * 100
    assert position.free_if_repaid.known - position.free.result.known == 100_00


@pytest.mark.requirement("FND-11", "FND-03")
def test_the_economy_is_shown_at_several_levels_of_effect(aarhus: Fund) -> None:
    ends = {outlook.effect: Fraction(outlook.end.known, KKR) for outlook in effect_levels(aarhus)}
    assert ends == {
        Fraction(0): -113,
        Fraction(3, 5): Fraction(45731, 2),
        Fraction(4, 5): 30_525,
        Fraction(1): Fraction(76369, 2),
    }


@pytest.mark.requirement("FND-11")
@given(effect=st.fractions(0, 2))
def test_accounts_stay_at_any_effect_and_more_effect_never_leaves_less(aarhus: Fund, effect: Fraction) -> None:
    outlook, more = at_effect(aarhus, effect), at_effect(aarhus, effect + Fraction(1, 10))
    assert outlook.balances["R2024"] == table2(aarhus).balance["R2024"]
    assert more.end.known >= outlook.end.known


@pytest.mark.requirement("FND-09")
def test_the_outlook_names_the_year_in_which_the_money_runs_out(aarhus: Fund, invented: Fund) -> None:
    assert at_effect(aarhus, Fraction(0)).runs_out == "later"
    assert at_effect(aarhus, Fraction(4, 5)).runs_out is None
    assert aarhus.facts.established.minimum_years == 10
    assert at_effect(aarhus, Fraction(4, 5)).lowest[0] == "R2024"


@pytest.mark.requirement("FND-12")
@given(years=st.integers(0, 12))
def test_a_delay_moves_result_payments_and_drops_none(aarhus: Fund, years: int) -> None:
    late = delayed(aarhus, "ungifokus_rb", years)
    assert late.sum(["result_payment"], late.columns).known == aarhus.sum(["result_payment"], aarhus.columns).known
    assert late.sum(["result_payment"], late.accounts) == aarhus.sum(["result_payment"], aarhus.accounts)
    first = late.budget[min(years, 4)].id
    moved = {column for line, column in late.cells if line == "ungifokus_rb" and column in {c.id for c in late.budget}}
    assert moved == {column.id for column in late.budget[min(years, 4) :]}
    if years < 4:
        assert late.cells["ungifokus_rb", first] == aarhus.cells["ungifokus_rb", "B2025"]


@pytest.mark.requirement("FND-14")
def test_the_share_without_municipal_repayment_is_the_donation_over_everything_spent(aarhus: Fund) -> None:
    assert without_repayment(aarhus) == Fraction(200, 55_260)


@pytest.mark.requirement("FND-15", "FND-16")
def test_capital_of_all_investors_and_its_gearing_are_told_for_each_investment(aarhus: Fund) -> None:
    found = {one.line: one for one in raised(aarhus)}
    assert found["ungifokus"].outside_share == 0
    assert found["ips_plus"].gearing == 1
    assert found["housing_first"].all_investors == 15_933_563_00 + 7_254_200_00
    assert found["job_bootcamp"].all_investors is None, "not published is not zero"
    assert ColumnSum(what="column_sum", column="investment").compute(aarhus).value == 59_700_000_00


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_outside_capital_is_a_share_between_none_and_all(council: int, everyone: int) -> None:
    one = Raised("invented", council, everyone)
    assert one.outside_share is not None
    assert 0 <= one.outside_share <= 1


@pytest.mark.requirement("FND-18")
def test_repayment_is_compared_with_plan_on_the_best_basis_that_is_published(aarhus: Fund) -> None:
    found = {one.line.id: (one.standing, one.basis) for one in plan_against_actual(aarhus)}
    assert found["housing_first"] == ("below", "reported")
    assert found["ungifokus"] == ("on_plan", "reported")
    assert found["din_vej_i_job"] == ("below", "results")
    assert found["hygiejne_nudging"] == (None, None)


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**12))
def test_a_standing_is_exactly_one_of_three_and_grows_with_the_actual_number(actual: int, expected: int) -> None:
    order = ["below", "on_plan", "above"]
    assert order.index(compare(actual, expected)) <= order.index(compare(actual + 1, expected))
    assert compare(expected, expected) == "on_plan"


@pytest.mark.requirement("SPL-06")
def test_the_outcomes_fund_is_an_account_of_its_own_with_deposits_and_a_stated_total(aarhus: Fund) -> None:
    ours = next(pool for pool in aarhus.facts.outcomes_funds if pool.ours)
    money, capital = outcomes_accounts(ours)
    on = balances(journal_of(aarhus))
    assert on[money] == -on[capital] == ours.stated[0].amount == 27_000_000_00
    assert movements_by_year(journal_of(aarhus))[money][2025] == 2_000_000_00
    assert ours.deposits[0].assumed, "only the total is published"


@pytest.mark.requirement("SPL-06")
def test_a_drawing_for_an_effect_elsewhere_leaves_the_outcomes_fund_and_not_the_pot(folder: Path) -> None:
    path = folder / "fund.yaml"
    path.write_text(path.read_text(encoding="utf-8") + OUTCOMES, encoding="utf-8")
    fund = read_fund(folder)
    pool = fund.facts.outcomes_funds[0]
    on = balances(journal_of(fund))
    assert on[outcomes_accounts(pool)[0]] == 300_00
    assert on[POT] == table2(fund).balance["R2021"].known


@pytest.mark.requirement("FND-07")
def test_the_journal_holds_the_books_to_the_oere_and_reserves_what_is_promised(aarhus: Fund) -> None:
    journal = journal_of(aarhus)
    assert check(journal) == ()
    assert balances(journal, date(2024, 12, 31))[POT] == table2(aarhus).balance["R2024"].known == 7_700 * KKR
    assert balances(journal)[POT] == 15_700 * KKR
    reserved = {name: state.open for name, state in commitments(journal).items()}
    assert sum(reserved.values()) == 15_813 * KKR
    assert reserved["ungifokus"] == 2_700 * KKR


@pytest.mark.requirement("GOV-01")
def test_the_council_has_one_chair_and_two_members_in_office_at_any_time(aarhus: Fund) -> None:
    before, after = members_on(aarhus, date(2022, 6, 1)), members_on(aarhus, date(2025, 6, 1))
    assert [member.role for member in before] == [member.role for member in after] == ["chair", "member", "member"]
    assert {m.name for m in after} - {m.name for m in before} == {"Jeppe Kiel Christensen"}
    assert aarhus.facts.established.pot.da == "Pulje i Borgmesterens Afdeling"
    fees = {fee.role: fee.a_year for fee in aarhus.facts.council.fees}
    assert fees["chair"] + 2 * fees["member"] == 150_000_00


@pytest.mark.requirement("GOV-16")
def test_obligations_that_outlive_the_last_mandate_are_warned_of(aarhus: Fund) -> None:
    assert mandate_on(aarhus, date(2024, 6, 1)) != mandate_on(aarhus, date(2025, 6, 1))
    found = list(council_problems(aarhus, date(2025, 6, 1)))
    owed = {p.values["line"]: p.values["amount"] for p in found if p.code == "fund.obligation_outlives_mandate"}
    assert owed["laer_for_livet"] == (990 + 720 + 385) * KKR
    assert not any(problem.is_error for problem in found)
    assert "fund.no_mandate" in {problem.code for problem in council_problems(aarhus, date(2027, 1, 1))}


def test_an_empty_seat_and_a_missing_chair_are_warned_of(invented: Fund) -> None:
    codes = [problem.code for problem in council_problems(invented, date(2019, 1, 1))]
    assert codes[:3] == ["fund.seats_not_filled", "fund.no_single_chair", "fund.no_mandate"]


def test_the_main_areas_of_the_vision_are_versioned_and_a_members_posts_are_known(aarhus: Fund) -> None:
    march, october = areas_on(aarhus, date(2025, 3, 1)), areas_on(aarhus, date(2025, 11, 1))
    assert march
    assert october
    assert (march.number, october.number) == (6, 5)
    assert [member.name for member, _ in interests_in(aarhus, "laer-for-livet")] == ["Gurli Martinussen"]


@pytest.mark.requirement("CON-20")
def test_a_programme_stands_on_one_line_and_counts_as_the_two_investments_it_bundles(aarhus: Fund) -> None:
    housing = aarhus.line("housing_first")
    assert housing.programme == "housing-first"
    assert housing.agreements == ["hjem-job-og-helhed", "havnen"]
    assert sum(len(line.agreements) for line in aarhus.investments()) == 11
