"""Note that somebody who is logged in showed once more who it is, before a step of weight."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Person
from bundlinje_web.people.policy import ENTRANCE


@action("people.login.stepped-up", policy=ENTRANCE)
def note_step_up(act: Act, person: Person, means: str) -> Person:
    """Note it with what was shown."""
    act.record(person, means=means)
    return person
