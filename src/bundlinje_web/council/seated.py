"""The seat somebody acts from: a live mandate on the body a point is put before."""

from __future__ import annotations

from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.act import Act
from bundlinje_web.council.models import Point
from bundlinje_web.council.policy import MEMBER
from bundlinje_web.people.models import Mandate
from bundlinje_web.pipeline.by import person_of


def own_mandate(act: Act, point: Point) -> Mandate:
    """The member's own mandate on the day of the meeting. Raises `NotAllowed` where there is none.

    A seat is personal: whoever acts on somebody's behalf has none by that.
    """
    mandate = point.meeting.body.sitting_on(point.meeting.day).filter(person=person_of(act.actor)).first()
    if mandate is None:
        raise NotAllowed(MEMBER.code, "mandate")
    return mandate
