"""Put a point on the agenda of a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.agenda import written
from bundlinje_web.council.models import Meeting, Point
from bundlinje_web.council.policy import PREPARE


@action("council.point.added", policy=PREPARE, on="meeting")
def add_point(
    act: Act, meeting: Meeting, told: Mapping[str, Any], recommended: Sequence[Mapping[str, Any]] = ()
) -> Point:
    """Put a point last on the agenda, with its numbered recommendations; until the agenda is sent.

    `told` are the point's own fields; each of `recommended` has `text`, `does`, and for some `amount` or `reason`.
    """
    point = written(act, meeting, told, recommended)
    act.record(point, contract=point.about_contract, meeting=meeting.slug, number=point.number, kind=point.kind)
    return point
