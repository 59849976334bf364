"""Note that a login failed."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Person
from bundlinje_web.people.policy import ENTRANCE


@action("people.login.failed", policy=ENTRANCE)
def note_failure(act: Act, person: Person | None, means: str, reason: str) -> Person | None:
    """Note it with why: `credentials`, `factor`, `unknown` to the office, or `closed`. What was typed is not kept."""
    act.record(person, means=means, reason=reason)
    return person
