"""Change the order of an agenda."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.agenda import renumber
from bundlinje_web.council.models import Meeting
from bundlinje_web.council.policy import PREPARE
from bundlinje_web.frame.wrong import refuse, wrong


@action("council.agenda.ordered", policy=PREPARE, on="meeting")
def order_agenda(act: Act, meeting: Meeting, order: Sequence[UUID]) -> Meeting:
    """Number the points anew in this order, which names each of them once; until the agenda is sent."""
    problems = [] if meeting.is_open else [wrong("council.problem.sent")]
    if {each.pk for each in meeting.agenda} != set(order) or len(order) != len(set(order)):
        problems.append(wrong("council.problem.agenda_changed"))
    refuse(problems)
    renumber(meeting, order)
    act.record(meeting, number=meeting.slug, points=len(order))
    return meeting
