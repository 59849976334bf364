"""What a case comes to: by payer, today and in kroner, from when, for whom, and why."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundlinje.business_case.bottom_line import BottomLine, bottom_line, break_even
from bundlinje.business_case.budget_views import by_horizon, cashable, department_row, transaction_costs
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.flows import Account, Side, by_year, of_side, total
from bundlinje.business_case.parts import Mode, Sector
from bundlinje.business_case.price_sources import price_sources
from bundlinje.business_case.published import compared
from bundlinje.business_case.rate_of_return import NoRate, internal_rate_of_return
from bundlinje.business_case.read import parse_case
from bundlinje.business_case.repayment import expected_rates, intake, with_repayment
from bundlinje.business_case.social_return import social_return
from bundlinje.business_case.three_lines import three_lines
from bundlinje.business_case.thresholds import break_even_rates, switching_values
from bundlinje.business_case.trace import Shape, Trace, why_benefit, why_cost, why_year
from bundlinje.business_case.unit_prices import isolated_saving, unit_price_checks
from bundlinje.business_case.who_gains import if_they_paid, who_gains
from bundlinje.business_case.worked import worked_out
from bundlinje.contract.model import Contract
from bundlinje.contract.read import read_contract
from bundlinje.data.discount import flat
from bundlinje.explanation import DoesNotAddUp
from bundlinje.grammar.part import Mark
from bundlinje.planned.expected import expected_payments
from bundlinje.problems import Refused

MakeCase = Callable[..., Case]
CONTRACTS = Path(__file__).parents[3] / "examples" / "aarhus" / "contracts"


@pytest.fixture(scope="module")
def job() -> Contract:
    return read_contract(CONTRACTS / "din-vej-i-job.yaml")


def row(*net: int, rate: Fraction = Fraction(0)) -> BottomLine:
    """A bottom line of what comes in (positive) and goes out (negative) from 2022 on."""
    years = tuple(range(2022, 2022 + len(net)))
    benefits, costs = tuple(max(ore, 0) for ore in net), tuple(max(-ore, 0) for ore in net)
    return BottomLine("invented", years, benefits, costs, (0,) * len(net), flat(rate), Fraction(2), Fraction(1))


def test_present_value_ratio_and_return_are_those_of_the_textbook_annuity() -> None:
    """3,000 now for 500 a year in 20 years at 3 %: benefit-cost ratio 2.554, internal rate of return 19.30 %.

    Both figures hold for benefits that begin at once (years 0–19), the first of them beside the investment.
    """
    line = BottomLine(
        view="oracle",
        years=tuple(range(2022, 2042)),
        benefits=(50_000,) * 20,
        costs=(300_000, *(0,) * 19),
        repayments=(0,) * 20,
        discount=flat(Fraction(3, 100)),
        participants=Fraction(1),
        successes=Fraction(1),
    )
    assert line.benefit_cost_ratio is not None
    assert round(line.benefit_cost_ratio, 3) == Fraction("2.554")
    assert line.internal_rate_of_return.rate is not None
    assert round(line.internal_rate_of_return.rate, 4) == Fraction("0.1930")


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any), st.integers(1, 10**9))
@settings(max_examples=60)
def test_at_its_rate_of_return_a_row_is_worth_nothing(gains: list[int], spent: int) -> None:
    found = internal_rate_of_return([-spent, *gains])
    if found.rate is None:
        assert found.why is NoRate.OUT_OF_REACH
        return
    worth = sum((ore / (1 + found.rate) ** t for t, ore in enumerate([-spent, *gains])), Fraction(0))
    steep = sum(t * ore / (1 + found.rate) ** (t + 1) for t, ore in enumerate([-spent, *gains]))
    assert abs(worth) <= abs(steep) / 10**11 + Fraction(1, 10**6)


@pytest.mark.parametrize(
    ("net", "why"),
    [
        ([100, 100], NoRate.NEVER_CHANGES_SIGN),
        ([0, 0], NoRate.NEVER_CHANGES_SIGN),
        ([-100, 300, -200], NoRate.CHANGES_SIGN_AGAIN),
        ([100, -110], NoRate.GAINS_FIRST),
    ],
)
def test_a_row_without_one_rate_of_return_says_why(net: list[int], why: NoRate) -> None:
    found = internal_rate_of_return(net)
    assert (found.rate, found.why) == (None, why)


@pytest.mark.requirement("BC-05")
def test_break_even_is_the_first_crossing_and_the_year_from_which_it_stays() -> None:
    found = break_even((2022, 2023, 2024, 2025, 2026), (-100, 150, -80, 50, 10))
    assert (found.first, found.stays, found.ends_at) == (2023, 2025, 30)
    assert break_even((2022, 2023), (-100, 50)).first is None
    assert not break_even((2022, 2023), (-100, 50)).ends_positive


def test_nothing_spent_is_not_broken_even() -> None:
    assert break_even((2022, 2023, 2024), (0, -100, 150)).first == 2024
    assert break_even((2022, 2023), (0, 0)).first is None


@pytest.mark.requirement("BC-05")
def test_a_bottom_line_gives_surplus_by_year_and_what_one_participant_and_one_success_bring(case: Case) -> None:
    line = bottom_line(worked_out(case), "public")
    assert line.cumulated[-1] == line.total == sum(line.net)
    assert line.per_participant == line.net_present_value / 50
    assert line.per_success == line.net_present_value / 18
    assert line.cumulated_present_value[-1] == line.net_present_value


def test_a_case_without_costs_has_no_benefit_cost_ratio() -> None:
    assert row(100, 100).benefit_cost_ratio is None


@pytest.mark.requirement("SEN-05")
def test_the_surplus_is_told_for_every_number_of_years(case: Case) -> None:
    rows = by_horizon(worked_out(case))
    assert [one.years for one in rows] == list(range(1, 9))
    assert rows[-1].surplus == bottom_line(worked_out(case), "municipality").total


@pytest.mark.requirement("BC-07")
def test_a_longer_horizon_adds_years_and_changes_none_before(make: MakeCase) -> None:
    quantities = {"consequences.1.quantity": {"each_year": 1}}
    short, long = (by_horizon(worked_out(make({**quantities, "horizon": h}))) for h in ("4 years", "10 years"))
    first = [one.surplus for one in short][:6]
    assert [one.surplus for one in long][:6] == first
    assert len(long) == len(short) + 6


@pytest.mark.requirement("SRO-03", "PP-22")
def test_money_a_budget_can_be_cut_by_is_parted_from_other_value(make: MakeCase) -> None:
    extended = {"mode": "extended", "optimism": {2: "0 %"}}
    worked = worked_out(make({**extended, "consequences.0.realised": "60 %", "consequences.2.cashable": False}))
    parted = cashable(worked)
    support = worked.item(Side.BENEFIT, "support")
    mine = [flow for flow in support.flows if flow.account.sector is Sector.MUNICIPALITY]
    assert parted.cashable == total(mine)
    assert parted.not_cashable == worked.item(Side.BENEFIT, "homes").ore
    assert abs(parted.freed - Fraction(total(mine), 1) * Fraction(2, 3)) < 10
    one, other, rest = (cashable(worked, budget) for budget in ("msb/decentral", "mso/decentral", "mso/non-decentral"))
    assert (one.cashable, one.not_cashable) == (parted.cashable, 0)
    assert other.not_cashable + rest.not_cashable == parted.not_cashable


@pytest.mark.requirement("PP-23")
def test_a_department_sees_its_own_net_of_every_year(case: Case) -> None:
    """Nothing is saved in the first two years, and the department pays for the measuring in 2025 and 2026."""
    line = bottom_line(worked_out(case), "msb/decentral")
    assert line.years[:3] == (2022, 2023, 2024)
    assert line.benefits[:2] == (0, 0)
    assert line.costs[3:5] == (4_000_000, 2_000_000)
    assert line.net[3] == line.benefits[3] - 4_000_000


@pytest.mark.requirement("BC-16")
def test_transaction_costs_stand_against_the_investment(case: Case) -> None:
    costs = transaction_costs(worked_out(case))
    assert costs.transaction == 10_000_000
    assert costs.investment == 2 * 147_500_000 + 50 * 50_000
    assert costs.share == Fraction(10_000_000, 297_500_000)


@pytest.mark.requirement("BC-08")
def test_a_department_sees_investment_repayment_saving_and_net(make: MakeCase) -> None:
    rule = {"share": "50 %", "of": "msb/decentral", "to": "raadet", "delay": 1}
    worked = with_repayment(worked_out(make({"repayment": rule})))
    mine = department_row(worked, "msb")
    saved = [flow for flow in of_side(worked.flows, Side.BENEFIT) if flow.account.name == "msb/decentral"]
    assert mine.saving == total(saved)
    assert abs(2 * mine.repayment - mine.saving) <= 6
    assert mine.net == mine.saving - mine.repayment
    assert mine.investment == 2 * 147_500_000 + 50 * 50_000 + 10_000_000
    early = department_row(worked, "msb", until=2025)
    assert 0 < early.saving < mine.saving


@pytest.mark.requirement("BC-14", "PAY-26")
@pytest.mark.parametrize(("share", "part"), [("0 %", Fraction(0)), ("70 %", Fraction(7, 10)), ("100 %", Fraction(1))])
def test_the_agreed_share_of_the_gain_is_returned_after_it_shows(make: MakeCase, share: str, part: Fraction) -> None:
    worked = with_repayment(worked_out(make({"repayment": {"share": share, "to": "raadet", "delay": 2}})))
    gain = bottom_line(worked, "municipality").benefits
    paid = [-ore for ore in bottom_line(worked, "municipality").repayments]
    assert paid[:4] == [0, 0, 0, 0]
    assert all(abs(ore - part * before) <= 1 for ore, before in zip(paid[2:], gain, strict=False))
    assert sum(bottom_line(worked, "investor").repayments) == sum(paid)


def test_a_repayment_stops_at_its_cap(make: MakeCase) -> None:
    worked = with_repayment(worked_out(make({"repayment": {"share": "70 %", "to": "raadet", "cap": "1 000 000 kr"}})))
    assert -sum(bottom_line(worked, "municipality").repayments) == 100_000_000


def test_a_repayment_moves_money_and_makes_none(make: MakeCase, job: Contract) -> None:
    worked = worked_out(make())
    for paid in (
        with_repayment(worked_out(make({"repayment": {"share": "70 %", "to": "raadet"}}))),
        with_repayment(worked, job),
    ):
        assert set(bottom_line(paid).repayments) == {0}
        assert bottom_line(paid).net_present_value == bottom_line(worked).net_present_value or len(
            bottom_line(paid).years
        ) > len(bottom_line(worked).years)


def test_with_a_contract_its_own_terms_decide_what_is_repaid(make: MakeCase, job: Contract) -> None:
    case = make()
    paid = with_repayment(worked_out(case), job)
    own = expected_payments(job, {"in-work": Fraction(46, 100)}, {2023: 30, 2024: 20})
    flows = list(of_side(paid.flows, Side.REPAYMENT))
    for year, accounts in own.by_year.items():
        for name, ore in accounts.items():
            assert sum(f.ore for f in flows if (f.year, f.account.name) == (year, name)) == -ore
    assert bottom_line(paid, "raadet").repayments[-1] > 0


@pytest.mark.requirement("PP-09")
def test_who_gains_stands_beside_who_pays_sector_by_sector(make: MakeCase) -> None:
    worked = with_repayment(worked_out(make({"repayment": {"share": "70 %", "to": "raadet"}})))
    rows = {one.sector: one for one in who_gains(worked)}
    assert rows[Sector.REGION].benefits > 0
    assert rows[Sector.REGION].repayments == 0
    assert rows[Sector.MUNICIPALITY].share_of_repayment == 1
    assert sum(one.share_of_gain or Fraction(0) for one in rows.values()) == 1
    assert sum(one.net for one in rows.values()) == bottom_line(worked).total


@pytest.mark.requirement("SEN-06", "PP-10", "BC-06")
def test_if_region_and_state_repaid_their_part_the_municipality_would_break_even_earlier(make: MakeCase) -> None:
    case = make(
        {
            "parties": {"msb": "municipality", "raadet": "investor"},
            "costs": [
                {"id": "own", "kind": "running", "payer": "msb/decentral", "year": 2022, "amount": "1 200 000 kr"}
            ],
            "consequences": [
                {
                    "id": "a",
                    "of": "in-work",
                    "price": "home",
                    "quantity": 1,
                    "department": "msb",
                    "budget": "decentral",
                },
                {"id": "b", "of": "in-work", "price": "bed-day", "quantity": 4},
                {"id": "c", "of": "in-work", "price": "grant", "quantity": 1},
            ],
            "budgets": None,
            "repayment": {"share": "90 %", "to": "raadet"},
            "horizon": "30 years",
        }
    )
    found = if_they_paid(with_repayment(worked_out(case)))
    assert found.paid_by[Sector.REGION] > 0
    assert found.paid_by[Sector.STATE] > 0
    assert found.agreed.stays is None or found.shared.stays is not None
    assert found.municipality_saves == found.paid_by[Sector.REGION] + found.paid_by[Sector.STATE]
    assert found.years_later is None or found.years_later > 0


@pytest.mark.requirement("BC-06")
def test_repaying_alone_puts_off_the_year_of_break_even(make: MakeCase) -> None:
    case = make(
        {
            "costs.2": {"id": "own", "kind": "running", "payer": "msb/decentral", "year": 2022, "amount": "900 000 kr"},
            "repayment": {"share": "40 %", "to": "raadet"},
            "consequences.1.quantity": {"each_year": 40},
            "horizon": "8 years",
        }
    )
    found = if_they_paid(with_repayment(worked_out(case)))
    assert found.years_later is not None
    assert found.years_later >= 0


@pytest.mark.requirement("BC-09")
def test_a_unit_price_is_held_against_the_isolated_municipal_saving(make: MakeCase, job: Contract) -> None:
    case = make()
    worked = worked_out(case)
    saving = isolated_saving(worked, "in-work")
    by_hand = 5 * (6 * 1_194_400 * Fraction(4, 5) + 2_000_001)
    assert saving == by_hand
    expected = expected_payments(job, {"in-work": Fraction(1, 2)}, {2023: 30, 2024: 20})
    checks = unit_price_checks(worked, job, expected)
    assert {check.term: check.paid for check in checks} == {"support": 1_200_000, "health-proxy": 500_000}
    assert all(check.in_all is not None and check.in_all > check.paid for check in checks)
    assert all(check.holds for check in checks)
    poor = worked_out(make({"prices.benefit.amount": "100 kr", "prices.home.amount": "100 kr"}))
    assert not any(check.holds for check in unit_price_checks(poor, job, expected))


@pytest.mark.requirement("BC-09")
def test_a_case_without_an_overall_calculation_still_checks_its_unit_prices(make: MakeCase, job: Contract) -> None:
    case = make({"costs": None, "contract": "din-vej-i-job"})
    checks = unit_price_checks(worked_out(case), job)
    assert all(check.holds and check.in_all is None for check in checks)


def test_at_the_break_even_rate_the_case_is_worth_nothing(make: MakeCase) -> None:
    worked = worked_out(make())
    found = break_even_rates(worked, "everybody")
    assert found.factor is not None
    percent = f"{found.rates['in-work'].numerator}/{found.rates['in-work'].denominator}"
    there = worked_out(make({"effects.in-work": {"net": percent, "source": "Opfundet"}}))
    assert abs(bottom_line(there).net_present_value) < 50


def test_at_its_switching_value_an_item_makes_the_net_nothing(make: MakeCase) -> None:
    worked = worked_out(make())
    found = {(one.side, one.item): one for one in switching_values(worked, "everybody")}
    factor = found[Side.COST, "advisers"].factor
    assert factor is not None
    ore = round(147_500_000 * factor)
    there = worked_out(make({"costs.0.amount": f"{ore // 100}.{ore % 100:02d} kr"}))
    assert abs(bottom_line(there).net_present_value) < 2


def test_in_the_budget_only_what_the_municipality_sees_must_break_even(make: MakeCase) -> None:
    still = dict.fromkeys(range(2023, 2031), "0 %")
    worked = worked_out(make({"mode": "budget", "indices": {"net-price": still}}))
    found = switching_values(worked)
    assert sum(one.present_value for one in found) == bottom_line(worked, "municipality").total
    assert {one.item: one.factor for one in found}["advisers"] is None


SROI = {
    "attribution": "20 %",
    "displacement": "10 %",
    "drop_off": "25 %",
    "social": [
        {
            "id": "wellbeing",
            "title": "Trivsel",
            "of": "in-work",
            "proxy": "10 000 kr",
            "quantity": [1, 1],
            "sector": "wellbeing",
            "source": "Opfundet",
        },
        {
            "id": "support-again",
            "title": "Forsørgelse",
            "of": "in-work",
            "proxy": "50 000 kr",
            "quantity": [1],
            "sector": "transfers",
            "same_as": "support",
            "source": "Opfundet",
        },
    ],
}


@pytest.mark.requirement("SRO-01", "SRO-02", "SRO-04")
def test_the_social_return_shows_both_terms_and_counts_nothing_twice(make: MakeCase) -> None:
    worked = worked_out(make({"sroi": SROI, "discount": "undiscounted"}))
    found = social_return(worked)
    kept = Fraction(8, 10) * Fraction(9, 10)
    by_hand = 18 * 1_000_000 * kept * (1 + Fraction(75, 100))
    assert abs(found.social - by_hand) <= 2
    assert found.savings == bottom_line(worked).present_value(bottom_line(worked).benefits)
    assert found.inputs == bottom_line(worked).present_value(bottom_line(worked).costs)
    assert found.ratio == (found.savings + found.social) / found.inputs
    assert found.net_ratio == found.ratio - 1
    assert [value.counted for value in found.values] == [True, False]
    assert {value.sector for value in found.values} == {"wellbeing", "transfers"}


def test_deadweight_is_taken_off_once(make: MakeCase) -> None:
    """From the effect it is the baseline: 50 % − 10 %. As a share of 10 % it replaces the baseline: 50 % × 90 %."""
    net = social_return(worked_out(make({"sroi": SROI}))).social
    share = social_return(worked_out(make({"sroi": {**SROI, "deadweight": "10 %"}}))).social
    assert abs(share / net - Fraction(45, 40)) < Fraction(1, 10**6)


@pytest.mark.requirement("SRO-05")
def test_citizens_economy_and_staff_are_told_beside_one_another(make: MakeCase) -> None:
    measured = {"measure": "Sygefravær i dage", "before": 12, "after": 9, "source": "Opfundet"}
    waiting = {"measure": "Arbejdsglæde", "before": 4, "source": "Opfundet"}
    worked = worked_out(make({"staff": [measured, waiting], "sroi": SROI}))
    found = three_lines(worked)
    assert found.successes == {"in-work": 18}
    assert found.public_net == bottom_line(worked, "public").total
    assert found.public_present_value == bottom_line(worked, "public").net_present_value
    assert [staff.change for staff in found.staff] == [-3, None]
    assert found.social.by_sector.keys() == {"wellbeing"}


@pytest.mark.parametrize("mode", [Mode.SOM, Mode.EXTENDED])
def test_every_benefit_can_be_opened_down_to_what_the_case_states(make: MakeCase, mode: Mode) -> None:
    worked = worked_out(make({"mode": mode.value, "consequences.0.realised": "60 %", "consequences.0.fade": "10 %"}))
    for flow in of_side(worked.flows, Side.BENEFIT):
        tree = why_benefit(worked, flow.item, flow.account, flow.year)
        assert tree.value == flow.ore
        assert tree.parts[0].value == flow.exact
        leaves = {node.code for node in tree.walk() if node.shape is Shape.STATED}
        assert {"case.participants", "case.completion", "case.quantity", "case.price", "case.rate_with"} <= leaves


def test_a_benefit_that_is_not_there_is_explained_as_nothing(case: Case) -> None:
    assert why_benefit(worked_out(case), "support", Account(Sector.REGION, "region"), 2024).value == 0


def test_every_cost_can_be_opened_down_to_what_the_case_states(make: MakeCase) -> None:
    worked = worked_out(make({"mode": "extended", "costs.0.overrun": "10 %"}))
    for item in worked.items:
        if item.side is Side.COST:
            for year, ore in by_year(item.flows).items():
                tree = why_cost(worked, item.id, year)
                assert tree.value == ore
                assert "case.amount" in {node.code for node in tree.walk()}


def test_a_price_of_another_year_is_opened_to_what_is_stated_and_its_index(make: MakeCase) -> None:
    worked = worked_out(make({"prices.home.year": 2021}))
    (flow, *_) = worked.item(Side.BENEFIT, "homes").flows
    codes = {node.code for node in why_benefit(worked, "homes", flow.account, flow.year).walk()}
    assert {"case.price", "case.index", "case.price_in_year"} <= codes


@pytest.mark.requirement("BC-02")
def test_every_price_says_where_it_is_from_and_which_are_not_known(make: MakeCase) -> None:
    rows = price_sources(make({"consequences.0.price": "P28", "consequences.1.price": "U01"}))
    catalogued, unseen, own, _ = rows
    assert (catalogued.status, catalogued.ore, catalogued.year) == ("seen", 1_194_400, 2023)
    assert catalogued.source
    assert (unseen.ore, unseen.why, unseen.mark) == (None, "amount_not_seen", Mark.UNKNOWN)
    assert (own.status, own.source, own.used_by) == ("own", "Opfundet", ("homes",))


@pytest.mark.requirement("BC-13")
def test_late_and_indirect_effects_are_counted_by_a_proxy_that_can_be_measured(make: MakeCase) -> None:
    """Complications over 20 years, told by the long-term blood sugar that is measured after two."""
    late = {
        "id": "complications",
        "of": "in-work",
        "price": "bed-day",
        "quantity": {"each_year": 1, "from": 5, "until": 20},
        "measured_by": "lower-hba1c",
        "source": "Opfundet",
    }
    worked = worked_out(make({"consequences": [late], "horizon": "20 years"}))
    years = by_year(worked.item(Side.BENEFIT, "complications").flows)
    assert (min(years), max(years)) == (2024 + 5, 2025 + 20)
    assert worked.case.consequences[0].measured_by == "lower-hba1c"


def test_the_net_of_a_year_is_opened_item_by_item(case: Case) -> None:
    worked = worked_out(case)
    year = why_year(worked.flows, 2024)
    assert year.value == bottom_line(worked).net[2]
    assert year.as_data()["is"] == "sum"


def test_a_reason_that_does_not_add_up_cannot_exist() -> None:
    with pytest.raises(DoesNotAddUp):
        Trace("case.net", Fraction(3), shape=Shape.SUM, parts=(Trace("case.cost", Fraction(2)),))
    with pytest.raises(DoesNotAddUp):
        Trace("case.benefit", Fraction(3), shape=Shape.ROUNDED, parts=(Trace("case.benefit_exact", Fraction(2)),))


def test_payers_of_a_case_without_anything_are_none() -> None:
    empty = parse_case("case: empty\ntitle: Tom\nbase_year: 2022\nprice_year: 2022\nhorizon: 1 years\n", "empty.yaml")
    line = bottom_line(worked_out(empty))
    assert (line.total, line.benefit_cost_ratio, line.per_participant, line.per_success) == (0, None, None, None)
    assert break_even_rates(worked_out(empty)).factor is None


def test_an_unknown_social_value_is_refused_or_left_out_by_name(make: MakeCase) -> None:
    first, second = SROI["social"]  # type: ignore[misc]
    rule = {**SROI, "social": [{**first, "proxy": {"unknown": "Ingen måling"}}, second]}  # type: ignore[dict-item]
    worked = worked_out(make({"sroi": rule}))
    with pytest.raises(Refused):
        social_return(worked)
    found = social_return(worked, known_only=True)
    assert [mark.path for mark in found.left_out] == ["sroi.social.0.proxy"]
    assert [value.id for value in found.values] == ["support-again"]


def test_an_unknown_share_of_the_gain_is_refused(make: MakeCase) -> None:
    with pytest.raises(Refused):
        with_repayment(worked_out(make({"repayment": {"share": {"unknown": "Ikke aftalt"}, "to": "raadet"}})))


def test_those_who_do_not_complete_do_as_they_would_have_done_anyway(make: MakeCase, job: Contract) -> None:
    """90 % complete: 10 % + 90 % × (50 % − 10 %) = 46 % of those who start."""
    worked = worked_out(make())
    assert expected_rates(worked.case, job, worked.mode) == {"in-work": Fraction(46, 100)}
    assert intake(worked.case, job) == {2023: 30, 2024: 20}
    assert job.leaves is not None
    left_out = job.model_copy(update={"leaves": job.leaves.model_copy(update={"dropped": "left out"})})
    assert expected_rates(worked.case, left_out, worked.mode) == {"in-work": Fraction(1, 2)}
    assert intake(worked.case, left_out) == {2023: 27, 2024: 18}


def test_weak_evidence_lowers_what_is_expected_to_be_repaid_as_well(make: MakeCase, job: Contract) -> None:
    worked = worked_out(make({"optimism": {2: "50 %"}}), Mode.EXTENDED)
    assert expected_rates(worked.case, job, worked.mode) == {
        "in-work": Fraction(10, 100) + Fraction(9, 10) * Fraction(20, 100)
    }


def test_the_investment_is_told_in_the_budget_too(make: MakeCase) -> None:
    still = dict.fromkeys(range(2023, 2031), "0 %")
    worked = worked_out(make({"mode": "budget", "indices": {"net-price": still}}))
    assert department_row(worked, "msb").investment == 307_500_000
    assert bottom_line(worked, "investor").costs == (0,) * len(worked.years)


def test_what_the_case_expects_of_other_outcomes_reaches_the_contract(make: MakeCase, job: Contract) -> None:
    case = make({"effects.in-work": {"net": "40 %", "source": "Opfundet"}, "expects": {"in-work": "25 %"}})
    half = with_repayment(worked_out(make({"cohorts.0.completion": "100 %", "cohorts.1.completion": "100 %"})), job)
    quarter = with_repayment(worked_out(case), job)
    paid = [-bottom_line(one, "municipality").repayments[-1] for one in (half, quarter)]
    assert abs(paid[0] - 2 * paid[1]) <= 2


@pytest.mark.requirement("BC-05", "BC-08")
def test_what_documents_state_is_held_against_what_the_case_comes_to(make: MakeCase) -> None:
    published = [
        {"what": "surplus", "amount": "400 000 kr", "after": "7 years", "source": "Opfundet"},
        {"what": "break_even_year", "year": 2029, "source": "Opfundet"},
        {"what": "decentral_saving", "amount": "1 000 kr", "department": "msb", "source": "Opfundet"},
        {"what": "net_saving", "amount": {"unknown": "Ikke offentlig"}, "source": "Opfundet"},
        {"what": "investment", "amount": "3 000 000 kr", "source": "Opfundet"},
        {"what": "repayment", "amount": "1 000 kr", "source": "Opfundet"},
        {"what": "surplus", "amount": "1 kr", "year": 2025, "source": "Opfundet"},
    ]
    worked = worked_out(make({"published": published}))
    rows = compared(worked)
    assert rows[0].own == by_horizon(worked)[6].surplus
    assert rows[1].own == bottom_line(worked, "municipality").break_even.stays
    assert rows[2].difference == department_row(worked, "msb").saving - 100_000
    assert rows[3].difference is None
    assert rows[4].own == 307_500_000
    assert rows[5].own == 0
    assert rows[6].own == by_horizon(worked)[3].surplus
