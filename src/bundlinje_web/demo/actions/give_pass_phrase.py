"""Give somebody of the demonstration a pass phrase."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.demo.pass_phrases import stored
from bundlinje_web.demo.policy import TELL
from bundlinje_web.people.models import Person


@action("people.person.changed", policy=TELL)
def give_pass_phrase(act: Act, person: Person, phrase: str) -> Person:
    """Let the person log in with it; the one before no longer works."""
    person.password = stored(phrase)
    person.save(update_fields=["password"])
    act.record(person, fields=["password"])
    return person
