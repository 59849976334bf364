"""Every page about proposals opens in both languages, with all that can stand on it said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.bundlinje_web import made
from tests.bundlinje_web.pipeline import given
from tests.bundlinje_web.pipeline.proposal import ANSWERS, begun, filled_in

from bundlinje_web.frame.models import hashed
from bundlinje_web.pipeline.actions.open_call import Theme, open_call
from bundlinje_web.pipeline.actions.recommend_rejection import recommend_rejection
from bundlinje_web.pipeline.actions.screen import screen
from bundlinje_web.pipeline.actions.take_in_published import Published, take_in_published
from bundlinje_web.pipeline.models import Proposal
from bundlinje_web.pipeline.proposing.codes import plain_code, status_code
from bundlinje_web.pipeline.proposing.forms import STEPS
from bundlinje_web.pipeline.screened import POINTS, Screened

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = ("", "/en")


@pytest.fixture(autouse=True)
def nobody_has_been_here() -> None:
    """The limits of an address are kept in the cache, which outlives a test."""
    cache.clear()


def opens(client: Client, *addresses: str) -> None:
    for before in BOTH:
        for address in addresses:
            assert client.get(before + address).status_code == 200, before + address


def test_every_page_of_the_form_opens_in_both_languages_with_hints_calls_and_mistakes(client: Client) -> None:
    actor, today = made.actor(made.person("secretariat")), timezone.localdate()
    open_call(actor, Theme("Ensomhed", today, today + timedelta(days=9)))
    hinted = {
        "maalgruppen": {"target": "Unge", "unit": "person", "per_year": ""},
        "parterne": {**ANSWERS["parterne"], "agreed": "hoped"},
        "viden": {"evidence": "untried", "untried_because": "Ingen har prøvet"},
        "pris": {"cost_what_1": "Kaffe", "cost_ore_1": "100"},
        "udgifter": {"falls_on": ["unknown"], "no_gain": "on", "would_not_start": "on", "no_budget": "on"},
    }
    secret = filled_in(client, **hinted)
    steps = [f"/forslag/{secret}/{code}/" for code in (*STEPS.codes, "tjek", "gemt")]
    opens(client, "/forslag/", "/forslag/status/", f"/calls/{today.year}-ensomhed/", *steps)
    empty = begun(client)
    for before in BOTH:
        for code in STEPS.codes:
            assert client.post(f"{before}/forslag/{empty}/{code}/", {}).status_code in (200, 302)
        assert client.post(f"{before}/forslag/{empty}/tjek/").status_code == 200
    client.post(f"/forslag/{secret}/tjek/")
    opens(client, f"/forslag/{secret}/kvittering/")


def test_each_state_is_told_to_its_sender_and_to_the_secretariat_in_both_languages(client: Client) -> None:
    secretary = Client()
    secretary.force_login(made.person("secretariat"))
    for nth, state in enumerate(Proposal.MOVES):
        if (way := _way(state)) is None:
            continue
        number, code = f"2024-{nth:03}", status_code(state)
        proposal = Proposal.objects.create(
            number=number, title="Natcafé", source="citizen", reason="immature",
            received_on=timezone.localdate(), status_code=hashed(plain_code(code)),
        )  # fmt: skip
        for step in way:
            given.moved(proposal, step)
        for before in BOTH:
            told = client.post(f"{before}/forslag/status/", {"number": number, "code": code})
            assert number in told.content.decode(), state
        opens(secretary, f"/henvendelser/{number}/")
    opens(secretary, "/henvendelser/", "/henvendelser/tabel-1/")


def _way(to: str) -> list[str] | None:
    """The moves from receipt to a state; none for a state only a report puts something in."""
    ways: dict[str, list[str]] = {Proposal.RECEIVED: []}
    ahead = [Proposal.RECEIVED]
    while ahead:
        here = ahead.pop(0)
        for state in Proposal.MOVES[here]:
            if state not in ways:
                ways[state] = [*ways[here], state]
                ahead.append(state)
    return ways.get(to)


def test_the_pages_of_the_inbox_open_in_both_languages(client: Client) -> None:
    secretary = made.person("secretariat")
    actor = made.actor(secretary)
    secret = filled_in(client)
    client.post(f"/forslag/{secret}/tjek/")
    proposal = Proposal.objects.get()
    answers = {point: {"answer": "unknown", "text": "Spørg dem"} for point in POINTS}
    screen(actor, proposal, Screened(answers, transaction_cost=100, investment=200))
    published = Published("not_stated", 1, timezone.localdate(), "Henvendelse", "12", assumed="Ikke oplyst hvad")
    take_in_published(actor, published)
    client.force_login(secretary)
    here = f"/henvendelser/{proposal.number}/"
    opens(client, "/henvendelser/", "/henvendelser/ny/", "/calls/", "/calls/nyt/", here)
    opens(client, f"{here}screen/", f"{here}indstil-afvisning/", f"{here}slaa-sammen/")
    recommend_rejection(actor, proposal, "other", "Passer ikke")
    opens(client, here, f"/henvendelser/{Proposal.objects.get(published_only=True).number}/", "/opgaver/", "/kalender/")
