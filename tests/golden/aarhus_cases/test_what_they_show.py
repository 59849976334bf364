"""What each Aarhus case is there to show: payers, lines of cost, displacement, the long run, shares returned."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.budget_views import transaction_costs
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.flows import Flow, Side, by_year, of_side, total
from bundlinje.business_case.parts import Kind, Sector
from bundlinje.business_case.repayment import AGREED
from bundlinje.business_case.unit_prices import isolated_saving, unit_price_checks
from bundlinje.business_case.who_gains import if_they_paid, who_gains
from bundlinje.business_case.worked import Worked
from bundlinje.contract.model import Contract
from bundlinje.grammar.stated import Number
from bundlinje.grammar.written import Length
from bundlinje.money import ore_from_kroner
from bundlinje.planned.expected import expected_payments
from bundlinje.planned.roster import Assumptions

WorkOut = Callable[..., Worked]
ReadCase = Callable[[str], Case]
ReadContract = Callable[[str], Contract]


def _benefits(worked: Worked) -> list[Flow]:
    return list(of_side(worked.flows, Side.BENEFIT))


@pytest.mark.requirement("BC-04")
def test_savings_fall_to_decentral_and_other_municipal_budgets_region_and_state(worked: WorkOut) -> None:
    flows = _benefits(worked("hjem-job-og-helhed"))
    gained = {name: total(flow for flow in flows if flow.account.name == name) for name in
              ("msb/decentral", "msb/non-decentral", "region", "state")}  # fmt: skip
    assert all(ore > 0 for ore in gained.values())
    assert sum(gained.values()) == total(flows)


@pytest.mark.requirement("BC-04")
def test_the_region_gains_and_pays_nothing_and_the_investor_pays_and_saves_nothing(worked: WorkOut) -> None:
    rows = {row.sector: row for row in who_gains(worked("din-vej-i-job"))}
    region, investor = rows[Sector.REGION], rows[Sector.INVESTOR]
    assert region.benefits > 0
    assert (region.costs, region.repayments) == (0, 0)
    assert investor.benefits == 0
    assert investor.costs == ore_from_kroner("2950000")


@pytest.mark.requirement("BC-06")
def test_din_vej_i_job_breaks_even_years_later_because_the_municipality_repays_alone(worked: WorkOut) -> None:
    told = if_they_paid(worked("din-vej-i-job"))
    assert told.agreed.stays == 2028
    assert told.years_later is not None
    assert told.years_later >= 2
    assert told.paid_by[Sector.REGION] > 0


@pytest.mark.requirement("BC-09")
def test_no_price_of_dialog_mod_vold_is_above_what_the_municipality_saves_in_that_parameter_alone(
    worked: WorkOut, contract: ReadContract
) -> None:
    capped = {str(term.id) for _, term in contract("dialog-mod-vold").all_terms() if getattr(term, "saving", None)}
    checks = {one.term: one for one in unit_price_checks(worked("dialog-mod-vold"), contract("dialog-mod-vold"))}
    assert capped == {"violence-ceased", "no-crisis-centre", "no-family-treatment"}
    assert {term: checks[term].holds for term in capped} == dict.fromkeys(capped, True)


@pytest.mark.requirement("BC-09")
def test_the_two_goals_of_other_sectors_save_the_municipality_nothing_and_are_seen_not_to(
    worked: WorkOut, contract: ReadContract
) -> None:
    """The municipal treasury pays them all the same, as the documents say."""
    checks = {one.term: one for one in unit_price_checks(worked("dialog-mod-vold"), contract("dialog-mod-vold"))}
    for term in ("no-er-visit", "no-charge"):
        assert (checks[term].saving, checks[term].holds) == (0, False)


NET_PRICE_2016 = "99.5 100.4 100.4 100.6 100.7 100.8 100.8 100.5 100.4 100.7 100.5 100.5"
NET_PRICE_2022 = "107.9 109.5 110.1 111.6 112.7 113.6 115.1 115.1 116.4 117.7 116.7 116.0"


def test_the_isolated_saving_of_a_crisis_centre_is_half_of_25_days(worked: WorkOut) -> None:
    """1,599 kr. a day in 2016, told in kroner of 2022 by the months of the net price index; the state bears half."""
    then, now = (sum(map(Fraction, months.split())) for months in (NET_PRICE_2016, NET_PRICE_2022))
    assert isolated_saving(worked("dialog-mod-vold"), "no-crisis-centre") == 25 * 159900 * now / then / 2


@pytest.mark.requirement("BC-11")
def test_two_advisers_recruitment_and_evaluation_are_lines_of_their_own(worked: WorkOut) -> None:
    result = worked("din-vej-i-job")
    assert result.item(Side.COST, "advisers").ore == -2 * 2 * ore_from_kroner("660000")
    kinds = {item.kind for item in result.items if item.side is Side.COST}
    assert {Kind.RUNNING.value, Kind.RECRUITMENT.value, Kind.EVALUATION.value} <= kinds
    assert worked("dialog-mod-vold").item(Side.COST, "motivation").kind == Kind.RECRUITMENT.value


@pytest.mark.requirement("BC-12")
def test_assessments_taken_home_lower_the_cost_of_ips_plus_by_what_was_bought_before_and_no_more(
    worked: WorkOut,
) -> None:
    """One in ten was assessed by a private psychologist for 15,000 kr.; the other nine widen the group."""
    replaced = worked("ips-plus").item(Side.COST, "private-assessments")
    assert replaced.kind == Kind.REPLACED.value
    assert replaced.ore == 300 // 10 * ore_from_kroner("15000")
    assert replaced.ore < ore_from_kroner("6000000")


@pytest.mark.requirement("BC-13")
def test_care_and_complications_count_twenty_years_on_from_a_proxy_measured_within_a_year(worked: WorkOut) -> None:
    result = worked("sammen-om-diabetes")
    assert {one.of for one in result.case.consequences} == {"lower-hba1c"}
    last_to_finish = 2025
    for name in ("care", "complications"):
        years = by_year(result.item(Side.BENEFIT, name).flows)
        assert max(years) == last_to_finish + 20
        assert all(ore > 0 for ore in years.values())


def test_fifty_of_162_who_complete_reach_the_goal(worked: WorkOut) -> None:
    successes = worked("sammen-om-diabetes").successes
    assert sum(one.finishers for one in successes) == 162
    assert round(sum(one.number for one in successes)) == 50


@pytest.mark.requirement("BC-14")
@pytest.mark.parametrize(
    ("name", "share"), [("dialog-mod-vold", "1"), ("havnen", "9/10"), ("sammen-om-diabetes", "1/2")]
)
def test_the_further_off_a_gain_the_smaller_the_share_agreed_to_be_returned(
    worked: WorkOut, name: str, share: str
) -> None:
    result = worked(name)
    rule = result.case.repayment
    assert rule is not None
    assert rule.share.value is not None
    assert rule.share.value.value == Fraction(share)
    received = sum(max(flow.ore, 0) for flow in result.item(Side.REPAYMENT, AGREED).flows)
    gain = sum(flow.ore for flow in _benefits(result) if flow.account.sector is Sector.MUNICIPALITY)
    assert 0 < received <= gain * Fraction(share)


def test_the_long_run_gain_is_returned_up_to_the_capital_and_no_further(worked: WorkOut) -> None:
    received = [max(flow.ore, 0) for flow in worked("sammen-om-diabetes").item(Side.REPAYMENT, AGREED).flows]
    assert sum(received) == ore_from_kroner("13300000")


@pytest.mark.requirement("BC-15")
def test_an_internal_case_has_no_contract_no_investor_and_no_repayment_and_the_same_model(worked: WorkOut) -> None:
    result = worked("randers-los")
    assert result.case.contract is None
    assert list(of_side(result.flows, Side.REPAYMENT)) == []
    assert {flow.account.sector for flow in of_side(result.flows, Side.COST)} == {Sector.MUNICIPALITY}
    assert type(result.case) is type(worked("din-vej-i-job").case)
    assert bottom_line(result, "municipality").break_even.stays is not None


def test_the_added_effect_of_the_internal_case_is_that_over_the_ordinary_offer(worked: WorkOut) -> None:
    rate = worked("randers-los").rates["back-to-work"]
    assert (rate.with_, rate.without, rate.net) == (Fraction(3, 5), Fraction(356, 1000), Fraction(244, 1000))


@pytest.mark.requirement("BC-16")
@pytest.mark.parametrize("name", ["hjem-job-og-helhed", "dialog-mod-vold", "din-vej-i-job"])
def test_transaction_costs_are_a_line_held_against_the_investment(worked: WorkOut, name: str) -> None:
    costs = transaction_costs(worked(name))
    assert costs.transaction > 0
    assert costs.share == Fraction(costs.transaction, costs.investment)


def test_transaction_costs_weigh_most_where_the_investment_is_smallest(worked: WorkOut) -> None:
    small, large = (transaction_costs(worked(name)).share for name in ("dialog-mod-vold", "havnen"))
    assert small is not None
    assert large is not None
    assert small > large


@pytest.mark.requirement("SRO-05")
def test_the_internal_case_reports_what_was_measured_among_staff(case: ReadCase) -> None:
    (measured,) = case("randers-los").staff
    assert (measured.before, measured.after) == (Number.model_validate(12), Number.model_validate(9))


def test_five_points_of_three_thousand_students_are_the_goal_of_150_fewer_dropouts(worked: WorkOut) -> None:
    successes = worked("flere-kloge-haender").successes
    assert sum(one.participants for one in successes) == 3000
    assert sum(one.number for one in successes) == 150


def test_the_school_repays_and_the_municipality_saves(worked: WorkOut) -> None:
    rows = {row.sector: row for row in who_gains(worked("flere-kloge-haender"))}
    assert rows[Sector.MUNICIPALITY].benefits > 0
    assert rows[Sector.MUNICIPALITY].repayments == 0
    assert rows[Sector.STATE].repayments < 0


def test_havnens_assumed_prices_cannot_be_those_that_16_0_million_were_expected_with(contract: ReadContract) -> None:
    """Not even if all 36 met every goal in every half-year: so the case stands without its contract."""
    agreement = contract("havnen")
    most = expected_payments(agreement, dict.fromkeys(agreement.outcomes, Fraction(1)))
    assert ore_from_kroner("16000000") < most.total < ore_from_kroner("16100000")


def test_dialog_mod_volds_assumed_prices_never_come_to_the_1_4_million_expected_decentral(
    contract: ReadContract,
) -> None:
    agreement, families = contract("dialog-mod-vold"), {2021: 5, 2022: 10, 2023: 10}
    course = Assumptions(course=Length(12, "month"))
    most = expected_payments(agreement, dict.fromkeys(agreement.outcomes, Fraction(1)), families, course)
    decentral = sum(accounts.get("msb/decentral", 0) for accounts in most.by_year.values())
    assert ore_from_kroner("1200000") < decentral < ore_from_kroner("1250000")
