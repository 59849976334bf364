"""The start page, search, calendar and reminders gather what the rooms bring, for one actor at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from bundlinje_web.acting import ANYONE, Actor
from bundlinje_web.frame import found
from bundlinje_web.frame.found import Happening, Hit, Task
from bundlinje_web.people.models import Grant, Person
from bundlinje_web.workplace.calendar import days_of, feed, folded
from bundlinje_web.workplace.tasks import grouped, tasks_of, urgency

TODAY = date(2026, 3, 2)


@pytest.fixture
def asta(db: None) -> Person:
    person = Person.objects.create_user("asta@fonden.example", name="Asta Lundvig")
    Grant.objects.create(
        person=person, role="secretariat", scope="all", since=date(2020, 1, 1), origin=Grant.Origin.INSTALLATION
    )
    return person


def task(due: date | None, subject: str = "", code: str = "workplace.tasks.one") -> Task:
    return Task(code, "/sager/2026-001/", subject, due)


def test_tasks_are_urgent_this_week_or_later_by_their_day() -> None:
    days = {None: "week", TODAY - timedelta(1): "urgent", TODAY + timedelta(2): "urgent", TODAY + timedelta(3): "week"}
    assert {due: urgency(task(due), TODAY) for due in days} == days
    assert urgency(task(TODAY + timedelta(8)), TODAY) == "later"


def test_groups_without_tasks_are_left_out() -> None:
    assert [group.code for group in grouped([task(TODAY + timedelta(30)), task(None)], TODAY)] == ["week", "later"]


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> None:
    def tasks(actor: Actor, today: date) -> Iterator[Task]:
        if actor.is_known:
            yield task(today + timedelta(5), "Havnen")
            yield task(today - timedelta(1), "Lær for Livet")

    def days(actor: Actor, today: date) -> Iterator[Happening]:
        yield Happening(today + timedelta(9), "frame.name", "/moeder/", "Møde; med, tegn")

    def hits(actor: Actor, words: str) -> Iterator[Hit]:
        if actor.is_known and words.casefold() in "havnen":
            yield Hit("workplace.menu.tasks", "Havnen", "/investeringer/havnen/", "Unge i Havnegade")

    monkeypatch.setattr(found.tasks, "_all", [tasks])
    monkeypatch.setattr(found.calendar, "_all", [days])
    monkeypatch.setattr(found.search, "_all", [hits])


def test_what_is_due_first_stands_first(sources: None) -> None:
    known = Actor("somebody")
    assert [each.subject for each in tasks_of(known, TODAY)] == ["Lær for Livet", "Havnen"]
    assert tasks_of(ANYONE, TODAY) == ()


def test_the_start_page_says_what_to_do_next(client: Client, asta: Person, sources: None) -> None:
    client.force_login(asta)
    text = client.get("/opgaver/").content.decode()
    assert "Du har 2 opgaver." in text
    assert "Haster" in text
    assert text.index("Lær for Livet") < text.index("Havnen")


def test_a_stranger_is_asked_to_log_in_and_comes_back(client: Client, db: None) -> None:
    answer = client.get("/opgaver/")
    assert answer.status_code == 302
    assert answer["Location"] == "/konto/login/?next=%2Fopgaver%2F"


def test_a_search_is_sent_and_then_stands_in_the_address(client: Client, asta: Person, sources: None) -> None:
    client.force_login(asta)
    answer = client.post("/soeg/", {"q": "havn"})
    assert answer["Location"] == "/soeg/?q=havn"
    text = client.get("/soeg/?q=havn").content.decode()
    assert "<mark>Havn</mark>en" in text


@pytest.mark.requirement("CNF-09")
def test_a_search_for_something_like_a_persons_number_is_refused_and_not_told_again(
    client: Client, asta: Person
) -> None:
    client.force_login(asta)
    answer = client.post("/soeg/", {"q": "010190-1234"})
    assert answer.status_code == 400
    assert "010190" not in answer.content.decode()
    assert client.get("/soeg/?q=0101901234")["Location"] == "/soeg/"


def test_the_feed_is_read_by_its_secret_address_and_a_new_one_closes_the_old(
    client: Client, asta: Person, sources: None
) -> None:
    old = f"/kalender/{asta.calendar_key}.ics"
    assert "BEGIN:VEVENT" in client.get(old).content.decode()
    client.force_login(asta)
    client.post("/kalender/ny-adresse")
    assert client.get(old).status_code == 404


def test_a_feed_has_no_line_longer_than_programs_must_read(sources: None) -> None:
    text = feed(days_of(ANYONE, TODAY), "Fonden " * 30, "http://localhost")
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert text.count("BEGIN:VEVENT") == 1
    assert "".join(folded("æ" * 100)).replace(" ", "") == "æ" * 100


@pytest.mark.django_db(transaction=True)
def test_reminders_hold_a_number_and_a_link_and_come_once_a_day(asta: Person, sources: None) -> None:
    call_command("remind")
    call_command("remind")
    (sent,) = mail.outbox
    assert sent.subject == "Du har 1 opgave, der haster"
    assert "Livet" not in sent.body
    assert sent.body.endswith("/opgaver/")


@pytest.mark.parametrize("path", ["/", "/was/", "/privatliv/", "/en/", "/en/was/"])
def test_the_public_pages_open_for_everybody(client: Client, db: None, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert ('<html lang="en">' in answer.content.decode()) == path.startswith("/en/")


def test_a_page_that_is_not_there_says_what_to_do(client: Client, db: None) -> None:
    answer = client.get("/findes-ikke/")
    assert answer.status_code == 404
    assert "Siden findes ikke" in answer.content.decode()
