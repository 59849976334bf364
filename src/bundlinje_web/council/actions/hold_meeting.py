"""Say that a meeting was held."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.models import Meeting
from bundlinje_web.council.policy import DECIDE
from bundlinje_web.frame.wrong import refuse, wrong


@action("council.meeting.held", policy=DECIDE, on="meeting")
def hold_meeting(act: Act, meeting: Meeting) -> Meeting:
    """The meeting is held: minutes are being written. The first decision that is recorded says so by itself."""
    refuse([] if meeting.state == Meeting.SENT else [wrong("council.problem.not_sent")])
    meeting.move(Meeting.HELD)
    act.record(meeting, number=meeting.slug, on=meeting.day, points=meeting.agenda.count())
    return meeting
