"""Log hours and kroner that a party has spent on a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.by import known_person
from bundlinje_web.pipeline.casework.policy import LOG
from bundlinje_web.pipeline.hours.parties import parties_of
from bundlinje_web.pipeline.models import Case, Effort


@action("pipeline.effort.logged", policy=LOG, on="case")
def log_effort(act: Act, case: Case, told: Mapping[str, Any]) -> Effort:
    """Log it by party and step (PP-03). `told` has party, minutes, cost in øre, and where known step, day and what.

    A mistake is corrected by logging the difference. Raises `Refused` for a day that has not come, nothing spent, or a
    party the actor does not work for.
    """
    minutes, cost, on = told.get("minutes") or 0, told.get("cost") or 0, told.get("on") or act.today
    problems = []
    if not minutes and not cost:
        problems.append(wrong("casework.problem.nothing_spent", "hours"))
    if on > act.today:
        problems.append(wrong("casework.problem.day_ahead", "on"))
    if not parties_of(act.actor).filter(pk=told["party"].pk).exists():
        problems.append(wrong("hours.problem.other_party", "party"))
    refuse(problems)
    effort = Effort.objects.create(
        case=case,
        party=told["party"],
        unit=told.get("unit"),
        step=told.get("step") or case.state,
        minutes=minutes,
        cost=cost,
        on=on,
        by=known_person(act.actor),
        what=told.get("what", ""),
    )
    act.record(
        effort,
        number=case.number,
        party=effort.party.code,
        step=effort.step,
        minutes=effort.minutes,
        amount=effort.cost,
    )
    return effort
