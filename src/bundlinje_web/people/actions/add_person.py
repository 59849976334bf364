"""Take a new person in: somebody who can be given rights. By itself it gives none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje.problems import Collector, Place, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Person
from bundlinje_web.people.policy import KEEP


@action("people.person.added", policy=KEEP)
def add_person(act: Act, told: Mapping[str, Any]) -> Person:
    """Add a person by `email` and `name` and, where known, `organisation`, `unit`, `employee_key` and `language`.

    There is no password: the person sets one through a link in a mail. Raises `Refused` where somebody has the mail
    address or the employee key already.
    """
    found = Collector()
    if Person.objects.filter(email__iexact=told["email"]).exists():
        found.add(error("people.problem.mail_known", Place(path="email")))
    if told.get("employee_key") and Person.objects.filter(employee_key=told["employee_key"]).exists():
        found.add(error("people.problem.key_known", Place(path="employee_key")))
    found.refuse_errors()
    person = Person.objects.create_user(**told)
    act.record(
        person,
        organisation=person.organisation.code if person.organisation else None,
        unit=person.unit.code if person.unit else None,
        origin="hand",
    )
    return person
