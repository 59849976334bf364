"""End a mandate before its period does."""

from __future__ import annotations

from datetime import date

from bundlinje.problems import Place, Refused, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Mandate, MandateEnd
from bundlinje_web.people.policy import SEAT


@action("people.mandate.ended", policy=SEAT, on="mandate")
def end_mandate(act: Act, mandate: Mandate, on: date, reason: str = "") -> Mandate:
    """End it from that day. Raises `Refused` where it has ended, or for a day outside its period."""
    if hasattr(mandate, "end"):
        raise Refused([error("people.problem.ended")])
    if on < mandate.since or (mandate.until is not None and on > mandate.until):
        raise Refused([error("people.problem.end_day", Place(path="on"))])
    MandateEnd.objects.create(mandate=mandate, on=on, reason=reason)
    act.record(
        mandate,
        contract=mandate.body.contract,
        body=mandate.body_id,
        person=mandate.person_id,
        seat=mandate.seat,
        on=on,
    )
    return mandate
