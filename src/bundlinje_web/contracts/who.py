"""The person behind an act, for the rows that name who did it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from bundlinje_web.people.models import Person

if TYPE_CHECKING:
    from bundlinje_web.audit.act import Act


def person_of(act: Act) -> Person | None:
    """The person who acts; none for a job with a name."""
    try:
        key = UUID(act.actor.person or "")
    except ValueError:
        return None
    return Person.objects.filter(pk=key).first()
