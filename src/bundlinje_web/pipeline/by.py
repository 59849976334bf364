"""The person who acts, for rows that say who did something."""

from __future__ import annotations

from uuid import UUID

from bundlinje_web.acting import Actor
from bundlinje_web.people.models import Person


def person_of(actor: Actor) -> Person | None:
    """The person behind the actor; none for a stranger or a job."""
    try:
        return Person.objects.filter(pk=UUID(actor.person or "")).first()
    except ValueError:
        return None
