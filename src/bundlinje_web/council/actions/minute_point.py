"""Write the minutes of a point on which nothing is decided."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.models import Contract
from bundlinje_web.council.actions.hold_meeting import hold_meeting
from bundlinje_web.council.models import Meeting, Point
from bundlinje_web.council.policy import DECIDE
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.learning.actions.note_visit import note_visit


@action("council.point.minuted", policy=DECIDE, on="point")
def minute_point(act: Act, point: Point, said: str) -> Point:
    """Write what was said. Of a project's visit it is noted as a visit with its insights as well (LRN-02)."""
    meeting = point.meeting
    refuse([] if meeting.can_decide else [wrong("council.problem.not_sent")])
    first = not point.said
    point.said = said
    point.save()
    contract = Contract.objects.filter(code=point.about_contract).first()
    if first and point.kind == Point.Kind.VISIT and contract is not None:
        note_visit(act.actor, {"contract": contract, "on": meeting.day, "text": said})
    if meeting.state == Meeting.SENT:
        hold_meeting(act.actor, meeting)
    act.record(point, contract=point.about_contract, meeting=meeting.slug, number=point.number)
    return point
