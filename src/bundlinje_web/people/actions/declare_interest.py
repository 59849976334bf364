"""Declare what somebody has to do with an organisation besides the fund."""

from __future__ import annotations

from typing import Any

from bundlinje.problems import Collector, Place, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Interest, Organisation, Person
from bundlinje_web.people.period import Period
from bundlinje_web.people.policy import DECLARE
from bundlinje_web.people.queries import overlapping


@action("people.interest.declared", policy=DECLARE, on="person")
def declare_interest(
    act: Act, person: Person, organisation: Organisation, kind: str, period: Period, text: str = ""
) -> Interest:
    """Declare it, for oneself or, by the secretariat, for somebody else. Raises `Refused`."""
    found = Collector()
    if period.is_none:
        found.add(error("people.problem.period", Place(path="until")))
    same = Interest.objects.filter(person=person, organisation=organisation, kind=kind)
    if same.filter(overlapping(period)).exists():
        found.add(error("people.problem.declared", Place(path="organisation")))
    found.refuse_errors()
    told: dict[str, Any] = {"kind": kind, "since": period.since, "until": period.until}
    made = Interest.objects.create(person=person, organisation=organisation, text=text, **told)
    act.record(made, person=person.pk, organisation=organisation.pk, **told)
    return made
