"""What comes in is registered from any source, seen by those who may, merged, recommended, and counted in calls."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from tests.bundlinje_web import made
from tests.bundlinje_web.pipeline import given

from bundlinje.problems import Refused
from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit import clock
from bundlinje_web.audit.models import Record
from bundlinje_web.people.models import Person
from bundlinje_web.pipeline.actions.close_call import close_call
from bundlinje_web.pipeline.actions.open_call import Theme, open_call
from bundlinje_web.pipeline.actions.recommend_rejection import recommend_rejection
from bundlinje_web.pipeline.actions.register import register
from bundlinje_web.pipeline.actions.reject_proposal import reject_proposal
from bundlinje_web.pipeline.actions.screen import screen
from bundlinje_web.pipeline.inbox.registered import due
from bundlinje_web.pipeline.inbox.waiting import age, counts, next_new, waits_for
from bundlinje_web.pipeline.inquiries import Contact, Inquiry
from bundlinje_web.pipeline.models import Assessment, Attachment, Call, Proposal
from bundlinje_web.pipeline.screened import Screened

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = {"title": "Natcafé", "source": "citizen", "what": "Et åbent sted om natten"}


@pytest.fixture
def secretary() -> Person:
    return made.person("secretariat", name="Asta Lundvig")


def came(who: Person, title: str = "Natcafé", day: date | None = None, **more: object) -> Proposal:
    with clock.happening(day or timezone.localdate()):
        return register(made.actor(who), Inquiry(title=title, source="citizen", **more))  # type: ignore[arg-type]


@pytest.mark.requirement("INB-03", "INB-13")
@pytest.mark.parametrize("source", Proposal.Source.values)
def test_an_inquiry_is_registered_by_hand_from_every_source(client: Client, secretary: Person, source: str) -> None:
    client.force_login(secretary)
    answer = client.post("/henvendelser/ny/", {**TOLD, "source": source}, follow=True)
    proposal = Proposal.objects.get()
    assert f"Registreret med nummer {proposal.number}" in answer.content.decode()
    assert (proposal.source, proposal.state) == (source, Proposal.RECEIVED)


def test_whoever_sent_an_idea_while_logged_in_adds_to_it_until_it_is_decided(client: Client) -> None:
    sender = made.person("proposer", name="Xenia Brobakke")
    proposal = came(made.person("secretariat"), answers={"what": "Et åbent sted om natten"})
    Proposal.objects.filter(pk=proposal.pk).update(sender=sender)
    client.force_login(sender)
    there = f"/henvendelser/{proposal.number}/"
    assert f'href="{there}tilfoej/"' in client.get(there).content.decode()
    assert client.post(f"{there}tilfoej/", {"text": " "}).status_code == 200
    for told in ("Vi har fået et lokale", "Og en partner"):
        assert client.post(f"{there}tilfoej/", {"text": told}).status_code == 302
    text = proposal.text
    assert text is not None
    assert (text.number, text.answers["what"]) == (3, "Et åbent sted om natten")
    page = client.get(there).content.decode()
    assert page.index("Vi har fået et lokale") < page.index("Og en partner")
    stranger = Client()
    stranger.force_login(made.person("proposer"))
    assert stranger.get(f"{there}tilfoej/").status_code == 404
    Proposal.objects.get().move(Proposal.WITHDRAWN)
    assert "tilfoej" not in client.get(there).content.decode()
    assert "Idéen er afgjort" in client.post(f"{there}tilfoej/", {"text": "For sent"}).content.decode()


@pytest.mark.requirement("INB-13")
def test_a_department_registers_an_idea_of_its_own(client: Client) -> None:
    client.force_login(made.person("economist", "msb"))
    client.post("/henvendelser/ny/", {**TOLD, "source": "own-search"})
    assert Proposal.objects.get().source == "own-search"


def test_sent_twice_with_the_same_key_it_is_registered_once(client: Client, secretary: Person) -> None:
    client.force_login(secretary)
    for _ in range(2):
        client.post("/henvendelser/ny/", {**TOLD, "key": "0123"})
    assert Proposal.objects.count() == 1


def test_numbers_run_through_a_year_and_begin_anew_the_next(secretary: Person) -> None:
    days = (date(2024, 3, 1), date(2024, 5, 1), date(2025, 1, 2))
    assert [came(secretary, day=day).number for day in days] == ["2024-001", "2024-002", "2025-001"]


def test_the_line_above_the_list_counts_new_waiting_and_long_silent(secretary: Person) -> None:
    today = timezone.localdate()
    old = came(secretary, "Gammel", today - timedelta(days=31))
    came(secretary, "Ny", today)
    found = counts(Proposal.objects.all(), today)
    assert (found.new, found.waiting, found.silent) == (2, 0, 1)
    assert next_new(Proposal.objects.all()) == old
    assert age(old, today) == 31


def test_the_list_filters_by_what_the_address_says_and_exports_the_same(client: Client, secretary: Person) -> None:
    came(secretary, "=HYPERLINK(1)")
    withdrawn = came(secretary, "Fortrudt")
    withdrawn.move(Proposal.WITHDRAWN)
    client.force_login(secretary)
    text = client.get("/henvendelser/?state=received").content.decode()
    assert "HYPERLINK" in text
    assert "Fortrudt" not in text
    exported = client.get("/henvendelser/eksport.csv?state=received").content.decode("utf-8-sig")
    assert "'=HYPERLINK" in exported
    assert "Fortrudt" not in exported


def test_an_inquiry_is_seen_by_the_department_that_is_asked_and_by_no_other(client: Client, secretary: Person) -> None:
    proposal = came(secretary, contact=Contact("Xenia Brobakke", "xenia@broen.example"))
    msb = made.organisation("msb")
    Assessment.objects.create(proposal=proposal, department=msb, asked_on=timezone.localdate(), due=date(2030, 1, 1))
    seen = {}
    for department in ("msb", "mbu"):
        client.force_login(made.person("economist", department))
        answer = client.get(f"/henvendelser/{proposal.number}/")
        seen[department] = answer.status_code
        assert "Xenia" not in answer.content.decode()
    assert seen == {"msb": 200, "mbu": 404}
    client.force_login(secretary)
    assert "Xenia Brobakke" in client.get(f"/henvendelser/{proposal.number}/").content.decode()


def test_a_file_is_saved_and_never_shown_as_a_page(client: Client, secretary: Person) -> None:
    proposal = came(secretary)
    file = Attachment.objects.create(
        proposal=proposal, name="kort.png", file=ContentFile(b"x", "kort.png"), sha256="0" * 64, size=1,
        media_type="image/png",
    )  # fmt: skip
    client.force_login(secretary)
    answer = client.get(f"/henvendelser/{proposal.number}/bilag/{file.pk}/")
    assert answer["Content-Disposition"] == 'attachment; filename="kort.png"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    client.force_login(made.person("economist", "mbu"))
    assert client.get(f"/henvendelser/{proposal.number}/bilag/{file.pk}/").status_code == 404


def test_two_inquiries_about_the_same_are_merged_and_both_stay(client: Client, secretary: Person) -> None:
    first, second = came(secretary, "Natcafé"), came(secretary, "Natcafé igen")
    client.force_login(secretary)
    client.post(f"/henvendelser/{second.number}/slaa-sammen/", {"into": str(first.pk)})
    second.refresh_from_db()
    assert (second.state, second.duplicate_of) == (Proposal.DUPLICATE, first)
    assert Record.objects.get(code="pipeline.proposal.merged").values == {
        "number": second.number,
        "into": first.number,
    }


def test_a_merged_inquiry_takes_no_others(client: Client, secretary: Person) -> None:
    first, second, third = (came(secretary, title) for title in "ABC")
    client.force_login(secretary)
    client.post(f"/henvendelser/{second.number}/slaa-sammen/", {"into": str(first.pk)})
    client.post(f"/henvendelser/{third.number}/slaa-sammen/", {"into": str(second.pk)})
    third.refresh_from_db()
    assert third.state == Proposal.RECEIVED


# --- direct rejection ---


@pytest.mark.requirement("INB-04")
def test_a_direct_rejection_is_recommended_with_its_reason_and_decided_by_the_council(
    client: Client, secretary: Person
) -> None:
    proposal = came(secretary)
    screen(made.actor(secretary), proposal, Screened())
    client.force_login(secretary)
    said = {"reason": "immature", "text": "Idéen er ikke prøvet nogen steder"}
    answer = client.post(f"/henvendelser/{proposal.number}/indstil-afvisning/", said, follow=True)
    assert "Ikke moden nok. Rådet beslutter." in answer.content.decode()
    proposal.refresh_from_db()
    assert (proposal.state, waits_for(proposal)) == (Proposal.SCREENED, "council")
    with pytest.raises(Refused) as refused:
        reject_proposal(made.actor(secretary), proposal, "immature")
    assert [problem.code for problem in refused.value.problems] == ["casework.problem.not_decided"]
    given.decided(proposal, "reject-directly")
    reject_proposal(made.actor(made.person("council")), proposal, "immature", decided_on=date(2026, 3, 11))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == (Proposal.REJECTED_DIRECTLY, "immature")
    assert proposal.decided_on == date(2026, 3, 11)


def test_what_is_not_screened_is_neither_recommended_for_rejection_nor_rejected(secretary: Person) -> None:
    proposal = came(secretary)
    with pytest.raises(Refused):
        recommend_rejection(made.actor(secretary), proposal, "immature", "x")
    with pytest.raises(Refused):
        reject_proposal(made.actor(secretary), proposal, "immature")


def test_a_rejection_needs_a_reason_of_the_list(secretary: Person) -> None:
    proposal = came(secretary)
    screen(made.actor(secretary), proposal, Screened())
    with pytest.raises(Refused):
        reject_proposal(made.actor(secretary), proposal, "politics")


@pytest.mark.parametrize("role", ["economist", "mayor", "reader"])
def test_nobody_but_secretariat_and_council_carries_a_rejection_out(secretary: Person, role: str) -> None:
    proposal = came(secretary)
    with pytest.raises(NotAllowed):
        reject_proposal(made.actor(made.person(role)), proposal, "immature")


# --- calls ---


@pytest.mark.requirement("INB-08")
def test_a_call_is_opened_shown_to_all_and_closed(client: Client, secretary: Person) -> None:
    client.force_login(secretary)
    today = timezone.localdate()
    told = {"title_da": "Unge på ærø", "opens": str(today), "closes": str(today + timedelta(days=30))}
    client.post("/calls/nyt/", told)
    call = Call.objects.get()
    assert call.number == f"{today.year}-unge-paa-aeroe"
    assert "Unge på ærø" in Client().get(f"/calls/{call.number}/").content.decode()
    assert "Unge på ærø" in client.get("/calls/").content.decode()
    client.post(f"/calls/{call.number}/luk")
    call.refresh_from_db()
    assert call.closes < today
    assert "Temaet er lukket" in Client().get(f"/calls/{call.number}/").content.decode()


def test_a_call_ends_after_it_begins_and_is_opened_once(secretary: Person) -> None:
    actor, day = made.actor(secretary), date(2026, 1, 1)
    with pytest.raises(Refused):
        open_call(actor, Theme("Ensomhed", day, day - timedelta(days=1)))
    open_call(actor, Theme("Ensomhed", day, day))
    with pytest.raises(Refused):
        open_call(actor, Theme("Ensomhed", day, day))


def test_a_call_that_is_not_open_is_not_closed(secretary: Person) -> None:
    actor = made.actor(secretary)
    call = open_call(actor, Theme("Ensomhed", date(2020, 1, 1), date(2020, 2, 1)))
    with pytest.raises(Refused):
        close_call(actor, call)


# --- what to do next ---


def test_a_new_inquiry_is_a_task_of_the_secretariat_until_it_is_screened(secretary: Person) -> None:
    proposal, today = came(secretary), timezone.localdate()
    actor = made.actor(secretary)
    assert [task.code for task in due(actor, today)] == ["inbox.task.new"]
    screen(actor, proposal, Screened())
    assert [task.code for task in due(actor, today)] == ["inbox.task.onward"]
    recommend_rejection(actor, proposal, "immature", "x")
    assert list(due(actor, today)) == []
    assert list(due(made.actor(made.person("council")), today)) == []
