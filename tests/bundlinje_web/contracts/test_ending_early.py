"""An agreement that the parties end before time: what it then settles, the amendment that says so, and the note."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.council import office
from tests.bundlinje_web.pipeline import given

from bundlinje_web.audit.models import Record
from bundlinje_web.bridge.explaining import How
from bundlinje_web.contracts.actions.take_in_version import take_in_version
from bundlinje_web.contracts.early import would_settle
from bundlinje_web.contracts.models import Contract, Drafting, Event

pytestmark = pytest.mark.django_db(transaction=True)

CODE = "sammen-om-diabetes"
TEXT = (Path(__file__).parents[3] / "examples" / "aarhus" / "contracts" / f"{CODE}.yaml").read_text("utf-8")
RUNNING = re.sub(r"(?m)^  on_date: 2024-12-15\n", "", TEXT)
ADDRESS = f"/investeringer/{CODE}/udgang/ended-early/"
LAST = date(2024, 12, 15)


@pytest.fixture
def asta(client: Client) -> Client:
    """The secretary; the agreement runs, and its text says what an early end pays, but of no such day."""
    person = made.person("secretariat")
    take_in_version(made.actor(person), CODE, RUNNING, date(2021, 1, 1), source="Offentlig")
    given.happened(Contract.objects.get(code=CODE), "started", date(2021, 3, 1))
    return made.logged_in(client, person)


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.requirement("PRC-12")
def test_an_early_end_has_its_own_settlement_which_is_the_published_one(asta: Client) -> None:
    said = read(asta, f"{ADDRESS}?dag={LAST}")
    assert "er opfølgning 2 (31. december 2024) den sidste. Den afregnes med 9.044.000 kr." in said
    assert "Gruppens langtidsblodsukker" in said
    assert "Sundhed og Omsorg, Aarhus Kommune betaler 9.044.000 kr." in said


def test_every_amount_of_the_settlement_opens_down_to_what_was_earned(asta: Client) -> None:
    found = would_settle(Contract.objects.get(code=CODE), LAST)
    assert found.total.how is How.SUM
    assert sum((part.value or Fraction(0) for part in found.total.parts), Fraction(0)) == Fraction(904_400_000)
    page = asta.get(f"{ADDRESS}?dag={LAST}").content.decode()
    links = re.findall(rf'href="(/[^"]*early\.{CODE}\.2024-12-15[^"]*)"', page)
    assert len(links) == len(found.opened) + 2
    for link in links:
        assert "kr." in read(asta, link)


def test_somebody_who_may_not_end_it_finds_no_such_number(asta: Client, client: Client) -> None:
    client.force_login(made.person("reader"))
    assert client.get(f"/tal/early.{CODE}.2024-12-15/").status_code == 404
    assert client.get(f"/tal/early.{CODE}.i-morgen/").status_code == 404


def test_the_amendment_begins_as_the_text_with_the_day_in_it_and_every_other_letter_kept(asta: Client) -> None:
    answer = asta.post(f"{ADDRESS}?dag={LAST}", {"write": "1"})
    assert answer["Location"].endswith("/aftale/rediger/")
    text = Drafting.objects.get().text
    assert "2024-12-15" in text
    assert re.sub(r"(?m)^  on_date: 2024-12-15\n", "", text) == RUNNING


@pytest.mark.requirement("PRC-12")
def test_an_end_is_noted_only_on_the_day_that_the_signed_text_says(asta: Client) -> None:
    told = {"on": LAST, "outcome": "stopped", "reason": "Parterne er enige.", "key": "slut"}
    refused = asta.post(ADDRESS, told).content.decode()
    assert "Aftalen siger ikke, at den slutter" in refused
    assert not Event.objects.filter(kind="ended-early").exists()
    take_in_version(
        made.actor(made.person("secretariat")), CODE, TEXT, date(2024, 12, 1), "Enige om at slutte", "Offentlig"
    )
    assert asta.post(ADDRESS, told | {"on": date(2024, 12, 16), "key": "dagen-efter"}).status_code == 200
    assert asta.post(ADDRESS, told).status_code == 302
    event = Event.objects.get(kind="ended-early")
    assert event.on == LAST
    assert Record.objects.get(code="contracts.contract.ended-early").contract == CODE


def test_a_text_that_cannot_be_made_out_says_so_on_the_page(client: Client) -> None:
    person = made.person("secretariat")
    office.version(of=made.contract("havnen"))
    client.force_login(person)
    assert client.get(f"/tal/early.havnen.{LAST}/").status_code == 404
    assert client.get(f"/investeringer/havnen/udgang/ended-early/?dag={LAST}").status_code == 200


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        (re.sub(r"(?ms)^ends_early:.*?(?=^\S)", "", TEXT), LAST, "Aftalen siger ikke, hvad der betales"),
        (RUNNING, date(2026, 1, 1), "Der er ingen opfølgning den dag eller senere"),
    ],
)
def test_what_cannot_be_settled_says_why_and_what_to_do(client: Client, text: str, day: date, said: str) -> None:
    person = made.person("secretariat")
    take_in_version(made.actor(person), CODE, text, date(2021, 1, 1), source="Offentlig")
    given.happened(Contract.objects.get(code=CODE), "started", date(2021, 3, 1))
    client.force_login(person)
    assert said in read(client, f"{ADDRESS}?dag={day}")
