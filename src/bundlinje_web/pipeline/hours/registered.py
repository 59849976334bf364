"""What hours bring to the pages that gather: a place in the menu, and the task of a party that has logged nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from bundlinje_web.acting import Actor, Role
from bundlinje_web.frame.found import MenuItem, Task, menu, tasks
from bundlinje_web.pipeline.casework.policy import CHANGE, LOG

if TYPE_CHECKING:
    from bundlinje_web.pipeline.models import Case

AFTER = timedelta(days=14)
"""How long a case stands in a step before a party that works on it is asked for its hours."""


def to_log(actor: Actor, today: date) -> Iterator[Task]:
    """For those who develop a case: the steps they have logged nothing of, as one task (PP-03)."""
    from bundlinje_web.pipeline.casework.steps import in_step_since

    silent = [case for case in _developed(actor) if in_step_since(case) <= today - AFTER and not _logged(actor, case)]
    if silent:
        values = {"number": len(silent)}
        yield Task("hours.task.log", reverse("hours"), ", ".join(map(str, silent[:2])), values=values)


def _developed(actor: Actor) -> Iterable[Case]:
    """The cases in a step before the intervention that the actor's own party works on."""
    from bundlinje_web.pipeline.models import Case

    developing = (Case.DATA, Case.SAVINGS, Case.REPAYMENT, Case.IMPLEMENTATION)
    cases = Case.objects.filter(state__in=developing).prefetch_related("moves")
    if {Role.OPERATING, Role.PROVIDER} & set(actor.roles):
        return LOG.among(actor, cases)
    return CHANGE.among(actor, cases) if Role.ECONOMIST in actor.roles else ()


def _logged(actor: Actor, case: Case) -> bool:
    """Whether somebody of the actor's own party has logged something in the step the case stands in."""
    from bundlinje_web.pipeline.hours.parties import parties_of

    return case.efforts.filter(party__in=parties_of(actor), step=case.state).exists()


def register() -> None:
    """Say so, once."""
    tasks.register(to_log)
    menu.register(MenuItem("hours.menu", "hours", LOG, 125, more=True))
