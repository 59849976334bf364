"""Change a point of an agenda: its text, its subject, its numbered recommendations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.agenda import checked, recommend
from bundlinje_web.council.models import Point
from bundlinje_web.council.policy import PREPARE


@action("council.point.changed", policy=PREPARE, on="point")
def change_point(
    act: Act, point: Point, told: Mapping[str, Any], recommended: Sequence[Mapping[str, Any]], version: int
) -> Point:
    """Save the point as it was written now, until the agenda is sent.

    Raises `Conflict` where somebody saved it meanwhile.
    """
    checked(point.meeting, told, recommended)
    fields = {**told}
    concerns = fields.pop("concerns", None)
    for name, value in fields.items():
        setattr(point, name, value)
    point.written_by_id = act.actor.person
    point.save_if(version)
    if concerns is not None:
        point.concerns.set(concerns)
    recommend(point, recommended)
    act.record(
        point, contract=point.about_contract, meeting=point.meeting.slug, number=point.number, version=point.row_version
    )
    return point
