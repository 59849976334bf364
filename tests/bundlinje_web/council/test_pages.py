"""The pages of the Council's room, as those who use them do."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.bundlinje_web import made
from tests.bundlinje_web.council import office

from bundlinje_web.council.models import Decision, Meeting, Participation, Point, Task
from bundlinje_web.learning.models import Visit
from bundlinje_web.people.models import Person, Unit

pytestmark = pytest.mark.django_db(transaction=True)


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def in_both(client: Client, address: str) -> str:
    """The page in Danish, after it was shown in English too."""
    text(client, f"/en{address}")
    return text(client, address)


def with_factor(client: Client, person: Person) -> None:
    """Log in with a second factor just given."""
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


@pytest.mark.requirement("GOV-14")
def test_the_agenda_is_proposed_from_open_cases_and_sent_in_two_pages(client: Client) -> None:
    council = office.council()
    client.force_login(council.secretary)
    client.post("/moeder/nyt-aar/", {"body": str(council.body.pk), "day_1": "2027-01-12", "day_2": "2027-03-09"})
    assert [meeting.day for meeting in Meeting.objects.all()] == [date(2027, 1, 12), date(2027, 3, 9)]
    proposal = office.proposal()
    version = office.version(office.department("msb"))
    page = in_both(client, "/moeder/2027-01-12/dagsorden/")
    assert proposal.title in page
    assert "Havnen" in page
    keys = [f"proposal-{proposal.pk}", f"version-{version.pk}", "status"]
    client.post("/moeder/2027-01-12/dagsorden/", {"chosen": keys})
    assert [(point.title, point.kind) for point in Point.objects.all()] == [
        ("Havnen", "decision"),
        ("Fra gade til job", "decision"),
    ]
    client.post("/moeder/2027-01-12/dagsorden/send")
    assert Meeting.objects.first().state == "sent"
    assert "Dagsorden sendt" in in_both(client, "/moeder/2027-01-12/")
    in_both(client, "/moeder/")
    in_both(client, "/moeder/2027-01-12/moedepakke/")
    assert "nothing" not in in_both(client, "/moeder/2027-03-09/dagsorden/")


@pytest.mark.requirement("REP-12")
def test_a_recommendation_is_pre_filled_under_its_headings_and_can_be_corrected(client: Client) -> None:
    council = office.council()
    office.meeting(council, date(2027, 1, 12))
    office.proposal()
    client.force_login(council.secretary)
    page = in_both(client, "/moeder/2027-01-12/punkt/nyt/?forslag=2025-001")
    assert "Der arbejdes videre med forslaget som sag" in page
    for heading in ("Resume", "Hvorfor fremsættes forslaget?", "Hvordan følges der op?", "Bilag"):
        assert heading in page
    sent = {"title": "Et punkt", "kind": "decision", "minutes": "15", "text_1": "At det sker"}
    sent["heading_summary"] = "Kort sagt"
    client.post("/moeder/2027-01-12/punkt/nyt/", sent)
    client.post("/moeder/2027-01-12/punkt/1/ret/", {**sent, "text_2": "At det følges op", "heading_why": "Fordi"})
    point = Point.objects.get()
    assert point.recommendation == {"summary": "Kort sagt", "why": "Fordi"}
    assert [each.text for each in point.recommended.all()] == ["At det sker", "At det følges op"]
    page = in_both(client, "/moeder/2027-01-12/punkt/1/")
    assert page.index("Resume") < page.index("Beslutningspunkter") < page.index("Hvorfor fremsættes")
    refused = client.post("/moeder/2027-01-12/punkt/nyt/", {**sent, "does_1": "invest"}).content.decode()
    assert "Vælg aftalen" in refused
    assert "At det sker" in refused


def decision_form(council: office.Council, **changed: str) -> dict[str, str]:
    told = {f"part_{mandate.pk.hex}": "took-part" for mandate in council.mandates}
    return {"outcome_1": "approved", "wording_1": "", "said": "", **told, **changed}


@pytest.mark.requirement("GOV-25")
def test_recusal_is_pre_ticked_from_the_register_and_the_page_says_so(client: Client) -> None:
    council = office.council()
    version = office.version(office.department("msb"))
    office.interest(council.members[1], version.parties.get(role="provider").organisation)
    office.point(council, office.meeting(council), "invest", version=version)
    client.force_login(council.secretary)
    page = in_both(client, "/moeder/2025-03-11/punkt/1/")
    assert "Inhabilitet: 1 medlem har en registreret interesse" in page
    assert "bestyrelsespost" in page
    form = in_both(client, "/moeder/2025-03-11/punkt/1/beslutning/")
    carla = council.mandates[1].pk.hex
    assert f'name="part_{carla}" value="recused" checked' in form
    refused = client.post("/moeder/2025-03-11/punkt/1/beslutning/", decision_form(council)).content.decode()
    assert "Carla Nymose kan ikke deltage" in refused
    unit = Unit.objects.create(organisation=office.department("mso"), code="moeb", name="MØB")
    told = decision_form(
        council,
        **{f"part_{carla}": "recused", "task_1": "MØB følger op", "unit_1": str(unit.pk), "due_1": "2025-05-01"},
    )
    client.post("/moeder/2025-03-11/punkt/1/beslutning/", told)
    assert Participation.objects.get(mandate=council.mandates[1]).part == "recused"
    minutes = in_both(client, "/moeder/2025-03-11/referat/")
    assert "Inhabil" in minutes
    client.post("/moeder/2025-03-11/referat/godkend")
    assert "kan ikke ændres" in in_both(client, "/moeder/2025-03-11/referat/")
    assert "MØB følger op" in in_both(client, "/opfoelgningspunkter/")
    client.post(f"/opfoelgningspunkter/{Task.objects.get().pk}/loest")
    assert Task.objects.get().state == "done"


def test_a_member_confirms_interests_and_answers_in_writing(client: Client) -> None:
    council = office.council()
    meeting = office.meeting(council, timezone.localdate() + timedelta(days=3), in_writing=True)
    office.point(council, meeting)
    birk, _, ditlev = council.members
    client.force_login(birk)
    assert "Bekræft dine interesser for punkt 1" in in_both(client, "/opgaver/")
    client.post(f"/moeder/{meeting.slug}/punkt/1/interesser/", {"has_interest": "no"})
    in_both(client, f"/moeder/{meeting.slug}/punkt/1/svar/")
    client.post(f"/moeder/{meeting.slug}/punkt/1/svar/", {"outcome_1": "approved", "wording": "Enig"})
    assert "Du har svaret skriftligt" in in_both(client, f"/moeder/{meeting.slug}/punkt/1/")
    client.force_login(ditlev)
    client.post(f"/moeder/{meeting.slug}/punkt/1/interesser/", {"has_interest": "yes", "text": "Min søster"})
    client.force_login(council.secretary)
    form = in_both(client, f"/moeder/{meeting.slug}/punkt/1/beslutning/")
    assert f'name="part_{council.mandates[2].pk.hex}" value="recused" checked' in form
    assert "Enig" in form
    client.force_login(made.person("council", name="Uden mandat"))
    assert client.post(f"/moeder/{meeting.slug}/punkt/1/svar/", {"outcome_1": "approved"}).status_code == 404


@pytest.mark.requirement("GOV-25")
def test_whoever_has_said_that_they_step_aside_is_not_asked_for_an_answer_and_gives_none(client: Client) -> None:
    council = office.council()
    meeting = office.meeting(council, timezone.localdate() + timedelta(days=3), in_writing=True)
    point = office.point(council, meeting)
    there = f"/moeder/{meeting.slug}/punkt/1/"
    client.force_login(council.members[0])
    assert "Svar skriftligt på punkt 1" in in_both(client, "/opgaver/")
    client.post(f"{there}interesser/", {"has_interest": "yes", "text": "Min søster"})
    assert "Svar skriftligt" not in in_both(client, "/opgaver/") + in_both(client, there)
    refused = client.post(f"{there}svar/", {"outcome_1": "approved"}).content.decode()
    assert "Du træder til side ved dette punkt og kan ikke svare" in refused
    assert not point.recommended.get().answers.exists()


def test_what_all_who_answered_in_writing_agree_on_is_chosen_when_the_minutes_are_written(client: Client) -> None:
    council = office.council()
    meeting = office.meeting(council, timezone.localdate() + timedelta(days=3), in_writing=True)
    office.point(council, meeting)
    chosen = 'value="approved" checked'
    for member, outcome, is_chosen in zip(
        council.members, ("approved", "approved", "postponed"), (True, True, False), strict=True
    ):
        client.force_login(member)
        client.post(f"/moeder/{meeting.slug}/punkt/1/svar/", {"outcome_1": outcome})
        client.force_login(council.secretary)
        form = client.get(f"/moeder/{meeting.slug}/punkt/1/beslutning/").content.decode()
        assert (chosen in form) is is_chosen, outcome


@pytest.mark.requirement("GOV-23")
def test_a_reader_sees_decisions_that_are_made_and_neither_deliberation_nor_single_votes(client: Client) -> None:
    council = office.council()
    meeting = office.meeting(council)
    office.point(council, meeting, recommendation={"why": "Fortrolig overvejelse"})
    reader = made.person("reader")
    client.force_login(reader)
    assert client.get("/moeder/").status_code == 403
    assert client.get("/moeder/2025-03-11/punkt/1/").status_code == 403
    assert client.get("/moeder/2025-03-11/moedepakke/").status_code == 403
    assert "Et punkt" not in in_both(client, "/beslutninger/")
    office.decided(council, Point.objects.get(), "noted", "took-part", "absent")
    assert "Et punkt" in in_both(client, "/beslutninger/")
    page = in_both(client, f"/beslutninger/{Decision.objects.get().pk}/")
    assert "At det godkendes" in page
    assert not any(name.name in page for name in council.members)
    assert "Fortrolig overvejelse" not in page
    exported = client.get("/beslutninger/eksport.csv").content.decode("utf-8-sig")
    assert "Et punkt" in exported
    assert not any(name.name in exported for name in council.members)
    assert client.get("/soeg/?q=Et+punkt").status_code == 200


@pytest.mark.requirement("LRN-02")
def test_a_projects_visit_to_a_meeting_is_noted_with_its_insights(client: Client) -> None:
    council = office.council()
    meeting = office.meeting(council)
    havnen = made.contract("havnen")
    office.point(council, meeting, kind="visit", contract=havnen)
    point = Point.objects.get()
    point.recommended.all().delete()
    client.force_login(council.secretary)
    in_both(client, "/moeder/2025-03-11/punkt/1/beslutning/")
    client.post("/moeder/2025-03-11/punkt/1/beslutning/", {"said": "Unge fortalte, at tempo er afgørende"})
    visit = Visit.objects.get()
    assert (visit.contract, visit.on, visit.text) == (havnen, office.DAY, "Unge fortalte, at tempo er afgørende")


@pytest.mark.requirement("GOV-15")
def test_the_annual_wheel_shows_themes_and_deliverables_month_by_month(client: Client) -> None:
    council = office.council()
    office.meeting(council, date(2027, 3, 9), theme="Forebyggelse")
    client.force_login(council.secretary)
    client.post("/aarshjul/nyt/", {"title": "Årsrapport", "kind": "deliverable", "month": "3"})
    client.post("/aarshjul/nyt/", {"title": "Kun i 2028", "kind": "deadline", "month": "4", "year": "2028"})
    page = in_both(client, "/aarshjul/?aar=2027")
    assert page.index("Forebyggelse") < page.index("Årsrapport") < page.index("April")
    assert "Kun i 2028" not in page
    assert "Kun i 2028" in text(client, "/aarshjul/?aar=2028")


@pytest.mark.requirement("GOV-16")
def test_obligations_that_outlive_the_councils_mandate_are_named(client: Client) -> None:
    from bundlinje_web.contracts.models import FollowUpDate
    from bundlinje_web.council.actions.take_in_started import take_in_started

    council = office.council()
    version = office.version(office.department("msb"), source="Rådets årsrapport 2024")
    take_in_started(council.asta, version, date(2021, 9, 1), "Rådets årsrapport 2024")
    client.force_login(council.secretary)
    assert "forpligtelser ligger senere" not in in_both(client, "/mandater/")
    FollowUpDate.objects.create(version=version, number=1, cut_off=date(2028, 6, 30))
    page = in_both(client, "/mandater/")
    assert "1. januar 2027" in page
    assert "30. juni 2028" in page
    assert "Birk Overmark" in page


def test_two_who_change_the_same_point_are_told(client: Client) -> None:
    council = office.council()
    office.point(council, office.meeting(council), sent=False)
    client.force_login(council.secretary)
    point = Point.objects.get()
    point.title = "Den andens"
    point.save()
    sent = {"title": "Min", "kind": "decision", "minutes": "15", "text_1": "At", "row_version": "1"}
    page = client.post("/moeder/2025-03-11/punkt/1/ret/", sent).content.decode()
    assert "har ændret det samme" in page
    assert 'value="Min"' in page
