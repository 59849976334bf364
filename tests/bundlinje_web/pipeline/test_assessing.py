"""Departments are asked, each answers for itself, and the secretariat sees them side by side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.pipeline import given

from bundlinje.problems import Refused
from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit import clock
from bundlinje_web.audit.models import Record
from bundlinje_web.frame.models import Draft
from bundlinje_web.people.models import Organisation, Person, Unit
from bundlinje_web.pipeline.actions.answer_assessment import answer_assessment
from bundlinje_web.pipeline.actions.ask_assessment import ask_assessment
from bundlinje_web.pipeline.actions.ask_longer import ask_longer
from bundlinje_web.pipeline.actions.change_assessment import change_assessment
from bundlinje_web.pipeline.actions.close_assessment import close_assessment
from bundlinje_web.pipeline.assessing.asked import asked_of
from bundlinje_web.pipeline.assessing.deadline import after_working_days
from bundlinje_web.pipeline.models import Answer, Assessment, Proposal

pytestmark = pytest.mark.django_db(transaction=True)

DUE = date(2030, 1, 31)
SENT = {
    "relevance": "4",
    "relevance_text": "Målgruppen står uden tilbud om aftenen",
    "offers": "3",
    "offers_text": "Supplerer mentorordningen",
    "economy": "-120.000",
    "economy_text": "Færre anbringelser",
    "recommends": "with-conditions",
    "recommends_text": "Hvis visitationen ligger hos os",
}
TOLD = {**SENT, "relevance": 4, "offers": 3, "economy": -12_000_000}


@pytest.fixture
def asta() -> Person:
    return given.secretary()


@pytest.fixture
def msb() -> Organisation:
    return made.organisation("msb", name="Sociale Forhold og Beskæftigelse")


@pytest.fixture
def mbu() -> Organisation:
    return made.organisation("mbu", name="Børn og Unge")


def asked(by: Person, *departments: Organisation, due: date = DUE) -> Proposal:
    found = given.proposal(by)
    return ask_assessment(made.actor(by), found, [asked_of(each) for each in departments], due, ["Hvem visiterer?"])


@pytest.mark.requirement("INB-05")
def test_two_departments_are_asked_at_once_and_each_has_its_own_answer_and_day(
    client: Client, asta: Person, msb: Organisation, mbu: Organisation
) -> None:
    proposal = given.proposal(asta)
    client.force_login(asta)
    sent = {"departments": [str(msb.pk), str(mbu.pk)], "due": "2030-01-31", "questions": "Hvem visiterer?"}
    page = client.post(f"/sager/{proposal.number}/belysning/send/", sent, follow=True).content.decode()
    assert "Svar senest 31. januar 2030" in page
    proposal.refresh_from_db()
    assert proposal.state == Proposal.ASKED
    with clock.happening(date(2029, 12, 1)):
        answer_assessment(made.actor(made.person("economist", "msb")), proposal.assessments.get(department=msb), TOLD)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.ASKED
    with clock.happening(date(2029, 12, 9)):
        answer_assessment(made.actor(made.person("economist", "mbu")), proposal.assessments.get(department=mbu), TOLD)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.ASSESSED
    days = Answer.objects.values_list("assessment__department__code", "answered_on")
    assert set(days) == {("msb", date(2029, 12, 1)), ("mbu", date(2029, 12, 9))}


@pytest.mark.requirement("INB-06", "GOV-19")
def test_an_economist_answers_in_two_pages_and_the_secretariat_reads_scores_sentences_and_economy(
    client: Client, asta: Person, msb: Organisation
) -> None:
    proposal = asked(asta, msb)
    assessment = proposal.assessments.get()
    client.force_login(made.person("economist", "msb", name="Hjalte Rosenvang"))
    at = f"/sager/{proposal.number}/belysning/{assessment.pk}/svar/"
    answer = client.post(at, {**SENT, "question_0": "Det gør vi", "check": "1"})
    assert answer["Location"] == f"{at}tjek/"
    look = client.get(f"{at}tjek/").content.decode()
    assert "-120.000" in look
    assert "4 – meget" in look
    client.post(f"{at}tjek/")
    client.force_login(asta)
    page = client.get(f"/sager/{proposal.number}/belysning/").content.decode()
    for words in ("4 – meget", "Supplerer mentorordningen", "-120.000", "Anbefales på betingelser", "Det gør vi"):
        assert words in page
    assert "Hjalte Rosenvang" in page
    assert not Draft.objects.exists()
    assert Record.objects.get(code="pipeline.assessment.answered").values["outcome"] == "with-conditions"


def test_a_draft_keeps_every_letter_and_demands_nothing(client: Client, asta: Person, msb: Organisation) -> None:
    proposal = asked(asta, msb)
    client.force_login(made.person("economist", "msb"))
    at = f"/sager/{proposal.number}/belysning/{proposal.assessments.get().pk}/svar/"
    assert "Kladden er gemt" in client.post(at, {"offers_text": "Vi har", "draft": "1"}, follow=True).content.decode()
    assert "Vi har" in client.get(at).content.decode()
    assert not Answer.objects.exists()


def test_a_draft_with_a_number_of_a_person_is_not_kept(client: Client, asta: Person, msb: Organisation) -> None:
    proposal = asked(asta, msb)
    client.force_login(made.person("economist", "msb"))
    at = f"/sager/{proposal.number}/belysning/{proposal.assessments.get().pk}/svar/"
    page = client.post(at, {"offers_text": "Borger 010203-1234", "draft": "1"}).content.decode()
    assert "ligner et CPR-nummer" in page
    assert not Draft.objects.exists()


def test_a_score_without_a_sentence_is_told_beside_its_field_and_nothing_is_lost(
    client: Client, asta: Person, msb: Organisation
) -> None:
    proposal = asked(asta, msb)
    client.force_login(made.person("economist", "msb"))
    at = f"/sager/{proposal.number}/belysning/{proposal.assessments.get().pk}/svar/"
    page = client.post(at, {**SENT, "relevance_text": "", "check": "1"}).content.decode()
    assert page.count("Skriv en sætning om relevansen for borgerne") == 2
    assert "Supplerer mentorordningen" in page
    with pytest.raises(Refused):
        answer_assessment(
            made.actor(made.person("economist", "msb")), proposal.assessments.get(), {**TOLD, "economy_text": " "}
        )


def test_a_changed_answer_is_a_new_version_beside_the_old_one(client: Client, asta: Person, msb: Organisation) -> None:
    assessment = asked(asta, msb).assessments.get()
    hjalte = made.person("economist", "msb")
    answer_assessment(made.actor(hjalte), assessment, TOLD)
    assessment.refresh_from_db()
    answer_assessment(made.actor(hjalte), assessment, {**TOLD, "recommends": "no", "recommends_text": "Dublerer"})
    assert [each.number for each in assessment.answers.all()] == [1, 2]
    assert assessment.answer is not None
    assert assessment.answer.recommends == "no"
    client.force_login(asta)
    page = client.get(f"/sager/{assessment.proposal.number}/belysning/").content.decode()
    assert "Version 2" in page
    assert "Hvis visitationen ligger hos os" in page


@pytest.mark.requirement("CNF-05")
def test_a_department_sees_what_it_is_asked_and_nothing_of_what_others_are(
    client: Client, asta: Person, msb: Organisation, mbu: Organisation
) -> None:
    proposal = asked(asta, msb, mbu)
    other = asked(asta, mbu)
    answer_assessment(
        made.actor(made.person("economist", "mbu")),
        proposal.assessments.get(department=mbu),
        {**TOLD, "offers_text": "Kun til sekretariatet"},
    )
    client.force_login(made.person("economist", "msb"))
    page = client.get(f"/sager/{proposal.number}/belysning/").content.decode()
    assert "Sociale Forhold" in page
    assert "Kun til sekretariatet" not in page
    assert client.get(f"/sager/{other.number}/belysning/").status_code == 404
    foreign = proposal.assessments.get(department=mbu)
    assert client.get(f"/sager/{proposal.number}/belysning/{foreign.pk}/svar/").status_code == 404
    with pytest.raises(NotAllowed):
        answer_assessment(made.actor(made.person("economist", "msb")), foreign, TOLD)


@pytest.mark.requirement("GOV-13", "GOV-18")
def test_the_work_is_given_to_the_unit_that_coordinates_for_the_department(
    client: Client, asta: Person, msb: Organisation
) -> None:
    Unit.objects.create(organisation=msb, code="moeb", name="Mål, Økonomi og Boliger", coordinates=True)
    Unit.objects.create(organisation=msb, code="drift", name="Botilbud Nord")
    proposal = asked(asta, msb)
    assert proposal.assessments.get().unit.code == "moeb"
    client.force_login(asta)
    assert "Mål, Økonomi og Boliger" in client.get(f"/sager/{proposal.number}/belysning/").content.decode()


def test_a_department_asks_for_longer_and_the_secretariat_gives_it(asta: Person, msb: Organisation) -> None:
    assessment = asked(asta, msb).assessments.get()
    economist = made.actor(made.person("economist", "msb"))
    with pytest.raises(Refused):
        ask_longer(economist, assessment, DUE, "Ferie")
    ask_longer(economist, assessment, DUE + timedelta(days=7), "Ferie")
    assessment.refresh_from_db()
    assert assessment.due == DUE
    change_assessment(made.actor(asta), assessment, assessment.longer_until, "Hvad koster det?")
    assert (assessment.due, assessment.longer_until) == (DUE + timedelta(days=7), None)
    assert assessment.questions == ["Hvem visiterer?", "Hvad koster det?"]


def test_closing_the_last_one_without_an_answer_needs_a_reason_and_ends_the_round(
    asta: Person, msb: Organisation
) -> None:
    proposal = asked(asta, msb)
    assessment = proposal.assessments.get()
    with pytest.raises(Refused):
        close_assessment(made.actor(asta), assessment, " ")
    close_assessment(made.actor(asta), assessment, "Afdelingen er nedlagt")
    proposal.refresh_from_db()
    assert proposal.state == Proposal.ASSESSED
    with pytest.raises(Refused):
        answer_assessment(made.actor(made.person("economist", "msb")), assessment, TOLD)


def test_a_reminder_goes_to_who_may_answer_and_tells_nothing_of_the_proposal(
    client: Client, asta: Person, msb: Organisation
) -> None:
    proposal = asked(asta, msb)
    hjalte = made.person("economist", "msb")
    made.person("economist", "mbu")
    client.force_login(asta)
    at = f"/sager/{proposal.number}/belysning/{proposal.assessments.get().pk}/paamind/"
    client.post(at)
    (sent,) = mail.outbox
    assert sent.to == [hjalte.email]
    assert proposal.title not in sent.subject + sent.body
    assert f"/sager/{proposal.number}/belysning/" in sent.body
    assert "har fået en påmindelse i dag" in client.post(at, follow=True).content.decode()
    assert len(mail.outbox) == 1


def test_a_proposal_assessed_before_is_asked_about_in_a_new_round(asta: Person, msb: Organisation) -> None:
    proposal = asked(asta, msb)
    answer_assessment(made.actor(made.person("economist", "msb")), proposal.assessments.get(), TOLD)
    proposal.refresh_from_db()
    ask_assessment(made.actor(asta), proposal, [asked_of(msb)], DUE)
    assert sorted(proposal.assessments.values_list("round", flat=True)) == [1, 2]


def test_asking_tells_all_that_is_wrong_at_once(asta: Person) -> None:
    with pytest.raises(Refused) as refused:
        ask_assessment(made.actor(asta), given.proposal(asta), [], date(2020, 1, 1))
    codes = {problem.code for problem in refused.value.problems}
    assert codes == {"assessing.problem.no_department", "assessing.problem.due_passed"}


@pytest.mark.parametrize(
    ("asked_on", "due"),
    [
        (date(2026, 3, 2), date(2026, 3, 23)),
        (date(2026, 3, 30), date(2026, 4, 23)),
        (date(2026, 12, 18), date(2027, 1, 12)),
    ],
)
def test_three_weeks_are_counted_in_days_offices_are_open(asked_on: date, due: date) -> None:
    assert after_working_days(asked_on) == due


def test_who_is_asked_finds_it_on_the_first_page(client: Client, asta: Person, msb: Organisation) -> None:
    proposal = asked(asta, msb)
    client.force_login(made.person("economist", "msb"))
    page = client.get("/opgaver/").content.decode()
    assert "Svar på belysning" in page
    assert proposal.number in page
    assert f"belysning/{Assessment.objects.get().pk}/svar/" in page
