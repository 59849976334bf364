"""A case beside its contract: names, payers, intake and capital that do not agree are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.fit import capital_gap, fits
from bundlinje.business_case.flows import Side
from bundlinje.business_case.repayment import with_repayment
from bundlinje.business_case.worked import worked_out
from bundlinje.contract.model import Contract
from bundlinje.contract.read import read_contract
from bundlinje.words.problems import say

MakeCase = Callable[..., Case]
CONTRACTS = Path(__file__).parents[3] / "examples" / "aarhus" / "contracts"

FITS = {
    "contract": "din-vej-i-job",
    "parties": {"msb": "municipality", "mso": "municipality", "raadet": "investor", "outcomes-fund": "municipality"},
    "cohorts.0.participants": 30,
    "cohorts.1.participants": 30,
}


@pytest.fixture(scope="module")
def job() -> Contract:
    return read_contract(CONTRACTS / "din-vej-i-job.yaml")


def test_a_case_that_fits_its_contract_is_let_through(make: MakeCase, job: Contract) -> None:
    assert list(fits(make(FITS), job)) == []


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"contract": "havnen"}, "case.another_contract", "contract"),
        ({"effects.in-work.outcome": "in-job"}, "case.unknown_outcome", "effects.in-work.outcome"),
        ({"expects": {"in-jail": "1 %"}}, "case.unknown_outcome", "expects.in-jail"),
        ({"parties": {"msb": "municipality", "raadet": "investor"}}, "case.payer_not_declared", "parties"),
        ({"cohorts.0.participants": 31}, "case.intake_differs", "cohorts"),
    ],
)
def test_what_does_not_fit_is_told_where_it_stands(
    make: MakeCase, job: Contract, changes: dict[str, object], code: str, path: str
) -> None:
    (found,) = fits(make({**FITS, **changes}), job)
    assert (found.code, found.place.path) == (code, path)
    assert say(found, "da")
    assert say(found, "en")


def test_a_party_is_of_one_sector(make: MakeCase, job: Contract) -> None:
    region = job.parties["msb"].model_copy(update={"sector": "region"})
    other = job.model_copy(update={"parties": {**job.parties, "msb": region}})
    assert [found.code for found in fits(make(FITS), other)] == ["case.sectors_differ"]


def test_an_intake_that_is_not_known_is_not_compared(make: MakeCase, job: Contract) -> None:
    case = make({**FITS, "cohorts.0.participants": {"unknown": "Ikke aftalt"}})
    assert list(fits(case, job)) == []


def test_the_investment_is_held_against_the_capital(make: MakeCase, job: Contract) -> None:
    """3,075,000 + 10,000 more material than the 3,000,000 of the contract."""
    worked = worked_out(make(FITS))
    assert capital_gap(worked, job) == 2 * 147_500_000 + 10_000_000 + 60 * 50_000 - 300_000_000
    nobody = worked_out(make({**FITS, "costs": None}))
    assert capital_gap(nobody, job) is None


def test_a_guarantor_pays_what_investors_receive_beyond_the_payers(make: MakeCase) -> None:
    havnen = read_contract(CONTRACTS / "havnen.yaml")
    rates = dict.fromkeys([*havnen.outcomes, *havnen.figures], "1 %")
    case = make({"parties": {"msb": "municipality", "mso": "municipality", "raadet": "investor"}, "expects": rates})
    flows = with_repayment(worked_out(case), havnen).item(Side.REPAYMENT, "repayment").flows
    by_year: dict[int, int] = {}
    for flow in flows:
        by_year[flow.year] = by_year.get(flow.year, 0) + flow.ore
    assert set(by_year.values()) == {0}
    assert any(flow.ore < 0 and flow.account.sector.value == "investor" for flow in flows)
