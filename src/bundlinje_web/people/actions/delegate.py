"""Let another act on one's behalf for a while, by one right of one's own."""

from __future__ import annotations

from typing import Any

from bundlinje.problems import Collector, Place, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Delegation, Grant, Person
from bundlinje_web.people.period import Period
from bundlinje_web.people.policy import DELEGATE
from bundlinje_web.people.queries import lent_already


@action("people.delegation.given", policy=DELEGATE, on="grant")
def delegate(act: Act, grant: Grant, to: Person, period: Period, reason: str = "") -> Delegation:
    """Lend the right to somebody for a period within the right's own. What is lent cannot be lent on.

    Raises `Refused` for oneself, a closed account, a period that is none, has no end or outlives the right, and what
    the same person was lent already.
    """
    found = Collector()
    if to.pk == grant.person_id:
        found.add(error("people.problem.lent_to_oneself", Place(path="to")))
    if not to.is_active:
        found.add(error("people.problem.closed", Place(path="to")))
    if period.is_none or period.until is None:
        found.add(error("people.problem.period", Place(path="until")))
    elif not period.within(Period(grant.since, grant.until)):
        found.add(error("people.problem.outlives", Place(path="until")))
    if lent_already(grant, to, period).exists():
        found.add(error("people.problem.lent", Place(path="to")))
    found.refuse_errors()
    told: dict[str, Any] = {"since": period.since, "until": period.until}
    made = Delegation.objects.create(grant=grant, delegate=to, reason=reason, **told)
    act.record(made, grant=grant.pk, delegate=to.pk, **told)
    return made
