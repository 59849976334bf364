"""The risk assessment: every typical risk of every agreement is judged, and it is plain who carries what."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from bundlinje.contract.read import parse_contract, read_contract
from bundlinje.facts import read_facts
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.read import read_outlook
from bundlinje.forecast.risk.assessment import BOUNDS, Bounds, RiskKind, RiskLevel
from bundlinje.forecast.risk.portfolio import Assessment, assess, portfolio
from bundlinje.forecast.risk.stakes import Bears
from bundlinje.report.risk_tables import assessment_tables, portfolio_table
from bundlinje.words.tables import text

AARHUS = Path(__file__).parents[4] / "examples" / "aarhus"
DRAWS = 512

SMALL = """
contract: small
title: En opfundet aftale
parties:
  msb: {name: Kommunen, roles: [authority, payer, provider], budgets: [decentral], sector: municipality}
  region: {name: Regionen, roles: [partner], sector: region}
  raadet: {name: Rådet, roles: [investor]}
  fond: {name: En fond, roles: [guarantor]}
cohort: {unit: person, who: Nogle, intake: {from: 2025-01-01, until: 2025-12-31, planned: 12}}
capital: {raadet: 300 000 kr}
facts: {job: {event: I job, coverage: complete}, in: {enrolment: Visiteret}}
measures: {jobs: {times: job, over: {span: 12 months, after: enrolment, partly_in: counts as full}}}
outcomes: {work: {where: {jobs: {at_least: 1}}, not_measured: waits}}
follow_ups: [2026-12-31, 2027-12-31]
leaves: {dropped: stays, died: left out, moved: stays, withdrew: left out, second_course: counts, other_project: both}
terms: [{id: work, each: work, pays: 50 000 kr}]
payers: {shares: {msb/decentral: 100 %}}
receivers: raadet
guarantee: {id: g, at_least: 100 % of drawn capital, for: total, at: final settlement, paid_by: fond, up_to: 100 000 kr}
corrections: {less: set off in the next payment}
expected: {rates: {work: 50 %}, savings: {msb/decentral: 200 000 kr, region: 300 000 kr}}
"""


def aarhus() -> list[Assessment]:
    agreements = []
    for file in sorted((AARHUS / "contracts").glob("*.yaml")):
        contract = read_contract(file)
        outlook, facts = AARHUS / "outlooks" / file.name, AARHUS / "facts" / file.stem
        agreements.append(
            (
                contract,
                read_outlook(outlook, contract) if outlook.exists() else None,
                read_facts(facts, contract.facts) if facts.exists() else None,
            )
        )
    return list(portfolio(agreements, DRAWS))


@pytest.fixture(scope="module")
def found() -> list[Assessment]:
    return aarhus()


@pytest.mark.requirement("RSK-01", "RSK-04")
def test_every_project_of_the_fund_is_judged_on_every_typical_risk(found: list[Assessment]) -> None:
    assert len(found) == 13
    for one in found:
        assert {risk.kind for risk in one.risks} == set(RiskKind)


def test_what_cannot_be_foreseen_is_not_known_and_says_why_and_is_never_low(found: list[Assessment]) -> None:
    unseen = [one for one in found if one.why_not]
    assert {one.contract.contract for one in unseen} >= {"forvandlingen", "fundamentet"}
    assert all(risk.level is not RiskLevel.LOW for one in unseen for risk in one.risks)


@pytest.mark.requirement("RSK-05")
def test_four_of_forty_two_is_a_high_risk_to_results(found: list[Assessment]) -> None:
    one = next(one for one in found if one.contract.contract == "din-vej-i-job")
    assert one.of(RiskKind.RESULTS).level is RiskLevel.HIGH


def test_fewer_drop_outs_than_signed_are_no_risk_to_results(found: list[Assessment]) -> None:
    one = next(one for one in found if one.contract.contract == "flere-kloge-haender")
    assert one.of(RiskKind.RESULTS).level is RiskLevel.LOW


def test_a_saving_that_falls_to_who_does_not_pay_is_a_high_risk() -> None:
    one = assess(parse_contract(SMALL), Outlook(outlook="small"), draws=DRAWS)
    missing = one.of(RiskKind.PAYER_MISSING)
    assert (missing.level, missing.values["share"]) == (RiskLevel.HIGH, Fraction(3, 5))


@pytest.mark.requirement("PP-07")
def test_a_dozen_people_make_payments_swing_by_luck_alone() -> None:
    one = assess(parse_contract(SMALL), Outlook(outlook="small"), draws=DRAWS)
    assert one.of(RiskKind.SMALL_GROUP).level is RiskLevel.HIGH
    crowd = SMALL.replace("planned: 12", "planned: 1200")
    many = assess(parse_contract(crowd), Outlook(outlook="small"), draws=DRAWS)
    assert many.of(RiskKind.SMALL_GROUP).level is not RiskLevel.HIGH


@pytest.mark.requirement("RSK-03")
def test_who_carries_which_risk_is_told_for_investor_guarantor_and_payer() -> None:
    one = assess(parse_contract(SMALL), Outlook(outlook="small"), draws=DRAWS)
    stakes = {stake.bears: stake for stake in one.stakes}
    assert {bears: stake.party for bears, stake in stakes.items()} == {
        Bears.CAPITAL: "raadet",
        Bears.GUARANTEE: "fond",
        Bears.PAYMENT: "msb/decentral",
    }
    assert stakes[Bears.CAPITAL].at_stake == 300_000_00
    assert stakes[Bears.GUARANTEE].at_stake == 100_000_00
    investor, guarantor = stakes[Bears.CAPITAL], stakes[Bears.GUARANTEE]
    assert guarantor.moves is not None
    assert guarantor.moves.p90 <= 100_000_00
    assert investor.loss is not None
    assert guarantor.loss is not None
    assert investor.loss[0] <= guarantor.loss[0], "the guarantee covers the first losses"


@pytest.mark.requirement("RSK-03")
def test_an_authority_that_puts_capital_in_is_told_to_be_on_both_sides() -> None:
    both = SMALL.replace("capital: {raadet: 300 000 kr}", "capital: {raadet: 300 000 kr, msb: 100 000 kr}")
    one = assess(parse_contract(both), Outlook(outlook="small"), draws=DRAWS)
    assert [stake.party for stake in one.borne_as(Bears.CO_FINANCING)] == ["msb"]


@pytest.mark.requirement("RSK-06")
def test_the_portfolio_shows_what_payers_pay_only_for_results_beside_what_investors_may_lose(
    found: list[Assessment],
) -> None:
    table = portfolio_table(found)
    rows = {text(row.label, "da"): [text(cell, "da") for cell in row.cells] for row in table.rows}
    assert len(rows) == 13
    lose, pay, above = rows["Lær for Livet"][-3:]
    assert (lose != "ikke kendt", pay != "ikke kendt", above) == (True, True, "0")
    assert rows["Fundamentet (donation)"][-3:] == ["ikke kendt"] * 3


def test_the_bounds_of_every_counted_risk_are_named() -> None:
    assert set(RiskKind) - set(BOUNDS) == {RiskKind.FIDELITY}
    assert [Bounds(Fraction(1), Fraction(2)).level(value) for value in (1, 2, 3)] == [
        RiskLevel.LOW,
        RiskLevel.MEDIUM,
        RiskLevel.HIGH,
    ]


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_reason_is_told_in_both_languages(found: list[Assessment], language: str) -> None:
    for one in found:
        for table in assessment_tables(one):
            told = [text(cell, language) for row in table.rows for cell in row.cells]  # type: ignore[arg-type]
            assert all("{" not in cell for cell in told)
