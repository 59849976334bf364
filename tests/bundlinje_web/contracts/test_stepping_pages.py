"""The pages of the steps: walked, saved, two at once, and what is wrong told where it is changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.contracts.test_stepping import FAMILY, sent

from bundlinje_web.audit.models import Record
from bundlinje_web.contracts.models import Contract, Drafting
from bundlinje_web.contracts.views.stepping import ADDRESSES

pytestmark = pytest.mark.django_db(transaction=True)
AT = "/investeringer/familiestuen/aftale"


@pytest.fixture
def contract() -> Contract:
    made_ = made.contract("familiestuen")
    Drafting.objects.create(contract=made_, text=FAMILY)
    return made_


@pytest.fixture
def asta(client: Client) -> Client:
    client.force_login(made.person("secretariat"))
    return client


def _fields(client: Client, address: str) -> tuple[str, dict[str, Any]]:
    page = client.get(address)
    return page.content.decode(), dict(sent(page.context["form"]).lists())


def test_steps_are_walked_from_the_first_to_the_last_and_back_to_all(asta: Client, contract: Contract) -> None:
    page = asta.get(f"{AT}/rediger/?vis=trin").content.decode()
    here = f"{AT}/trin/parter/"
    assert all(f"{AT}/trin/{one}/" in page for one in ADDRESSES.values())
    for _ in ADDRESSES:
        text, told = _fields(asta, here)
        assert "bl-group" in text
        here = asta.post(here, told).headers["Location"]
        assert Drafting.objects.get().text == FAMILY
    assert here == f"{AT}/rediger/?vis=trin"
    assert Record.objects.filter(code="contracts.version.drafted").count() == 0


@pytest.mark.requirement("CON-01")
def test_a_step_is_saved_in_the_text_and_read_aloud_on_its_page(asta: Client, contract: Contract) -> None:
    at = f"{AT}/trin/kapital/"
    _, told = _fields(asta, at)
    told["capital_raadet"], told["stay"] = "2.345.000", "1"
    assert asta.post(at, told).headers["Location"] == at
    assert "2 345 000 kr" in Drafting.objects.get().text
    assert "2.345.000" in asta.get(at).content.decode()
    assert Record.objects.filter(code="contracts.version.drafted").count() == 1


def test_two_who_change_the_same_text_both_keep_their_letters(asta: Client, contract: Contract) -> None:
    at = f"{AT}/trin/kapital/"
    _, told = _fields(asta, at)
    drafting = Drafting.objects.get()
    drafting.text = FAMILY.replace("Opdigtet}}", "Fundet på}}")
    drafting.save()
    told["capital_raadet"] = "9.999.000"
    answer = asta.post(at, told)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "9.999.000" in text
    assert "Fundet på" in text
    assert "2 000 000 kr" in Drafting.objects.get().text


def test_a_mistake_is_told_on_its_step_and_the_steps_without_one_say_so(asta: Client, contract: Contract) -> None:
    Drafting.objects.update(text=FAMILY.replace("{raadet: {amount: 2 000 000 kr", "{ukendt: {amount: 2 000 000 kr"))
    text = asta.get(f"{AT}/trin/kapital/").content.decode()
    assert "Mangler på dette trin" in text
    assert "ukendt" in text


def test_a_text_that_cannot_be_read_leads_to_its_lines(asta: Client, contract: Contract) -> None:
    Drafting.objects.update(text="a: [1")
    assert asta.get(f"{AT}/trin/maal/").headers["Location"] == f"{AT}/rediger/"


def test_the_steps_are_in_english_too_and_only_for_those_who_write(client: Client, contract: Contract) -> None:
    client.force_login(made.person("secretariat"))
    assert "Save and continue" in client.get(f"/en{AT}/trin/maal/").content.decode()
    client.force_login(made.person("reader"))
    assert client.get(f"{AT}/trin/maal/").status_code == 403
