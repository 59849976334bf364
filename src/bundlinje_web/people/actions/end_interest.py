"""Say that somebody no longer has an interest: from that day on it keeps nobody from deciding."""

from __future__ import annotations

from datetime import date

from bundlinje.problems import Place, Refused, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Interest, InterestEnd
from bundlinje_web.people.policy import END_INTEREST


@action("people.interest.ended", policy=END_INTEREST, on="interest")
def end_interest(act: Act, interest: Interest, on: date | None = None) -> Interest:
    """End it from today or from `on`.

    Raises `Refused` where it has ended, and for a day before it began or yet to come: an interest is ended when it is
    over, so that nobody steps out of one for the day of a decision.
    """
    day = on or act.today
    if hasattr(interest, "end"):
        raise Refused([error("people.problem.ended")])
    if not interest.since <= day <= act.today:
        raise Refused([error("people.problem.end_day", Place(path="on"))])
    InterestEnd.objects.create(interest=interest, on=day)
    act.record(interest, person=interest.person_id, organisation=interest.organisation_id, on=day)
    return interest
