"""Approve the minutes of a meeting: from then on they stand."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.examining import minutes_digest, unfinished
from bundlinje_web.council.models import Meeting
from bundlinje_web.council.policy import APPROVE_MINUTES
from bundlinje_web.frame.wrong import refuse, wrong


@action("council.minutes.approved", policy=APPROVE_MINUTES, on="meeting")
def approve_minutes(act: Act, meeting: Meeting) -> Meeting:
    """Approve and lock them with a digest of all they say; every point has its decision or its text first."""
    problems = [] if meeting.state == Meeting.HELD else [wrong("council.problem.not_held")]
    problems += [wrong("council.problem.unfinished", number=point.number) for point in unfinished(meeting)]
    refuse(problems)
    meeting.minutes_digest = minutes_digest(meeting)
    meeting.move(Meeting.APPROVED)
    act.record(meeting, after=meeting.minutes_digest, number=meeting.slug, digest=meeting.minutes_digest)
    return meeting
