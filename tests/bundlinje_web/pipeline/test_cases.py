"""A case goes through the steps when what each demands is settled, and says what is missing when it is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from tests.bundlinje_web import made
from tests.bundlinje_web.pipeline import given

from bundlinje.problems import Refused
from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit import clock
from bundlinje_web.audit.models import Record
from bundlinje_web.audit.rows import Conflict
from bundlinje_web.contracts.models import BusinessCase
from bundlinje_web.learning.models import Lesson
from bundlinje_web.people.models import Person
from bundlinje_web.pipeline.actions.ask_assessment import ask_assessment
from bundlinje_web.pipeline.actions.change_case import change_case
from bundlinje_web.pipeline.actions.close_assessment import close_assessment
from bundlinje_web.pipeline.actions.donate import donate
from bundlinje_web.pipeline.actions.move_case import move_case
from bundlinje_web.pipeline.actions.open_case import open_case
from bundlinje_web.pipeline.actions.resume_case import resume_case
from bundlinje_web.pipeline.actions.stop_case import stop_case
from bundlinje_web.pipeline.actions.undo_move import undo_move
from bundlinje_web.pipeline.actions.wait_case import wait_case
from bundlinje_web.pipeline.actions.write_contract import write_contract
from bundlinje_web.pipeline.assessing.asked import asked_of
from bundlinje_web.pipeline.casework.gates import unmet
from bundlinje_web.pipeline.casework.next_step import next_step
from bundlinje_web.pipeline.casework.steps import stays
from bundlinje_web.pipeline.models import Case, Proposal

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2024, 2, 1)


@pytest.fixture
def asta() -> Person:
    return given.secretary()


def settle(by: Person, case: Case, **told: object) -> None:
    change_case(made.actor(by), case, told, case.row_version)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code.rpartition(".")[2] for problem in refused.value.problems}


def analysed(by: Person) -> Case:
    """A case in 3b with all of the analysis settled and a contract that is ready to be decided on."""
    contract = made.contract("mentor")
    case = given.case(by, step="3b", source_note="Invented", contract=contract)
    settle(by, case, theory_of_change="Mentor giver fremmøde", gains_text="Færre anbringelser", gains_on=DAY)
    settle(by, case, surplus=150_000_00, repayment_done_on=DAY)
    given.ready(contract)
    return case


# --- how a case comes to be ---


@pytest.mark.requirement("INB-07")
def test_a_decision_to_go_on_opens_the_case_with_the_proposals_number_and_without_one_nothing_opens(
    asta: Person,
) -> None:
    proposal = given.proposal(asta)
    with pytest.raises(Refused):
        open_case(made.actor(asta), proposal)
    given.decided(proposal, "open-case", outcome="postponed")
    with pytest.raises(Refused):
        open_case(made.actor(asta), proposal)
    given.decided(proposal, "open-case", on=date(2024, 5, 6))
    case = open_case(made.actor(asta), proposal)
    proposal.refresh_from_db()
    assert (case.number, case.title, case.state) == (proposal.number, proposal.title, Case.IDEA)
    assert proposal.state == Proposal.CASE


@pytest.mark.requirement("INB-07")
def test_a_decision_to_donate_gives_the_amount_and_the_idea_may_become_a_case_later(asta: Person) -> None:
    proposal = given.proposal(asta)
    msb = made.organisation("msb")
    ask_assessment(made.actor(asta), proposal, [asked_of(msb)], date(2040, 1, 1))
    close_assessment(made.actor(asta), proposal.assessments.get(), "Belyst på mødet")
    proposal.refresh_from_db()
    with pytest.raises(Refused):
        donate(made.actor(asta), proposal, 5_000_000)
    given.decided(proposal, "donate")
    donate(made.actor(asta), proposal, 5_000_000, "Modning")
    assert (proposal.state, proposal.donation) == (Proposal.DONATION, 5_000_000)
    given.decided(proposal, "open-case")
    assert open_case(made.actor(asta), proposal).department == msb


@pytest.mark.requirement("BC-15", "GOV-27")
def test_an_internal_case_has_no_proposal_and_a_number_of_its_own(client: Client, asta: Person) -> None:
    proposal = given.proposal(asta)
    client.force_login(asta)
    answer = client.post("/sager/ny/", {"title": "Intern business case", "step": "1"}, follow=True)
    case = Case.objects.get()
    assert case.number != proposal.number
    assert "Intern business case" in answer.content.decode()
    assert "Henvendelse</span>" not in answer.content.decode().partition("tab-list")[2].partition("</ul>")[0]


def test_a_case_that_ran_before_the_office_did_names_where_that_is_known_from(asta: Person) -> None:
    with pytest.raises(Refused) as refused:
        given.case(asta, step="5")
    assert codes(refused) == {"source"}
    assert given.case(asta, step="5", source_note="Årsrapport", number="2019-003").state == Case.INTERVENTION


# --- what each step demands ---


@pytest.mark.requirement("PRC-01", "PRC-07", "BC-03")
def test_the_savings_are_worked_out_only_after_theory_and_gains_are_settled(asta: Person) -> None:
    case = given.case(asta)
    move_case(made.actor(asta), case, "2")
    with pytest.raises(Refused) as refused:
        move_case(made.actor(asta), case, "3a")
    assert codes(refused) == {"theory", "gains"}
    settle(asta, case, theory_of_change="Mentor giver fremmøde", gains_text="Færre anbringelser", gains_on=DAY)
    assert move_case(made.actor(asta), case, "3a").state == Case.SAVINGS


@pytest.mark.requirement("PRC-06")
def test_the_gate_asks_for_a_surplus_or_a_named_exception_and_keeps_who_else_gains(asta: Person) -> None:
    case = given.case(asta, step="3a", source_note="Invented")
    for surplus in (None, 0, -100):
        settle(asta, case, surplus=surplus)
        assert [demand.code for demand in unmet(case, "3b")] == ["savings"]
    settle(asta, case, surplus=1, others_gain="Staten")
    assert unmet(case, "3b") == ()
    settle(asta, case, surplus=None, exception="unit-prices", exception_text="Pris pr. parameter under besparelsen")
    assert unmet(case, "3b") == ()


@pytest.mark.requirement("INB-16")
def test_a_small_innovation_without_a_gain_needs_both_conditions_ticked(client: Client, asta: Person) -> None:
    case = given.case(asta, step="3a", source_note="Invented")
    client.force_login(asta)
    sent = {"exception": "small-innovation", "exception_text": "Nyskabende", "would_not_start": "on"}
    at = f"/sager/{case.number}/ret/overskud/"
    assert "Begge betingelser skal være opfyldt" in client.post(at, sent).content.decode()
    client.post(at, {**sent, "no_budget_fits": "on"})
    case.refresh_from_db()
    assert unmet(case, "3b") == ()


@pytest.mark.requirement("PP-02", "INB-16")
def test_what_the_proposal_told_is_not_asked_again(client: Client, asta: Person) -> None:
    proposal = given.proposal(asta)
    given.decided(proposal, "open-case")
    case = open_case(made.actor(asta), proposal)
    client.force_login(asta)
    page = client.get(f"/sager/{case.number}/ret/overskud/").content.decode()
    assert page.count(" checked") == 2
    assert "Unge hjemløse under 30 år" in page


@pytest.mark.requirement("PRC-02", "RSK-01", "PRC-09")
def test_step_4_demands_3a_and_3b_and_tells_everything_that_is_missing_at_once(client: Client, asta: Person) -> None:
    case = given.case(asta, step="3b", source_note="Invented")
    client.force_login(asta)
    page = client.post(f"/sager/{case.number}/flyt/", {"to": "4"}).content.decode()
    assert "Sagen kan ikke flyttes til trin 4: 3b mangler" in page
    for words in ("3a mangler et overskud", "risikovurderingen mangler", "udgangsplanen", "præmisserne"):
        assert words in page
    case.refresh_from_db()
    assert case.state == Case.REPAYMENT
    ready = analysed(asta)
    assert move_case(made.actor(asta), ready, "4").state == Case.IMPLEMENTATION


@pytest.mark.requirement("PRC-08", "GOV-10", "GOV-11")
def test_the_intervention_begins_only_after_the_start_the_start_list_legality_and_procurement(asta: Person) -> None:
    case = analysed(asta)
    move_case(made.actor(asta), case, "4")
    with pytest.raises(Refused) as refused:
        move_case(made.actor(asta), case, "5")
    assert codes(refused) == {"started", "start_list", "legal", "procurement"}
    settle(asta, case, legal_on=DAY, legal_text="Inden for loven", procurement="not-needed")
    assert case.contract is not None
    given.start_list(case.contract)
    given.happened(case.contract, "started")
    assert move_case(made.actor(asta), case, "5").state == Case.INTERVENTION


@pytest.mark.requirement("PRC-13", "PRC-11")
def test_ended_and_closed_are_different_and_closing_names_what_became_of_it(asta: Person) -> None:
    contract = made.contract("mentor")
    case = given.case(asta, step="5", source_note="Invented", contract=contract)
    with pytest.raises(Refused):
        move_case(made.actor(asta), case, "6")
    given.happened(contract, "intervention-ended")
    move_case(made.actor(asta), case, "6")
    with pytest.raises(Refused) as refused:
        move_case(made.actor(asta), case, "closed")
    assert codes(refused) == {"outcome", "settled"}
    settle(asta, case, outcome="permanent")
    given.happened(contract, "closed", date(2027, 1, 1))
    assert move_case(made.actor(asta), case, "closed").state == Case.CLOSED


def test_a_saved_business_case_gives_the_surplus_and_it_is_not_typed_again(client: Client, asta: Person) -> None:
    contract = made.contract("mentor")
    case = given.case(asta, step="3a", source_note="Invented", contract=contract)
    BusinessCase.objects.create(contract=contract, text="", digest="3" * 64, surplus=40_000_000, saved_on=DAY)
    assert unmet(case, "3b") == ()
    client.force_login(asta)
    page = client.get(f"/sager/{case.number}/ret/overskud/").content.decode()
    assert "400.000 kr." in page
    assert 'name="surplus"' not in page


@pytest.mark.requirement("PP-01", "PP-02")
def test_a_case_gets_its_contract_from_a_template_with_nothing_typed_twice(client: Client, asta: Person) -> None:
    case = given.case(asta, title="Mentor på vej", area="unge")
    client.force_login(asta)
    answer = client.post(f"/sager/{case.number}/aftale/ny/", {"start": "light", "year": "2027"})
    case.refresh_from_db()
    assert case.contract is not None
    assert answer["Location"].endswith(f"/investeringer/{case.contract.code}/aftale/rediger/")
    assert (case.contract.title_da, case.contract.area, case.contract.kind) == ("Mentor på vej", "unge", "light")
    assert "Mentor på vej" in case.contract.drafting.text
    with pytest.raises(Refused):
        write_contract(made.actor(asta), case, "light", 2027)


# --- moving, back again, waiting, stopping ---


def test_nothing_goes_where_the_table_does_not_lead(asta: Person) -> None:
    case = given.case(asta)
    for to in ("3a", "5", "stopped", "closed"):
        with pytest.raises(Refused):
            move_case(made.actor(asta), case, to)


def test_going_back_needs_a_reason(asta: Person) -> None:
    case = given.case(asta)
    move_case(made.actor(asta), case, "2")
    with pytest.raises(Refused) as refused:
        move_case(made.actor(asta), case, "1")
    assert codes(refused) == {"reason_back"}
    assert move_case(made.actor(asta), case, "1", "Målgruppen er ændret").state == Case.IDEA


def test_a_department_moves_its_own_cases_within_the_analysis_and_no_further(asta: Person) -> None:
    msb = made.organisation("msb")
    case = given.case(asta, department=msb)
    hjalte = made.actor(made.person("economist", "msb"))
    with pytest.raises(NotAllowed):
        move_case(hjalte, case, "2")
    move_case(made.actor(asta), case, "2")
    settle(asta, case, theory_of_change="Mentor", gains_text="Færre", gains_on=DAY)
    assert move_case(hjalte, case, "3a").state == Case.SAVINGS
    with pytest.raises(NotAllowed):
        move_case(made.actor(made.person("economist", "mbu")), case, "2", "Tilbage")


def test_a_move_is_undone_by_the_button_within_ten_minutes_and_not_after(client: Client, asta: Person) -> None:
    case = given.case(asta)
    client.force_login(asta)
    page = client.post(f"/sager/{case.number}/flyt/", {"to": "2"}, follow=True).content.decode()
    assert "Flyttet til 2 Data og udvikling. Fortryd (10 minutter)" in page
    assert f"/sager/{case.number}/fortryd/" in page
    client.post(f"/sager/{case.number}/fortryd/")
    case.refresh_from_db()
    assert case.state == Case.IDEA
    assert len(stays(case.moves.all())) == 1
    move_case(made.actor(asta), case, "2")
    with time_machine.travel(timezone.now() + timedelta(minutes=11)), pytest.raises(Refused):
        undo_move(made.actor(asta), case)
    with pytest.raises(Refused):
        undo_move(made.actor(given.secretary("En anden")), case)


def test_a_case_waits_on_somebody_for_a_reason_and_the_page_says_since_when(client: Client, asta: Person) -> None:
    case = given.case(asta)
    with clock.happening(DAY):
        wait_case(made.actor(asta), case, "provider", "Tilbud på mentorer")
    client.force_login(asta)
    page = client.get(f"/sager/{case.number}/").content.decode()
    for words in ("leverandøren", "siden 1. februar 2024", "Tilbud på mentorer"):
        assert words in page
    with clock.happening(DAY + timedelta(days=30)):
        resume_case(made.actor(asta), case)
    assert Record.objects.get(code="pipeline.case.resumes").values["days"] == 30
    with pytest.raises(Refused):
        wait_case(made.actor(asta), case, "nobody", " ")


def test_only_a_decision_stops_a_case(asta: Person) -> None:
    case = given.case(asta)
    with pytest.raises(Refused) as refused:
        stop_case(made.actor(asta), case, "For dyr")
    assert codes(refused) == {"not_decided"}
    given.decided(case, "stop-case")
    assert stop_case(made.actor(asta), case, "For dyr").state == Case.STOPPED


def test_two_who_settle_the_same_case_are_told_and_what_was_typed_is_kept(client: Client, asta: Person) -> None:
    case = given.case(asta)
    seen = case.row_version
    settle(asta, case, theory_of_change="Deres tekst")
    client.force_login(asta)
    sent = {"theory_of_change": "Min egen tekst", "row_version": str(seen)}
    page = client.post(f"/sager/{case.number}/ret/forandringsteori/", sent).content.decode()
    assert "har ændret det samme" in page
    assert "Min egen tekst" in page
    assert "Deres tekst" in page
    with pytest.raises(Conflict):
        change_case(made.actor(asta), case, {"theory_of_change": "x"}, seen)


# --- the page ---


@pytest.mark.requirement("PRC-03", "PRC-05")
def test_the_page_says_the_step_the_one_next_thing_to_do_and_what_keeps_it_from_starting(
    client: Client, asta: Person
) -> None:
    case = given.case(asta, step="2", source_note="Invented")
    client.force_login(asta)
    page = client.get(f"/sager/{case.number}/").content.decode()
    assert '<li aria-current="step">2 Data og udvikling</li>' in page
    assert "Næste skridt: Skriv forandringsteorien" in page
    for words in ("Rådets godkendelse", "Borgmesterens godkendelse", "Lovlighedstjek", "Visitation aftalt"):
        assert words in page
    following = next_step(case)
    assert following is not None
    assert following.missing == ("theory", "gains")
    for tab in ("henvendelse", "belysning", "business-case", "aftale", "beslutninger", "dokumenter"):
        expected = 404 if tab in {"henvendelse", "belysning"} else 200
        assert client.get(f"/sager/{case.number}/{tab}/").status_code == expected
    assert "Next step" in client.get(f"/en/sager/{case.number}/").content.decode()


def test_the_tabs_of_a_case_show_what_was_proposed_asked_and_decided(client: Client, asta: Person) -> None:
    proposal = given.proposal(asta)
    decision = given.decided(proposal, "open-case")
    case = open_case(made.actor(asta), proposal)
    client.force_login(asta)
    at = f"/sager/{case.number}"
    assert "Unge hjemløse under 30 år" in client.get(f"{at}/henvendelse/").content.decode()
    assert "Ingen afdeling er spurgt endnu" in client.get(f"{at}/belysning/").content.decode()
    decided = client.get(f"{at}/beslutninger/").content.decode()
    assert decision.recommended.point.title in decided
    assert "11-03-2024" in decided
    assert "Åbnet" in client.get(f"{at}/dokumenter/").content.decode()


@pytest.mark.requirement("LRN-05")
def test_lessons_that_fit_stand_beside_a_case_that_is_being_made(client: Client, asta: Person) -> None:
    advice = "Skriv visitationen bredt"
    Lesson.objects.create(text="For snævert", advice=advice, kind="practical", theme="admission", step="2", on=DAY)
    case = given.case(asta)
    client.force_login(asta)
    assert advice in client.get(f"/sager/{case.number}/").content.decode()


def test_somebody_elses_case_is_told_like_one_that_does_not_exist(client: Client, asta: Person) -> None:
    case = given.case(asta, department=made.organisation("msb"))
    client.force_login(made.person("economist", "mbu"))
    assert client.get(f"/sager/{case.number}/").status_code == 404
    client.force_login(made.person("economist", "msb"))
    assert client.get(f"/sager/{case.number}/").status_code == 200
    client.force_login(made.person("auditor"))
    assert client.get(f"/sager/{case.number}/").status_code == 200
    assert client.get(f"/sager/{case.number}/flyt/").status_code == 403
