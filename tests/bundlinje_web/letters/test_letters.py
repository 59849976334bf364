"""Letters: written with what they tell of, sent at least once, wanted or not, and never about anybody."""

from __future__ import annotations

from io import StringIO
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.bundlinje_web import made

from bundlinje_web.audit.models import Record
from bundlinje_web.letters.models import Kind, Letter, Unwanted
from bundlinje_web.letters.sending import Text, post
from bundlinje_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = Text("workplace.mail.many", "/opgaver/", {"n": 3})


@pytest.fixture
def asta() -> Person:
    """Somebody in the secretariat."""
    return made.person("secretariat", name="Asta Lundvig")


def test_a_letter_is_sent_when_what_it_tells_of_stands_and_not_otherwise(asta: Person) -> None:
    with transaction.atomic():
        post(asta, Kind.REMINDER, TEXT, "a")
        transaction.set_rollback(True)
    assert mail.outbox == []
    assert not Letter.objects.exists()
    with transaction.atomic():
        post(asta, Kind.REMINDER, TEXT, "a")
        assert mail.outbox == []
    assert [(each.to, each.subject) for each in mail.outbox] == [([asta.email], "Du har 3 opgaver, der haster")]
    assert Letter.objects.get().sent


def test_the_same_letter_is_written_and_sent_once(asta: Person) -> None:
    for _ in range(2):
        post(asta, Kind.REMINDER, TEXT, "a")
    assert len(mail.outbox) == Letter.objects.count() == 1


def test_it_is_in_the_readers_language_and_leads_to_the_page_in_it(asta: Person) -> None:
    asta.language = "en"
    asta.save()
    post(asta, Kind.REMINDER, TEXT, "a")
    assert mail.outbox[0].subject == "You have 3 urgent tasks"
    assert str(mail.outbox[0].body).endswith("/en/opgaver/")
    with override("en"):
        post(asta, Kind.REMINDER, Text("workplace.mail.one", reverse("tasks"), {"n": 1}), "written in English")
    assert Letter.objects.get(key="written in English").path == "/opgaver/"
    assert str(mail.outbox[1].body).endswith("/en/opgaver/")


def test_what_the_mail_server_does_not_take_waits_and_goes_later_under_the_same_message_id(
    asta: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def broken(self: EmailMessage, **_: Any) -> int:
        tried.append(str(self.extra_headers["Message-ID"]))
        raise SMTPServerDisconnected

    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", broken)
        post(asta, Kind.REMINDER, TEXT, "a")
        said = StringIO()
        call_command("letters", stdout=said)
        assert said.getvalue().split() == ["0", "1"]
    said = StringIO()
    call_command("letters", stdout=said)
    assert said.getvalue().split() == ["1", "0"]
    assert {*tried, str(mail.outbox[0].extra_headers["Message-ID"])} == {tried[0]}
    assert Record.objects.filter(code="workplace.letter.sent").count() == 1


def test_somebody_chooses_which_letters_to_get(client: Client, asta: Person) -> None:
    client.force_login(asta)
    for before in ("", "/en"):
        assert client.get(f"{before}/opgaver/mails/").status_code == 200
    client.post("/opgaver/mails/", {"kinds": ["agenda"]})
    assert set(Unwanted.objects.values_list("kind", flat=True)) == {"reminder", "assessment"}
    post(asta, Kind.REMINDER, TEXT, "a")
    post(asta, Kind.AGENDA, Text("council.mail.agenda", "/moeder/"), "b")
    assert [each.subject for each in mail.outbox] == ["En dagsorden er klar"]
    client.post("/opgaver/mails/", {"kinds": ["agenda", "reminder", "assessment"]})
    assert not Unwanted.objects.exists()
    client.post("/opgaver/mails/", {})
    assert Unwanted.objects.count() == len(Kind)


def test_who_has_left_gets_none(asta: Person) -> None:
    asta.is_active = False
    asta.save()
    assert post(asta, Kind.REMINDER, TEXT, "a") is None


def test_a_letter_tells_a_number_and_a_link_and_nobodys_name(asta: Person) -> None:
    post(asta, Kind.REMINDER, TEXT, "a")
    sent = mail.outbox[0]
    assert asta.name not in f"{sent.subject} {sent.body}"
    assert str(sent.body).splitlines() == ["Se dem her: http://localhost:8000/opgaver/"]
