"""What a case comes to: by payer and department, today and in kroner, from when and for how long."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.budget_views import by_horizon, cashable, department_row, transaction_costs
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.flows import Side, by_year, of_side, total
from bundlinje.business_case.parts import Sector
from bundlinje.business_case.published import compared
from bundlinje.business_case.read import parse_case
from bundlinje.business_case.repayment import with_repayment
from bundlinje.business_case.thresholds import break_even_rates
from bundlinje.business_case.worked import worked_out

MakeCase = Callable[..., Case]


@pytest.mark.requirement("BC-05")
def test_a_bottom_line_gives_surplus_by_year_and_what_one_participant_and_one_success_bring(case: Case) -> None:
    line = bottom_line(worked_out(case), "public")
    assert line.cumulated[-1] == line.total == sum(line.net)
    assert line.per_participant == line.net_present_value / 50
    assert line.per_success == line.net_present_value / 18
    assert line.cumulated_present_value[-1] == line.net_present_value


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


def test_payers_of_a_case_without_anything_are_none() -> None:
    empty = parse_case("case: empty\ntitle: Tom\nbase_year: 2022\nprice_year: 2022\nhorizon: 1 years\n", "empty.yaml")
    line = bottom_line(worked_out(empty))
    assert (line.total, line.benefit_cost_ratio, line.per_participant, line.per_success) == (0, None, None, None)
    assert break_even_rates(worked_out(empty)).factor is None


def test_the_investment_is_told_in_the_budget_too(make: MakeCase) -> None:
    still = dict.fromkeys(range(2023, 2031), "0 %")
    worked = worked_out(make({"mode": "budget", "indices": {"net-price": still}}))
    assert department_row(worked, "msb").investment == 307_500_000
    assert bottom_line(worked, "investor").costs == (0,) * len(worked.years)


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
