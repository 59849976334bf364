"""Approvals, evidence, tender, forums and remarks: what a started investment says, and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bundlinje.contract.approvals import approvals, may_start, missing
from bundlinje.contract.model import Contract
from bundlinje.words.contract import read_aloud

COUNCIL = "  - {by: Rådet, what: Forhåndsgodkendt, step: council, on: 2022-09-06}\n"
MAYOR = "  - {by: Borgmesteren, what: Godkendt, step: mayor, on: 2022-11-01}\n"
ADDS = "  adds: Et hold på tværs af kommune og region, som ingen af dem har i forvejen\n"
REGION = "  - {by: Regionsrådet, what: Deltagelse, step: authority, of: region, on: 2022-10-01}\n"


@pytest.fixture
def cross(text_of: Callable[..., str], examine: Callable[..., Any]) -> Callable[..., Any]:
    """The invented contract across sectors with pieces written differently, and the codes of what is said of it."""

    def read(*edits: tuple[str, str]) -> tuple[Contract, set[str]]:
        contract, problems = examine(text_of("cross-sector", *edits), "cross-sector")
        assert contract is not None
        return contract, {problem.code for problem in problems}

    return read


@pytest.mark.requirement("GOV-02", "GOV-03", "GOV-04", "GOV-05", "CON-26")
def test_a_started_investment_with_every_approval_gets_no_remark(cross: Any) -> None:
    contract, codes = cross()
    assert codes == set()
    assert may_start(contract)
    assert [(one.step, one.of) for one, _ in approvals(contract)] == [
        ("council", None), ("mayor", None), ("authority", "kommune"), ("authority", "region"),
    ]  # fmt: skip


@pytest.mark.requirement("GOV-02", "GOV-03", "GOV-04", "GOV-05")
@pytest.mark.parametrize(
    ("line", "code"),
    [
        (COUNCIL, "contract.council_has_not_approved"),
        (MAYOR, "contract.mayor_has_not_approved"),
        (REGION, "contract.authority_has_not_approved"),
    ],
)
def test_an_investment_cannot_have_started_without_an_approval_and_the_missing_one_is_named(
    line: str, code: str, cross: Any
) -> None:
    contract, codes = cross((line, ""))
    assert codes == {code}
    assert len(missing(contract)) == 1
    assert not may_start(contract)


def test_an_investment_under_development_may_still_miss_approvals(cross: Any) -> None:
    _, codes = cross((MAYOR, ""), ("stage: running", "stage: development"))
    assert codes == set()


@pytest.mark.requirement("GOV-05")
def test_an_approval_whose_day_is_unknown_is_not_missing_and_lets_nothing_start(cross: Any) -> None:
    contract, codes = cross(("step: mayor, on: 2022-11-01", "step: mayor, unknown: ikke trykt"))
    assert codes == {"contract.unknown_value"}
    assert missing(contract) == ()
    assert not may_start(contract)


@pytest.mark.requirement("GOV-03", "GOV-07")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("step: mayor, on: 2022-11-01", "step: mayor, on: 2022-08"),
        ("step: authority, of: kommune, on: 2022-09-12", "step: authority, of: kommune, on: 2022-09-05"),
        ("step: finished, on: 2022-12-01", "step: finished, on: 2022-09-30"),
        ("step: signed, of: kommune, on: 2022-12-20", "step: signed, of: kommune, on: 2022-11"),
    ],
)
def test_a_step_dated_before_the_one_it_follows_is_pointed_out(before: str, after: str, cross: Any) -> None:
    assert cross((before, after))[1] == {"contract.approval_out_of_order"}


def test_a_moment_that_may_lie_after_another_is_no_reason_for_a_remark(cross: Any) -> None:
    assert cross(("step: mayor, on: 2022-11-01", "step: mayor, on: 2022"))[1] == set()


@pytest.mark.requirement("GOV-07", "GOV-17", "GOV-18", "GOV-27", "FUP-11", "FUP-12", "FUP-17", "FUP-22")
@pytest.mark.parametrize(
    "told",
    [
        "Rådets beslutning: Forhåndsgodkendt, af Rådet den 6. september 2022",
        "under forudsætning af at regionen betaler for sit",
        "Styregruppe: kommune, region og huset",
        "Følger op på effekt og tilbagebetaling: Økonomi",
        "Chefforum med Beskæftigelse, Sundhed og Social",
        "De første svar var for lyse",
        "En mild vinter",
        "En landsdækkende undersøgelse",
        "Flere går tur hver dag",
    ],
)
def test_governance_and_remarks_are_read_aloud(told: str, cross: Any) -> None:
    assert told in read_aloud(cross()[0])


@pytest.mark.requirement("GOV-11", "GOV-17", "GOV-21")
@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ([("  procurement: {status: completed, on: \"2022-12\"}\n", "")], "contract.procurement_unsaid"),
        ([(ADDS, "")], "contract.adds_unsaid"),
        (
            [
                ("  steering_group: [kommune, region, huset]\n", ""),
                ("  forum: {name: Chefforum, departments: [Beskæftigelse, Sundhed, Social]}\n", ""),
            ],
            "contract.nobody_steers",
        ),
    ],
)  # fmt: skip
def test_what_a_started_investment_leaves_unsaid_is_asked_for(
    edits: list[tuple[str, str]], code: str, cross: Any
) -> None:
    assert cross(*edits)[1] == {code}


@pytest.mark.requirement("GOV-22")
def test_an_untried_intervention_needs_a_reason(cross: Any) -> None:
    edit = ("evidence: {level: untried, because: Ingen har prøvet at lade tre sektorer betale hver for sit}",)
    assert cross((*edit, "evidence: {level: untried}"))[1] == {"contract.untried_without_reason"}
    assert cross((*edit, "evidence: {level: tried}"))[1] == set()


@pytest.mark.requirement("CON-24")
def test_the_shares_in_which_advice_is_paid_sum_to_the_whole(cross: Any) -> None:
    assert cross(("fond: 20 %}", "fond: 10 %}"))[1] == {"contract.advice_not_whole"}
    assert "Rådgivningens andel: Den opdigtede kommune 40 %" in read_aloud(cross()[0])


@pytest.mark.requirement("CON-28")
def test_a_contract_that_pays_the_same_whatever_is_achieved_buys_no_results(cross: Any) -> None:
    fee = "fixed: 1 000 kr, due: every year from 2023-12-31 until 2024-12-31}"
    edits = [(f"each: {name}, pays: {price} 000 kr}}", fee) for name, price in (("at-home", 10), ("free", 3))]
    assert "contract.buys_no_results" not in cross(*edits)[1]
    _, codes = cross(*edits, ("each: steady, pays: 5 000 kr}", "each: started, pays: 5 000 kr}"))
    assert "contract.buys_no_results" in codes


@pytest.mark.requirement("PAY-22")
def test_the_yearly_profile_adds_up_to_the_expected_repayment(cross: Any) -> None:
    assert cross(('"2024": 40 000 kr', '"2024": 50 000 kr'))[1] == {"contract.profile_not_whole"}
    assert "2023: 60.000 kr." in read_aloud(cross()[0])
