"""Take a point off an agenda."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.agenda import renumber
from bundlinje_web.council.models import Decision, Point
from bundlinje_web.council.policy import PREPARE
from bundlinje_web.frame.wrong import refuse, wrong


@action("council.point.withdrawn", policy=PREPARE, on="point")
def withdraw_point(act: Act, point: Point, reason: str) -> Point:
    """Take it off, with the reason, as long as nothing on it is decided; those after it move up until it is sent."""
    problems = []
    if point.withdrawn or Decision.objects.filter(recommended__point=point).exists():
        problems.append(wrong("council.problem.decided"))
    refuse(problems)
    point.withdrawn, point.withdrawn_reason = True, reason
    point.save()
    if point.meeting.is_open:
        renumber(point.meeting, [each.pk for each in point.meeting.agenda])
    act.record(point, contract=point.about_contract, meeting=point.meeting.slug, number=point.number)
    return point
