"""The page of the audit: who may read it, what it shows and exports, and what it says when the chain is broken."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from tests.bundlinje_web.made import actor, person

from bundlinje_web.acting import ANYONE, NotAllowed, Role
from bundlinje_web.audit.actions.witness_head import witness_head
from bundlinje_web.audit.guarding import register
from bundlinje_web.audit.models import Record, Seal

pytestmark = pytest.mark.django_db
TRAIL = "/revisionsspor/"


@pytest.fixture
def auditor(client: Client) -> Client:
    tora = person(Role.AUDITOR, name="Tora Birkmose")
    witness_head(actor(tora), Seal.objects.latest("number"), "half-year-report")
    client.force_login(tora)
    return client


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.COUNCIL, Role.PROVIDER, Role.ACCESS])
def test_the_trail_is_for_those_who_audit(client: Client, role: Role) -> None:
    client.force_login(person(role))
    assert [client.get(TRAIL).status_code, client.post(f"{TRAIL}kontrol").status_code] == [403, 403]


def test_a_stranger_is_asked_to_log_in(client: Client) -> None:
    assert client.get(TRAIL).status_code == 302


def test_every_action_stands_with_role_place_in_the_chain_and_outcome(auditor: Client) -> None:
    with pytest.raises(NotAllowed):
        witness_head(ANYONE, Seal.objects.latest("number"), "report")
    page = auditor.get(TRAIL).content.decode()
    for words in ("Viste kædens ende uden for systemet", "Tora Birkmose", "Revisor", "Udført", "Afvist", "uden login"):
        assert words in page
    english = auditor.get(f"/en{TRAIL}").content.decode()
    assert "Showed the head of the chain outside" in english


def test_refusals_can_be_shown_alone(auditor: Client) -> None:
    with pytest.raises(NotAllowed):
        witness_head(ANYONE, Seal.objects.latest("number"), "report")
    rows = json.loads(auditor.get(f"{TRAIL}eksport.json?outcome=refused").content)
    assert [row["outcome"] for row in rows] == ["Afvist"]
    assert len(json.loads(auditor.get(f"{TRAIL}eksport.json?outcome=done").content)) == Record.objects.count() - 1


def test_a_row_leads_to_the_version_that_was_acted_on(auditor: Client) -> None:
    record = Record.objects.select_related("seal").latest("seal__number")
    page = auditor.get(f"{TRAIL}{record.seal.number}/").content.decode()
    for digest in (record.after, record.digest, record.seal.digest, record.seal.previous):
        assert digest in page
    assert auditor.get(f"{TRAIL}99999/").status_code == 404


def test_examining_the_chain_says_it_is_whole_and_is_itself_recorded(auditor: Client) -> None:
    page = auditor.post(f"{TRAIL}kontrol", follow=True).content.decode()
    assert "Kæden er hel. " in page
    assert "Kæden er hel: kontrolleret" in page
    assert Record.objects.latest("seal__number").code == "audit.chain.verified"


def test_examining_a_broken_chain_names_the_first_fault_and_is_recorded(auditor: Client) -> None:
    record = Record.objects.select_related("seal").latest("seal__number")
    register.remove(connection)
    Record.objects.filter(pk=record.pk).update(contract="havnen")
    register.install(connection)
    page = auditor.post(f"{TRAIL}kontrol").content.decode()
    assert "Kæden er brudt" in page
    assert f"Det første brud er i blok action/{record.seal.number}." in page
    assert str(record.pk) in page
    assert Record.objects.latest("seal__number").code == "audit.chain.broken"
    assert "Kæden er brudt: kontrolleret" in auditor.get(TRAIL).content.decode()


def test_a_page_of_the_trail_asks_the_database_little(auditor: Client, django_assert_max_num_queries: object) -> None:
    for number in range(30):
        witness_head(actor(person(Role.AUDITOR)), Seal.objects.latest("number"), f"report-{number}")
    with django_assert_max_num_queries(32):  # type: ignore[operator]
        assert auditor.get(TRAIL).status_code == 200
