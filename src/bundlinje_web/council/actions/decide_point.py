"""Write into the minutes what was decided on a point, who took part, and what follows."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.actions.decide import decide
from bundlinje_web.council.actions.hold_meeting import hold_meeting
from bundlinje_web.council.actions.open_task import open_task
from bundlinje_web.council.examining import examined
from bundlinje_web.council.minuting import Minutes
from bundlinje_web.council.models import Meeting, Point
from bundlinje_web.council.policy import DECIDE


@action("council.point.decided", policy=DECIDE, on="point")
def decide_point(act: Act, point: Point, minutes: Minutes) -> Point:
    """Record each numbered outcome with the parts everybody took, carry it out, and give the follow-up to its units.

    Raises `Refused` where an outcome or somebody's part is missing, too few took part, or somebody with an interest is
    said to have taken part.
    """
    examined(point, minutes)
    if point.meeting.state == Meeting.SENT:
        hold_meeting(act.actor, point.meeting)
    if minutes.said:
        point.said = minutes.said
        point.save()
    recommended = {each.number: each for each in point.recommended.all()}
    made = [decide(act.actor, recommended[each.number], each, minutes.parts) for each in minutes.outcomes]
    for follow_up in minutes.follow_up:
        open_task(act.actor, made[0], follow_up)
    act.record(
        point,
        contract=point.about_contract,
        meeting=point.meeting.slug,
        number=point.number,
        decisions=len(made),
        tasks=len(minutes.follow_up),
    )
    return point
