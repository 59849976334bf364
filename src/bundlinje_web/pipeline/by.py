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


def known_person(actor: Actor) -> Person:
    """The person behind an actor who has logged in. Raises `Person.DoesNotExist` for a job, `ValueError` for nobody."""
    return Person.objects.get(pk=UUID(actor.person or ""))
