"""Cancel a meeting."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.models import Meeting
from bundlinje_web.council.policy import PREPARE
from bundlinje_web.frame.wrong import refuse, wrong


@action("council.meeting.cancelled", policy=PREPARE, on="meeting")
def cancel_meeting(act: Act, meeting: Meeting, reason: str) -> Meeting:
    """Cancel a meeting that has not been held; what stood on its agenda is ready for another."""
    refuse([] if Meeting.CANCELLED in Meeting.MOVES[meeting.state] else [wrong("council.problem.over")])
    meeting.cancelled_reason = reason
    meeting.move(Meeting.CANCELLED)
    act.record(meeting, number=meeting.slug)
    return meeting
