"""An agreement begun from a case: what was said once is filled in with its source, what was not waits to be written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.pipeline import given

from bundlinje.money import Ore
from bundlinje_web.bridge.case import case_of
from bundlinje_web.bridge.contract import examined
from bundlinje_web.bridge.filling import CostLine, Department, Known, case_text, filled
from bundlinje_web.bridge.written import Written
from bundlinje_web.contracts.starting import TEMPLATES, from_template
from bundlinje_web.people.models import Person
from bundlinje_web.pipeline.actions.answer_assessment import answer_assessment
from bundlinje_web.pipeline.actions.ask_assessment import ask_assessment
from bundlinje_web.pipeline.actions.open_case import open_case
from bundlinje_web.pipeline.assessing.asked import asked_of

pytestmark = pytest.mark.django_db(transaction=True)

NOTHING = Known("2025-001")
ALL = Known(
    "2025-014",
    provider=Department("broen", "Foreningen Broen"),
    departments=(Department("msb", "MSB"), Department("mbu", "MBU"), Department("mso", "MSO")),
    who="Unge: hjemløse, under 30",
    unit="person",
    per_year=60,
    years=3,
    costs=(CostLine("Tre mentorer", Ore(150_000_000)), CostLine("Lokaler", Ore(12_000_050))),
    adds="En fast voksen efter kl. 16",
    evidence="untried",
    theory="En mentor følger den unge",
)
YES = {
    "relevance": 4, "relevance_text": "x", "offers": 3, "offers_text": "x", "economy": None, "economy_text": "x",
    "recommends": "yes", "recommends_text": "x", "others": [],
}  # fmt: skip


def _text(template: str, known: Known) -> str:
    return filled(from_template(template, "mentor", {"da": "Mentor"}, 2027), known, 2027)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("known", [NOTHING, ALL])
def test_a_filled_text_has_no_mistakes_whatever_is_known(template: str, known: Known) -> None:
    assert examined(_text(template, known), "mentor").errors == ()


@pytest.mark.requirement("PP-02")
def test_what_the_proposal_says_stands_in_the_agreement_with_its_source() -> None:
    said = Written(_text("investment", ALL))
    source = "Hentet fra forslag 2025-014"
    assert list(said.get("parties")) == ["msb", "mbu", "mso", "broen", "raadet"]
    assert said.get("parties", "broen") == {"name": "Foreningen Broen", "roles": ["provider"], "source": source}
    assert said.get("cohort", "who") == {"da": "Unge: hjemløse, under 30", "source": source}
    assert said.get("cohort", "intake", "planned") == {"value": 180, "source": source}
    assert said.get("cohort", "intake", "by_year") == {"1": 60, "2": 60, "3": 60}
    assert said.get("periods", "intervention") == {"from": "2027", "until": "2029"}
    assert said.get("capital", "raadet", "amount") == "1 620 000.50 kr"
    assert "Tre mentorer" in said.get("capital", "raadet", "note")
    assert said.get("payers", "shares") == {"msb/decentral": "1/3", "mbu/decentral": "1/3", "mso/decentral": "1/3"}
    assert said.get("about", "adds") == ALL.adds


@pytest.mark.requirement("CON-02")
def test_a_department_that_delivers_itself_keeps_its_other_roles() -> None:
    said = Written(_text("investment", replace(ALL, provider=Department("mbu", "MBU"))))
    assert said.get("parties", "mbu", "roles") == ["authority", "payer", "referrer", "provider"]
    assert said.get("parties", "mbu", "budgets") == ["decentral", "non-decentral"]


def test_what_nobody_has_said_is_unknown_and_says_what_to_write_on_its_line() -> None:
    text = _text("investment", NOTHING)
    unknown = [one for one in examined(text, "mentor").warnings if one.code == "contract.unknown_value"]
    assert {one.place.path for one in unknown} >= {
        "cohort.intake.planned", "capital.raadet", "terms.0.pays", "terms.0.saving", "expected.rates.work",
    }  # fmt: skip
    lines = text.split("\n")
    assert all("Skriv" in lines[(one.place.line or 0) - 1] for one in unknown)


def test_a_business_case_begins_with_the_agreements_people_and_the_proposals_costs() -> None:
    contract = examined(_text("investment", ALL), "mentor").newest
    assert contract is not None
    text = case_text("mentor", contract, ALL)
    assert case_of(text).contract == "mentor"
    begun = Written(text)
    assert [(one["start"], one["participants"]) for one in begun.get("cohorts")] == [(2027, 60), (2028, 60), (2029, 60)]
    assert [one["title"] for one in begun.get("costs")] == ["Tre mentorer", "Lokaler"]
    assert begun.get("costs", 0, "amount")["value"] == "500 000 kr"
    assert (begun.get("base_year"), begun.get("horizon")) == (2027, "3 years")
    assert begun.get("parties") == {
        "msb": "municipality", "mbu": "municipality", "mso": "municipality", "raadet": "investor",
    }  # fmt: skip


@pytest.fixture
def asta() -> Person:
    return made.person("secretariat")


@pytest.mark.requirement("PP-02")
def test_the_contract_of_a_case_is_filled_by_its_proposal_and_the_departments_that_said_yes(
    client: Client, asta: Person
) -> None:
    departments = [made.organisation(code) for code in ("msb", "mbu")]
    costs = [{"what": "Tre mentorer", "ore": 150_000_000}]
    proposal = given.proposal(asta, provider="Foreningen Broen", costs=costs, years=2, per_year=30)
    ask_assessment(made.actor(asta), proposal, [asked_of(one) for one in departments], date(2030, 1, 2), [])
    for one, says in zip(departments, ("yes", "no"), strict=True):
        economist = made.actor(made.person("economist", one.code))
        answer_assessment(economist, proposal.assessments.get(department=one), {**YES, "recommends": says})
    proposal.refresh_from_db()
    given.decided(proposal, "open-case")
    case = open_case(made.actor(asta), proposal)
    client.force_login(asta)
    begins = client.get(f"/aftaler/ny/?sag={case.number}")
    assert begins["Location"] == f"/sager/{case.number}/aftale/ny/"
    client.post(begins["Location"], {"start": "investment", "year": "2027"})
    case.refresh_from_db()
    assert case.contract is not None
    said = Written(case.contract.drafting.text)
    assert [name for name in said.get("parties") if name in ("msb", "mbu")] == ["msb"]
    assert said.get("cohort", "who", "da") == proposal.text.answers["target"]
    assert "Hentet fra forslag" in client.get(f"/investeringer/{case.contract.code}/aftale/rediger/").content.decode()
    case_page = client.get(f"/investeringer/{case.contract.code}/business-case/tekst/").content.decode()
    assert "Tre mentorer" in case_page
