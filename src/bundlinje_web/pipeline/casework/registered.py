"""What cases bring to the pages that gather: what to do next with each, and where they are found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from bundlinje_web.acting import Actor
from bundlinje_web.frame.found import Hit, MenuItem, Task, menu, search, tasks
from bundlinje_web.pipeline.casework.policy import LIST_AREAS, READ, RUN

LONG = timedelta(weeks=6)
"""A case that has waited for so long is asked about: an investment case is made in six to eight weeks."""


def waiting(actor: Actor, today: date) -> Iterator[Task]:
    """For the secretariat: cases that have waited for long."""
    from bundlinje_web.pipeline.models import Case

    for case in RUN.among(actor, Case.objects.filter(waiting_since__lte=today - LONG)):
        weeks = (today - (case.waiting_since or today)).days // 7
        url = reverse("case", args=[case.number])
        yield Task("casework.task.waiting", url, str(case), since=case.waiting_since, values={"weeks": weeks})


def next_steps(actor: Actor, today: date) -> Iterator[Task]:
    """The next step of every case in the analysis that the actor works on and that does not wait."""
    from bundlinje_web.pipeline.casework.next_step import next_step
    from bundlinje_web.pipeline.casework.policy import CHANGE
    from bundlinje_web.pipeline.casework.steps import ANALYSIS, TARGET
    from bundlinje_web.pipeline.models import Case

    cases = (
        Case.objects.filter(state__in=ANALYSIS, waiting_since=None).select_related("contract").prefetch_related("moves")
    )
    for case in CHANGE.among(actor, cases):
        step = next_step(case)
        if step is not None:
            due = case.opened_on + TARGET
            url = step.url or reverse("case", args=[case.number])
            late = due if due >= today else None
            yield Task(f"casework.next.{step.code}", url, str(case), late, step.since, {"step": step.step})


def hits(actor: Actor, words: str) -> Iterator[Hit]:
    """The cases with these words, as far as the actor may read them."""
    from bundlinje_web.pipeline.models import Case

    found = Case.objects.filter(Q(title__icontains=words) | Q(number__icontains=words))
    for case in READ.among(actor, found)[:20]:
        yield Hit("casework.title", str(case), reverse("case", args=[case.number]))


def register() -> None:
    """Say so, once."""
    tasks.register(waiting)
    tasks.register(next_steps)
    search.register(hits)
    menu.register(MenuItem("casework.areas.menu", "areas", LIST_AREAS, 130, more=True))
