"""Note that somebody logged in."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Person
from bundlinje_web.people.policy import ENTRANCE


@action("people.login.succeeded", policy=ENTRANCE)
def note_login(act: Act, person: Person, means: str) -> Person:
    """Note it with what was shown: `password`, `totp`, `recovery-codes`, `webauthn` or `login-service`."""
    act.record(person, means=means)
    return person
