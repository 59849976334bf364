"""What is repaid: an agreed share of the gain, or what the contract's own terms pay."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.flows import Side, of_side
from bundlinje.business_case.parts import Mode
from bundlinje.business_case.repayment import expected_rates, intake, with_repayment
from bundlinje.business_case.unit_prices import isolated_saving, unit_price_checks
from bundlinje.business_case.worked import worked_out
from bundlinje.contract.model import Contract
from bundlinje.contract.read import read_contract
from bundlinje.planned.expected import expected_payments
from bundlinje.problems import Refused

MakeCase = Callable[..., Case]


CONTRACTS = Path(__file__).parents[3] / "examples" / "aarhus" / "contracts"


@pytest.fixture(scope="module")
def job() -> Contract:
    return read_contract(CONTRACTS / "din-vej-i-job.yaml")


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


def test_what_the_case_expects_of_other_outcomes_reaches_the_contract(make: MakeCase, job: Contract) -> None:
    case = make({"effects.in-work": {"net": "40 %", "source": "Opfundet"}, "expects": {"in-work": "25 %"}})
    half = with_repayment(worked_out(make({"cohorts.0.completion": "100 %", "cohorts.1.completion": "100 %"})), job)
    quarter = with_repayment(worked_out(case), job)
    paid = [-bottom_line(one, "municipality").repayments[-1] for one in (half, quarter)]
    assert abs(paid[0] - 2 * paid[1]) <= 2
