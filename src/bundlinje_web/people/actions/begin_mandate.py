"""Give somebody a seat on a body for a period."""

from __future__ import annotations

from typing import Any

from bundlinje.problems import Collector, Place, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Body, Mandate, Person
from bundlinje_web.people.period import Period
from bundlinje_web.people.policy import SEAT
from bundlinje_web.people.queries import most_seated, overlapping


@action("people.mandate.began", policy=SEAT)
def begin_mandate(act: Act, body: Body, person: Person, seat: str, period: Period, source: str = "") -> Mandate:
    """Begin it; it is prolonged by one that follows it. `source` is where it was decided.

    Raises `Refused` for a second seat or a second chair at a time, more people than seats, and a period that is none.
    """
    at_once = Mandate.objects.filter(overlapping(period), body=body)
    found = Collector()
    if period.is_none:
        found.add(error("people.problem.period", Place(path="until")))
    if at_once.filter(person=person).exists():
        found.add(error("people.problem.seated", Place(path="person")))
    if seat == Mandate.Seat.CHAIR and at_once.filter(seat=seat).exists():
        found.add(error("people.problem.chaired", Place(path="seat")))
    if body.seats is not None and most_seated(at_once, period.since) >= body.seats:
        found.add(error("people.problem.full", Place(path="person"), seats=body.seats))
    found.refuse_errors()
    made = Mandate.objects.create(
        body=body, person=person, seat=seat, since=period.since, until=period.until, source=source
    )
    told: dict[str, Any] = {"body": body.pk, "person": person.pk, "since": period.since, "until": period.until}
    act.record(made, contract=body.contract, seat=seat, **told)
    return made
