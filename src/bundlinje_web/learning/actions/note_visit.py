"""Write down that a project was visited, and what the Council learnt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.learning.models import Visit
from bundlinje_web.learning.policy import KEEP
from bundlinje_web.people.rights import person_of


@action("learning.visit.noted", policy=KEEP)
def note_visit(act: Act, told: Mapping[str, Any]) -> Visit:
    """Note a visit of a project: its day and the insight it gave (LRN-02)."""
    visit = Visit.objects.create(**told, by=person_of(act.actor))
    act.record(visit, contract=visit.contract.code, on=visit.on)
    return visit
