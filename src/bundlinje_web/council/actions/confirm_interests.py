"""A member says whether an interest stands in the way of taking part in a point."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.models import Confirmation, Point
from bundlinje_web.council.policy import MEMBER
from bundlinje_web.council.seated import own_mandate
from bundlinje_web.frame.wrong import refuse, wrong


@action("council.interest.confirmed", policy=MEMBER, on="point")
def confirm_interests(act: Act, point: Point, has_interest: bool, text: str = "") -> Confirmation:
    """Confirm it for oneself, once a point; who steps aside is pre-ticked when the decision is recorded."""
    mandate = own_mandate(act, point)
    problems = []
    if has_interest and not text:
        problems.append(wrong("council.problem.which_interest", "text"))
    if Confirmation.objects.filter(point=point, mandate=mandate).exists():
        problems.append(wrong("council.problem.confirmed"))
    refuse(problems)
    confirmation = Confirmation.objects.create(
        point=point, mandate=mandate, has_interest=has_interest, text=text, on=act.today
    )
    act.record(confirmation, meeting=point.meeting.slug, number=point.number, conflict=has_interest)
    return confirmation
