"""Put what is ready on the agenda of a meeting, all at once."""

from __future__ import annotations

from collections.abc import Collection

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.agenda import candidates, written
from bundlinje_web.council.models import Meeting
from bundlinje_web.council.policy import PREPARE
from bundlinje_web.frame.wrong import refuse, wrong


@action("council.agenda.proposed", policy=PREPARE, on="meeting")
def propose_agenda(act: Act, meeting: Meeting, chosen: Collection[str] | None = None) -> Meeting:
    """Make points of what is ready for the meeting, or of those chosen by their keys, pre-filled from what is known."""
    ready = [each for each in candidates(meeting, act.today) if chosen is None or each.key in chosen]
    refuse([] if ready else [wrong("council.problem.nothing_chosen")])
    for each in ready:
        written(act, meeting, each.told(), each.recommended)
    act.record(meeting, number=meeting.slug, points=len(ready))
    return meeting
