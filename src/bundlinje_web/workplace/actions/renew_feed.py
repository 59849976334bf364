"""Give somebody's calendar feed a new secret address: the old one answers no more."""

from __future__ import annotations

import uuid

from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Person
from bundlinje_web.people.rights import person_of
from bundlinje_web.workplace.policy import KNOWN


@action("people.person.changed", policy=KNOWN)
def renew_feed(act: Act) -> Person:
    """Give the actor's own feed a new address."""
    person = person_of(act.actor)
    if person is None:
        raise NotAllowed(KNOWN.code, "role")
    person.calendar_key = uuid.uuid4()
    person.save(update_fields=["calendar_key"])
    act.record(person, fields=["calendar"])
    return person
