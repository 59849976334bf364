"""A point in short: what it asks of the fund, what headroom is left, and whether enough members are left to decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.bundlinje_web.council import office

from bundlinje.money import Ore
from bundlinje_web.council import at_stake
from bundlinje_web.council.at_stake import Room, asked, room_after
from bundlinje_web.council.brief import brief_of
from bundlinje_web.council.models import Confirmation

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_donation_is_taken_off_the_headroom_and_nothing_of_it_counts_as_coming_back(client: Client) -> None:
    council = office.council()
    point = office.point(
        council, office.meeting(council), "donate", proposal=office.proposal(), amount=5_000_000
    )  # fmt: skip
    assert asked(point) == 5_000_000
    room = room_after(point)
    assert room is not None
    assert (room.counted, room.after) == (0, room.before - 5_000_000)
    client.force_login(council.secretary)
    for before in ("", "/en"):
        assert client.get(f"{before}/moeder/2025-03-11/moedepakke/").status_code == 200
        page = client.get(f"{before}/moeder/2025-03-11/punkt/1/").content.decode()
    assert "Headroom if the point is approved" in page


def test_an_investment_counts_the_funds_own_part_and_what_the_rule_lets_count(monkeypatch: pytest.MonkeyPatch) -> None:
    council = office.council()
    version = office.version(office.department("msb"))
    point = office.point(council, office.meeting(council), "invest", version=version)
    assert room_after(point) is None, "the text says no capital: nothing is guessed"
    monkeypatch.setattr(at_stake, "of_the_fund", lambda _: Ore(100_000_000))
    room = room_after(point)
    assert room is not None
    assert room.after == room.before - room.amount + room.counted
    assert room.amount > room.counted > 0


def test_when_the_headroom_is_short_the_page_says_how_much_and_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    council = office.council()
    point = office.point(
        council, office.meeting(council), "donate", proposal=office.proposal(), amount=900_000_000_000
    )  # fmt: skip
    client.force_login(council.members[0])
    page = client.get("/moeder/2025-03-11/punkt/1/").content.decode()
    assert "i råderummet 2025. Vælg et mindre beløb eller et senere år" in page
    room = room_after(point)
    assert room is not None
    assert room.short == -room.after
    assert replace(room, after=Ore(5)).short == 0
    assert isinstance(room, Room)


def test_the_page_says_when_too_few_are_left_to_decide(client: Client) -> None:
    council = office.council()
    version = office.version(office.department("msb"))
    provider = version.parties.get(role="provider").organisation
    office.interest(council.members[0], provider)
    office.interest(council.members[1], provider)
    point = office.point(council, office.meeting(council), "invest", version=version)
    brief = brief_of(point)
    assert (brief.left, brief.quorum, brief.can_decide) == (1, 2, False)
    client.force_login(council.secretary)
    for address in ("/moeder/2025-03-11/punkt/1/", "/moeder/2025-03-11/punkt/1/beslutning/"):
        page = client.get(address).content.decode()
        assert "For få er tilbage til at beslutte: 1 kan deltage, 2 er nødvendige" in page


def test_a_member_reads_the_package_and_confirms_interests_from_it(client: Client) -> None:
    council = office.council()
    meeting = office.meeting(council, timezone.localdate() + timedelta(days=3))
    office.point(council, meeting)
    client.force_login(council.members[0])
    there = f"/moeder/{meeting.slug}/"
    assert "Bekræft dine interesser for punkt 1" in client.get(f"{there}moedepakke/").content.decode()
    answer = client.post(f"{there}punkt/1/interesser/?til=moedepakke", {"has_interest": "no"})
    assert answer.headers["Location"] == f"{there}moedepakke/#punkt-1"
    assert Confirmation.objects.count() == 1
    assert "Du har svaret om dine interesser" in client.get(f"{there}moedepakke/").content.decode()
