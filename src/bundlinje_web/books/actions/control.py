"""Hold everything that was printed against the books as they are now, and keep what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.books.models import Control
from bundlinje_web.books.policy import CONTROL as MAY_CONTROL
from bundlinje_web.people.rights import person_of


@action("books.fund.read", policy=MAY_CONTROL)
def control(act: Act, inputs: str, as_of: date, agree: int, differences: Mapping[str, str]) -> Control:
    """Keep how much agreed, and every difference with its size."""
    made = Control.objects.create(
        inputs=inputs,
        as_of=as_of,
        agree=agree,
        differences=dict(differences),
        made_by=person_of(act.actor),
        made_on=act.today,
    )
    act.record(made, digest=inputs, as_of=as_of)
    return made
