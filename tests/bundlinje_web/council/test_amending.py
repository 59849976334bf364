"""An amendment of an agreement that runs waits for the same people, until all of them have approved its text."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.bundlinje_web import made
from tests.bundlinje_web.council import office
from tests.bundlinje_web.council.test_start import approved_by, approved_by_all

from bundlinje_web.contracts.models import Version
from bundlinje_web.council import queries
from bundlinje_web.council.actions.approve_formally import approve_formally
from bundlinje_web.council.actions.start_contract import start_contract
from bundlinje_web.people.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def msb() -> Organisation:
    """The department that pays."""
    return office.department("msb")


@pytest.fixture
def amendment(msb: Organisation) -> Version:
    """The second version of an agreement that has started by the first; the premises are the same."""
    council = office.council()
    first = office.version(msb)
    office.ready_to_start(first.contract)
    approved_by_all(council, first)
    start_contract(council.asta, first)
    assert list(queries.on_their_way(council.asta)) == []
    return office.version(msb, of=first.contract)


def test_an_amendment_of_a_running_agreement_waits_for_the_alderman_and_then_the_mayor(
    amendment: Version, msb: Organisation
) -> None:
    alderman, mayor = made.actor(made.person("alderman", "msb")), made.actor(made.person("mayor"))
    (found,) = queries.on_their_way(alderman)
    assert found.version == amendment
    assert [queries.is_mine(alderman, each.step) for each in queries.waiting(found)] == [True]
    approved_by(msb, amendment, amendment.digest)
    (found,) = queries.on_their_way(mayor)
    assert [queries.is_mine(mayor, each.step) for each in queries.waiting(found)] == [True]


def test_what_is_approved_by_all_is_on_its_way_no_more(amendment: Version, msb: Organisation) -> None:
    approved_by(msb, amendment, amendment.digest)
    approve_formally(office.fresh(made.person("mayor")), amendment, amendment.digest)
    assert list(queries.on_their_way(made.actor(made.person("mayor")))) == []


def test_its_page_asks_for_the_approval_and_says_nothing_of_starting(amendment: Version, client: Client) -> None:
    client.force_login(made.person("alderman", "msb"))
    page = client.get(reverse("approval", args=[amendment.pk])).content.decode()
    assert reverse("approve-alderman", args=[amendment.pk]) in page
    assert "Investeringen er i gang" not in page
    assert "Investeringen kan ikke starte" not in page
