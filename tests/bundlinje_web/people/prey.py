"""What the attacks on the guards of people are about: rights that run and wait, one that is lent, and a seat."""

from __future__ import annotations

from datetime import date

from tests.bundlinje_web import made

from bundlinje_web.people.models import Body, Delegation, GrantConfirmation, Mandate, Person

EARLY, LATE = date(2020, 1, 1), date(2090, 1, 1)


def prepare() -> tuple[Person, Person, Person]:
    """Three people: the first gave the second two rights, the third confirmed one and is lent it; and a chair."""
    giver, receiver, third = (made.person("access") for _ in range(3))
    for role in ("reader", "auditor"):
        made.grant(receiver, role, since=EARLY, origin="hand", given_by=giver)
    running = receiver.grants.get(role="reader")
    GrantConfirmation.objects.create(grant=running, confirmed_by=third)
    Delegation.objects.create(grant=running, delegate=third, since=EARLY, until=LATE)
    body = Body.objects.create(code="council-of-three", name="Council of three", kind="council", seats=3)
    Mandate.objects.create(body=body, person=made.person("council"), seat="chair", since=EARLY)
    return giver, receiver, third
