"""An invented Council with its members, a meeting, and contracts on their way to start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from tests.bundlinje_web import made

from bundlinje_web.acting import Actor
from bundlinje_web.contracts.models import Contract, PartyRole, StartList, Version
from bundlinje_web.council.actions.add_point import add_point
from bundlinje_web.council.actions.decide_point import decide_point
from bundlinje_web.council.actions.plan_meeting import plan_meeting
from bundlinje_web.council.actions.send_agenda import send_agenda
from bundlinje_web.council.minuting import FollowUp, Minutes, Outcome, Part
from bundlinje_web.council.models import Meeting, Point
from bundlinje_web.people.models import Body, Interest, Mandate, Organisation, Person
from bundlinje_web.people.rights import actor_of
from bundlinje_web.pipeline.models import Proposal, Text

DAY = date(2025, 3, 11)


@dataclass
class Council:
    """The Council with its secretary, its three members, and the mandates they sit by."""

    body: Body
    secretary: Person
    members: list[Person]
    mandates: list[Mandate]

    @property
    def asta(self) -> Actor:
        """The secretary as somebody who acts."""
        return made.actor(self.secretary)


def council(kind: str = "council", code: str = "raadet") -> Council:
    """A body of a chair and two members, and somebody in the secretariat."""
    body = Body.objects.create(code=code, name="Rådet for Sociale Investeringer", kind=kind, seats=3)
    members = [made.person("council", name=name) for name in ("Birk Overmark", "Carla Nymose", "Ditlev Hasselryg")]
    mandates = [
        Mandate.objects.create(body=body, person=person, seat=seat, since=date(2020, 9, 1), until=date(2027, 1, 1))
        for person, seat in zip(members, ("chair", "member", "member"), strict=True)
    ]
    return Council(body, made.person("secretariat", name="Asta Lundvig"), members, mandates)


def meeting(of: Council, day: date = DAY, **more: Any) -> Meeting:
    """A meeting that is planned."""
    return plan_meeting(of.asta, of.body, {"day": day, **more})


def point(of: Council, at: Meeting, does: str = "note", *, sent: bool = True, **told: Any) -> Point:
    """A point with one recommendation, on an agenda that is sent."""
    each = {"text": "At det godkendes", "does": does}
    each |= {name: told.pop(name) for name in ("amount", "reason") if name in told}
    added = add_point(of.asta, at, {"title": "Et punkt", "kind": "decision", **told}, [each])
    if sent:
        send_agenda(of.asta, at)
        at.refresh_from_db()
    return Point.objects.get(pk=added.pk)


def parts(of: Council, *said: str) -> dict[str, Part]:
    """What each member did, those not named took part; a reason comes with whatever else they did."""
    named = [*said, *["took-part"] * (len(of.mandates) - len(said))]
    return {
        str(mandate.pk): Part(part, "" if part == "took-part" else "En grund")
        for mandate, part in zip(of.mandates, named, strict=True)
    }


def decided(
    of: Council, on: Point, outcome: str = "approved", *said: str, follow_up: tuple[FollowUp, ...] = ()
) -> Point:
    """The decision on a point recorded as the members took part."""
    outcomes = tuple(Outcome(each.number, outcome, "Sådan blev det") for each in on.recommended.all())
    return decide_point(of.asta, on, Minutes(outcomes, parts(of, *said), follow_up))


def fresh(person: Person) -> Actor:
    """Somebody who has just given a second factor."""
    return actor_of(person, date(2025, 3, 11), timezone.now())


def department(code: str) -> Organisation:
    """A department of the municipality."""
    return made.organisation(code, "department", name=f"Afdeling {code}")


def provider(name: str = "Lær for Livet") -> Organisation:
    """Somebody who delivers."""
    return made.organisation(name.lower().replace(" ", "-").replace("æ", "ae"), "provider", name=name)


_DIGEST = iter(range(10**6))


def version(*departments: Organisation, of: Contract | None = None, **more: Any) -> Version:
    """A version offered by which the departments bind themselves, with every role an investment demands."""
    head = of or made.contract("havnen")
    number = head.versions.count() + 1
    told = {
        "text": f"contract: {head.code}",
        "digest": f"{next(_DIGEST):064x}",
        "premises": "a" * 64,
        "effective_from": date(2025, 3, number),
        "offered_on": date(2025, 2, 1),
        **more,
    }
    offered = Version.objects.create(contract=head, number=number, **told)
    who = more.get("provider") or Organisation.objects.filter(kind="provider").first() or provider()
    for each in departments:
        PartyRole.objects.create(version=offered, party=each.code, name=each.name, role="authority", organisation=each)
        PartyRole.objects.create(version=offered, party=each.code, name=each.name, role="payer", organisation=each)
    PartyRole.objects.create(version=offered, party=who.code, name=who.name, role="provider", organisation=who)
    PartyRole.objects.create(version=offered, party="raadet", name="Rådet", role="investor")
    return offered


def ready_to_start(of: Contract) -> None:
    """What must be agreed before the first citizen is agreed."""
    day = date(2025, 3, 1)
    StartList.objects.create(contract=of, admission_on=day, registration_on=day, follow_up_on=day)


def interest(person: Person, organisation: Organisation, **more: Any) -> Interest:
    """A board seat."""
    return Interest.objects.create(
        **{"person": person, "organisation": organisation, "kind": "board", "since": date(2020, 1, 1), **more}
    )


def proposal(state: str = "assessed", **more: Any) -> Proposal:
    """A proposal that has come as far as this."""
    sent = Proposal.objects.create(
        **{
            "number": f"2025-{Proposal.objects.count() + 1:03d}",
            "title": "Fra gade til job",
            "source": "organisation",
            "received_on": date(2025, 1, 10),
            **more,
        }
    )
    Text.objects.create(proposal=sent, answers={"what": "En indsats", "target": "Unge"}, digest="b" * 64)
    way = {"received": (), "screened": ("screened",), "assessed": ("screened", "in-assessment", "assessed")}
    for step in way[state]:
        sent.move(step, on=date(2025, 2, 1))
    return sent
