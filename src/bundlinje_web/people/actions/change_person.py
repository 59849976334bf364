"""Correct a person's name, mail address or place of work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje.problems import Place, Refused, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.audit.rows import Conflict
from bundlinje_web.people.models import Person
from bundlinje_web.people.policy import KEEP


@action("people.person.changed", policy=KEEP, on="person")
def change_person(act: Act, person: Person, told: Mapping[str, Any], version: int) -> Person:
    """Save what is told of the person. Raises `Refused` where another has the mail address.

    Raises `Conflict` where somebody saved the person meanwhile.
    """
    if Person.objects.filter(email__iexact=told.get("email", person.email)).exclude(pk=person.pk).exists():
        raise Refused([error("people.problem.mail_known", Place(path="email"))])
    changed = [name for name, value in told.items() if getattr(person, name) != value]
    values = {name: told[name] for name in changed}
    if not Person.objects.filter(pk=person.pk, row_version=version).update(**values, row_version=version + 1):
        raise Conflict(person)
    person.refresh_from_db()
    act.record(person, fields=changed)
    return person
