"""A secretary's day: everything is found from the first page, and what is done leaves it."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.bundlinje_web import made
from tests.bundlinje_web.council import office

from bundlinje_web.contracts.models import Version
from bundlinje_web.council.models import Approval, Meeting, Point, Return, Task
from bundlinje_web.council.planning import days_of, next_free
from bundlinje_web.people.models import Body, Mandate, Unit

pytestmark = pytest.mark.django_db(transaction=True)


def to_do(client: Client) -> dict[str, str]:
    """What the first page says is to be done, each with where."""
    page = client.get("/opgaver/").content.decode()
    assert client.get("/en/opgaver/").status_code == 200
    found = re.findall(r'<a href="([^"]+)"><strong>([^<]+)</strong>', page)
    return {html.unescape(words): address for address, words in found}


def opens(client: Client, *addresses: str) -> None:
    """Each page opens in both languages."""
    told = [f"{before}{address}" for before in ("", "/en") for address in addresses]
    assert [address for address in told if client.get(address).status_code != 200] == []


def prepared(client: Client, council: office.Council, version: Version) -> None:
    """The meeting is prepared: the agenda from open cases, the recommendation corrected, the members told."""
    proposing = to_do(client)["Send dagsordenen til mødet"]
    proposed = client.get(to_do(client)["Sæt investeringen på Rådets dagsorden"]).content.decode()
    chosen = re.findall(r'name="chosen" value="([^"]+)"', proposed)
    client.post(proposing, {"chosen": [each for each in chosen if not each.startswith("visit")]})
    there = to_do(client)["Send dagsordenen til mødet"]
    assert "Sæt investeringen på Rådets dagsorden" not in to_do(client)
    number = Point.objects.get(version=version).number
    written = {"title": "Havnen", "kind": "decision", "minutes": "25", "version": str(version.pk), "row_version": "1"}
    written |= {"text_1": "At Rådet godkender", "does_1": "invest", "heading_why": "Unge mangler arbejde"}
    client.post(f"{there}punkt/{number}/ret/", written)
    client.post(f"{there}dagsorden/send")
    assert {each.to[0] for each in mail.outbox} == {member.email for member in council.members}
    assert {each.subject for each in mail.outbox} == {"En dagsorden er klar"}
    assert not any("Havnen" in str(each.body) or "Birk" in str(each.body) for each in mail.outbox)


def followed_up(client: Client, council: office.Council, unit: Unit) -> None:
    """The meeting is followed up: minutes point by point, and something for a unit to do."""
    day = timezone.localdate() + timedelta(3)
    meeting = Meeting.objects.get()
    for point in meeting.agenda:
        there = to_do(client)["Skriv referat af mødet"]
        assert there.endswith(f"/punkt/{point.number}/beslutning/"), "the task leads to the first point without minutes"
        parts = {f"part_{mandate.pk.hex}": "took-part" for mandate in council.mandates}
        outcomes = {f"outcome_{each.number}": "approved" for each in point.recommended.all()}
        follow = {"task_1": "Visitationen aftales", "unit_1": str(unit.pk), "due_1": str(day)}
        told = {**parts, **outcomes, **(follow if point.version_id else {}), "said": "Drøftet"}
        assert client.post(there, told).status_code == 302
    client.post(f"/moeder/{meeting.slug}/referat/godkend")
    assert "Skriv referat af mødet" not in to_do(client)


@pytest.mark.requirement("GOV-12")
def test_a_secretary_prepares_writes_sends_minutes_and_follows_up_from_the_first_page_alone(client: Client) -> None:
    """Recommendations written, a meeting prepared and followed up, and what was agreed followed until it is done."""
    council, today = office.council(), timezone.localdate()
    msb = office.department("msb")
    unit = Unit.objects.create(organisation=msb, code="moeb", name="MØB")
    office.meeting(council, today, agenda_due=today)
    office.proposal()
    version = office.version(msb)
    client.force_login(council.secretary)

    prepared(client, council, version)
    followed_up(client, council, unit)

    # What was agreed is followed: by whom it waits, and what units owe, until it is done.
    assert Approval.objects.get().giver == "council"
    assert "Godkendelse mangler hos Rådmand (Afdeling msb)" in to_do(client)
    economist = Client()
    economist.force_login(made.person("economist", "msb"))
    assert "Følg op på en beslutning" in to_do(economist)
    client.post(f"{to_do(client)['Følg op på en beslutning']}{Task.objects.get().pk}/loest")
    assert "Følg op på en beslutning" not in {**to_do(client), **to_do(economist)}


def test_what_was_closed_by_mistake_is_opened_again_within_ten_minutes_by_the_same_person(client: Client) -> None:
    council = office.council()
    unit = Unit.objects.create(organisation=office.department("msb"), code="moeb", name="MØB")
    point = office.point(council, office.meeting(council))
    office.decided(council, point, follow_up=(office.FollowUp("Ring til leverandøren", unit),))
    client.force_login(council.secretary)
    task = Task.objects.get()
    client.post(f"/opfoelgningspunkter/{task.pk}/loest")
    page = client.get("/opfoelgningspunkter/").content.decode()
    assert "Løst: Ring til leverandøren" in page
    assert "Fortryd (10 minutter)" in page
    other = Client()
    other.force_login(made.person("secretariat"))
    other.post(f"/opfoelgningspunkter/{task.pk}/fortryd")
    assert Task.objects.get().state == Task.DONE
    client.post(f"/opfoelgningspunkter/{task.pk}/fortryd")
    task.refresh_from_db()
    assert (task.state, task.done_on, task.done_by) == (Task.OPEN, None, None)
    client.post(f"/opfoelgningspunkter/{task.pk}/loest")
    Task.objects.update(done_at=timezone.now() - timedelta(minutes=11))
    refused = client.post(f"/opfoelgningspunkter/{task.pk}/fortryd", follow=True).content.decode()
    assert "Det kan ikke fortrydes mere" in refused
    assert Task.objects.get().state == Task.DONE


def test_a_version_sent_back_is_a_task_with_the_reason(client: Client) -> None:
    council = office.council()
    msb = office.department("msb")
    version = office.version(msb)
    office.decided(council, office.point(council, office.meeting(council), "invest", version=version))
    alderman = made.person("alderman", "msb")
    Return.objects.create(
        version=version, giver="alderman", department=msb, digest=version.premises, on=timezone.localdate(),
        by=alderman, reason="Prisen pr. forløb er for høj",
    )  # fmt: skip
    client.force_login(council.secretary)
    assert "Aftalen er returneret af Rådmand (Afdeling msb): Prisen pr. forløb er for høj" in to_do(client)


def test_a_new_meeting_is_the_councils_on_its_next_free_day_with_the_theme_of_the_wheel(client: Client) -> None:
    council = office.council()
    today = timezone.localdate()
    first = next_free(council.body, today)
    assert first in {*days_of(first.year)}
    client.force_login(council.secretary)
    client.post("/aarshjul/nyt/", {"title": "Forebyggelse", "kind": "theme", "month": str(first.month)})
    page = client.get("/moeder/nyt/").content.decode()
    assert f'<option value="{council.body.pk}" selected>' in page
    assert f'value="{first:%Y-%m-%d}"' in page or f'value="{first:%d-%m-%Y}"' in page
    assert "Forebyggelse" in page
    office.meeting(council, first)
    assert next_free(council.body, today) > first


@pytest.mark.requirement("GOV-17", "GOV-27")
def test_a_steering_group_of_a_contract_has_members_meetings_and_minutes_that_they_alone_read(client: Client) -> None:
    council = office.council()
    havnen = made.contract("havnen")
    client.force_login(council.secretary)
    form = client.get("/fora/nyt/?aftale=havnen").content.decode()
    assert "Styregruppe: Havnen" in form
    told = {"kind": "steering", "name": "Styregruppe: Havnen", "code": "styregruppe-havnen", "contract": str(havnen.pk)}
    client.post("/fora/nyt/", {**told, "seats": ""})
    group = Body.objects.get(kind=Body.Kind.STEERING)
    assert group.contract == "havnen"
    members = [made.person("provider", name="Maja Fjordtoft"), made.person("economist", "msb", name="Hjalte Rosenvang")]
    for member, seat in zip(members, ("member", "chair"), strict=True):
        client.post(
            f"/fora/{group.code}/plads/", {"person": str(member.pk), "seat": seat, "since": "2025-01-01", "until": ""}
        )
    assert Mandate.objects.filter(body=group).count() == 2
    meeting = office.meeting(office.Council(group, council.secretary, members, []), date(2025, 3, 12))
    point = office.point(council, meeting)
    opens(client, "/fora/", f"/fora/{group.code}/")
    parts = {f"part_{mandate.pk.hex}": "took-part" for mandate in Mandate.objects.filter(body=group)}
    there = f"/moeder/{meeting.slug}/punkt/{point.number}/beslutning/"
    client.post(there, {**parts, "outcome_1": "noted", "said": "Indtaget er bagud"})
    maja = Client()
    maja.force_login(members[0])
    assert "Indtaget er bagud" not in maja.get(f"/fora/{group.code}/").content.decode()
    client.post(f"/moeder/{meeting.slug}/referat/godkend")
    page = maja.get(f"/fora/{group.code}/").content.decode()
    assert "Indtaget er bagud" in page
    assert "Hjalte Rosenvang" in page
    assert maja.get("/fora/raadet/").status_code == 404
    stranger = Client()
    stranger.force_login(made.person("provider"))
    assert stranger.get(f"/fora/{group.code}/").status_code == 404


def test_a_seat_is_ended_from_the_bodys_page(client: Client) -> None:
    council = office.council()
    client.force_login(council.secretary)
    seat = council.mandates[2]
    assert f"/fora/plads/{seat.pk}/afslut" in client.get("/fora/raadet/").content.decode()
    opens(client, f"/fora/plads/{seat.pk}/afslut", "/fora/raadet/plads/")
    client.post(f"/fora/plads/{seat.pk}/afslut", {"on": str(timezone.localdate()), "reason": "Nyt job"})
    assert hasattr(Mandate.objects.get(pk=seat.pk), "end")


def test_whoever_may_not_read_meetings_is_shown_no_way_to_them(client: Client) -> None:
    council = office.council()
    version = office.version(office.department("msb"))
    office.decided(council, office.point(council, office.meeting(council), "invest", version=version))
    client.force_login(made.person("mayor"))
    decision = version.approvals.get().decision
    for address in ("/godkendelser/", f"/godkendelser/{version.pk}/", f"/beslutninger/{decision.pk}/", "/aarshjul/"):
        page = client.get(address)
        assert page.status_code == 200
        for there in re.findall(r'<a [^>]*href="(/[^"#?]*)', page.content.decode()):
            assert client.get(there, follow=True).status_code == 200, (address, there)


def test_an_approval_is_asked_for_in_one_sentence_with_the_steps_and_what_changed(client: Client) -> None:
    council = office.council()
    msb = office.department("msb")
    version = office.version(msb)
    office.decided(council, office.point(council, office.meeting(council), "invest", version=version))
    made.logged_in(client, made.person("alderman", "msb"))
    for address in (f"/godkendelser/{version.pk}/", f"/godkendelser/{version.pk}/raadmand/godkend"):
        for before in ("/en", ""):
            page = client.get(f"{before}{address}").content.decode()
        assert "Du godkender, at Afdeling msb deltager i Havnen på præmisserne" in page
        assert "Læs aftalen i almindelige sætninger" in page
        assert "Læs beslutningen" in page
    client.post(f"/godkendelser/{version.pk}/raadmand/godkend", {"digest": version.premises, "department": "msb"})
    signing = client.get(f"/godkendelser/{version.pk}/raadmand/godkend").content.decode()
    assert "Intet er ændret siden præmisserne blev godkendt" in signing
