"""What is written on a page is kept while it is written, found again, and forgotten when it has been sent."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from tests.bundlinje_web.made import person

from bundlinje_web.acting import Role
from bundlinje_web.frame.keeping import KIND
from bundlinje_web.frame.models import Draft
from bundlinje_web.frame.session import RENEW_AFTER
from bundlinje_web.learning.forms import THEMES
from bundlinje_web.learning.models import Lesson

pytestmark = pytest.mark.django_db(transaction=True)
ADD = "/laering/ny/"
TEXT = "Bring alle sammen tidligt"


@pytest.fixture
def asta(client: Client) -> Client:
    """Somebody of the secretariat, logged in."""
    client.force_login(person(Role.SECRETARIAT))
    return client


def kept(client: Client, language: str = "", **told: str) -> None:
    client.post(f"{language}{ADD}", {"_draft": "keep", **told})


def test_what_was_kept_is_found_again_on_the_same_page_in_either_language(asta: Client) -> None:
    kept(asta, text=TEXT)
    assert TEXT in asta.get(ADD).content.decode()
    assert TEXT in asta.get(f"/en{ADD}").content.decode()


def test_keeping_makes_nothing_but_the_draft(asta: Client) -> None:
    kept(asta, text=TEXT)
    assert Lesson.objects.count() == 0
    assert Draft.objects.count() == 1


def test_a_person_is_told_when_the_draft_was_kept_and_that_the_page_may_be_closed(asta: Client) -> None:
    answer = asta.post(ADD, {"_draft": "keep", "text": TEXT}, follow=True)
    assert "Kladden er gemt kl. " in answer.content.decode()
    assert "Du kan lukke siden" in answer.content.decode()


def test_a_script_gets_the_time_alone(asta: Client) -> None:
    answer = asta.post(ADD, {"_draft": "keep", "text": TEXT}, headers={"X-Draft": "1"})
    assert answer.content.decode() == f"{timezone.localtime(Draft.objects.get().changed_at):%H:%M}"


def test_what_was_kept_is_nobody_elses(asta: Client) -> None:
    kept(asta, text=TEXT)
    other = Client()
    other.force_login(person(Role.SECRETARIAT))
    assert TEXT not in other.get(ADD).content.decode()


def test_a_page_that_was_sent_keeps_nothing(asta: Client) -> None:
    kept(asta, text=TEXT)
    sent = {"text": TEXT, "theme": THEMES[0], "kind": Lesson.Kind.values[0]}
    assert asta.post(ADD, sent).status_code == 302
    assert Lesson.objects.get().text == TEXT
    assert not Draft.objects.exists()


def test_a_page_with_a_mistake_keeps_what_it_kept(asta: Client) -> None:
    kept(asta, text=TEXT)
    assert asta.post(ADD, {"text": ""}).status_code == 200
    assert Draft.objects.get().answers["text"] == [TEXT]


def test_beginning_again_forgets(asta: Client) -> None:
    kept(asta, text=TEXT)
    asta.post(ADD, {"_draft": "forget"})
    assert TEXT not in asta.get(ADD).content.decode()


@pytest.mark.requirement("CNF-09")
def test_a_number_of_a_person_is_not_kept(asta: Client) -> None:
    kept(asta, text="010190-1234 var med")
    assert "1234" not in str(Draft.objects.get().answers)


def test_the_address_is_kept_as_its_hash_alone(asta: Client) -> None:
    kept(asta, text=TEXT)
    assert "laering" not in Draft.objects.get().about


def test_a_stranger_keeps_nothing(client: Client) -> None:
    kept(client, text=TEXT)
    assert not Draft.objects.exists()


def test_somebody_who_may_not_open_the_page_keeps_nothing_there(client: Client) -> None:
    client.force_login(person(Role.READER))
    kept(client, text=TEXT)
    assert not Draft.objects.exists()


def test_a_draft_whose_time_is_up_is_not_found_again(asta: Client) -> None:
    kept(asta, text=TEXT)
    Draft.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert TEXT not in asta.get(ADD).content.decode()


def test_what_is_never_sent_is_deleted_after_ninety_days_with_its_files_and_nothing_else_is(asta: Client) -> None:
    kept(asta, text=TEXT)
    begun = Draft.objects.create(kind="proposal", secret="0" * 64)
    file = begun.attachments.create(name="bilag.txt", file=ContentFile(b"1", "bilag.txt"), sha256="0" * 64, size=1)
    Draft.objects.filter(pk=begun.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    said = StringIO()
    call_command("drafts", stdout=said)
    assert said.getvalue().strip() == "1"
    assert Draft.objects.get().kind == KIND
    assert not file.file.storage.exists(file.file.name)
    left = Draft.objects.get().expires_at
    assert timedelta(days=89) < left - timezone.now() <= timedelta(days=90)


def test_an_address_with_a_draft_and_a_mistake_of_ours_says_until_when_the_work_is_kept(
    asta: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("invented")

    kept(asta, text=TEXT)
    monkeypatch.setattr("bundlinje_web.learning.views.LessonForm", broken)
    asta.raise_request_exception = False
    said = asta.get(ADD).content.decode()
    assert f"Dit arbejde er gemt frem til kl. {timezone.localtime(Draft.objects.get().changed_at):%H:%M}" in said


def test_a_page_says_how_long_one_is_logged_in_and_how_one_stays(asta: Client) -> None:
    said = asta.get("/opgaver/").content.decode()
    assert "Du bliver logget af om 5 minutter. Dine ændringer er gemt" in said
    assert "Forbliv logget på" in said


def test_whoever_works_is_not_logged_out_while_working(asta: Client) -> None:
    asta.get("/opgaver/")
    session = asta.session
    session["renewed"] -= RENEW_AFTER + 1
    before = session["renewed"]
    session.save()
    asta.get("/opgaver/")
    assert asta.session["renewed"] > before


def test_a_page_opened_soon_after_another_writes_no_session(asta: Client) -> None:
    asta.get("/opgaver/")
    assert "sessionid" not in asta.get("/opgaver/").cookies
