"""Views that are saved, help with spelling, and what happened lately: all of it one's own and what one may see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.bundlinje_web import made
from tests.bundlinje_web.council import office

from bundlinje_web.people.models import Person
from bundlinje_web.workplace.models import SavedView
from bundlinje_web.workplace.registered import examine
from bundlinje_web.workplace.spelling import meant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asta() -> Person:
    """Somebody in the secretariat."""
    return made.person("secretariat", name="Asta Lundvig")


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_list_that_is_narrowed_is_saved_under_a_name_and_found_again(client: Client, asta: Person) -> None:
    client.force_login(asta)
    assert "Gem visning" not in page(client, "/moeder/")
    listed = page(client, "/moeder/?state=planned")
    assert "Gem visning" in listed
    assert "/opgaver/visninger/ny/?til=%2Fmoeder%2F%3Fstate%3Dplanned" in listed
    assert client.get("/opgaver/visninger/ny/?til=/moeder/%3Fstate%3Dplanned").status_code == 200
    told = {"name": "Kommende møder", "address": "/en/moeder/?state=planned"}
    answer = client.post("/en/opgaver/visninger/ny/", told)
    assert answer.headers["Location"] == "/en/moeder/?state=planned"
    assert SavedView.objects.get().address == "/moeder/?state=planned"
    for address in ("/moeder/", "/opgaver/"):
        assert '<a href="/moeder/?state=planned">Kommende møder</a>' in page(client, address)
    assert "Gem visning" not in page(client, "/moeder/?state=planned")
    assert '<a href="/en/moeder/?state=planned">Kommende møder</a>' in page(client, "/en/opgaver/")
    client.post("/opgaver/visninger/ny/", {"name": "Planlagte", "address": "/moeder/?state=planned"})
    assert [view.name for view in SavedView.objects.all()] == ["Planlagte"]


def test_a_view_is_ones_own_and_goes_when_it_is_removed(client: Client, asta: Person) -> None:
    client.force_login(asta)
    client.post("/opgaver/visninger/ny/", {"name": "Kun til mig", "address": "/moeder/?state=planned"})
    view = SavedView.objects.get()
    other = Client()
    other.force_login(made.person("secretariat"))
    assert "Kun til mig" not in page(other, "/moeder/")
    assert other.post(f"/opgaver/visninger/{view.pk}/fjern").status_code == 404
    client.post(f"/opgaver/visninger/{view.pk}/fjern")
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "/findes-ikke/", "/soeg/?q=0101701234"])
def test_neither_an_address_elsewhere_nor_one_with_a_persons_number_is_saved(
    client: Client, asta: Person, address: str
) -> None:
    client.force_login(asta)
    assert client.get("/opgaver/visninger/ny/", {"til": address}).status_code == 302
    answer = client.post("/opgaver/visninger/ny/", {"name": "x", "address": address})
    assert "Siden kan ikke gemmes" in answer.content.decode()
    assert not SavedView.objects.exists()


def test_a_search_is_saved_counted_and_helped_with_spelling_among_what_one_may_see(
    client: Client, asta: Person
) -> None:
    council = office.council()
    office.decided(council, office.point(council, office.meeting(council), title="Familiestuen"))
    client.force_login(asta)
    found = page(client, "/soeg/?q=familiestuen")
    assert "Gem søgning" in found
    assert "Beslutninger (1)" in found
    missed = page(client, "/soeg/?q=famliestuen")
    assert 'Ingen resultater for "famliestuen"' in missed.replace("&quot;", '"')
    assert '<a href="/soeg/?q=familiestuen">' in missed
    assert meant(made.actor(made.person("provider")), "famliestuen") is None


def test_an_auditor_examines_the_chain_each_month_and_nobody_else_is_asked(client: Client, asta: Person) -> None:
    auditor = made.person("auditor")
    client.force_login(auditor)
    assert "Kontrollér kæden for første gang" in page(client, "/opgaver/")
    client.post("/revisionsspor/kontrol")
    assert "Kontrollér" not in page(client, "/opgaver/")
    later = made.actor(auditor)
    today = timezone.localdate()
    assert [each.code for each in examine(later, today + timedelta(days=31))] == ["workplace.todo.examine"]
    assert list(examine(made.actor(asta), today + timedelta(days=31))) == []


def test_who_has_nothing_to_do_is_told_where_to_go(client: Client, db: None) -> None:
    client.force_login(made.person("reader"))
    told = page(client, "/opgaver/")
    assert "Her kan du gå hen" in told
    assert '<a href="/fonden/">' in told


def test_the_first_page_tells_what_happened_lately_to_those_who_may_see_it(client: Client, asta: Person) -> None:
    council = office.council()
    at = office.meeting(council, timezone.localdate() - timedelta(days=3))
    office.decided(council, office.point(council, at, title="Familiestuen"))
    client.force_login(asta)
    assert "Seneste hændelser" in page(client, "/opgaver/")
    assert "Familiestuen" in page(client, "/opgaver/")
    client.force_login(made.person("provider"))
    assert "Familiestuen" not in page(client, "/opgaver/")
