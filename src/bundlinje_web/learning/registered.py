"""What learning brings to the pages that gather: its place in the menu, and lessons to the search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from bundlinje_web.acting import Actor, Role
from bundlinje_web.contracts.policy import READ as READ_CONTRACT
from bundlinje_web.frame.found import Hit, MenuItem, Task, menu, search, suggestions, tasks
from bundlinje_web.frame.words import in_language
from bundlinje_web.learning.policy import READ

_TAKES_OVER = {Role.ECONOMIST, Role.OPERATING, Role.EVALUATOR}
"""Who writes down what is taken over: the department, its operating unit, and the evaluator."""


def hits(actor: Actor, words: str) -> Iterator[Hit]:
    """The lessons with these words, as far as the actor may read them."""
    from bundlinje_web.learning.models import Lesson

    for lesson in READ.among(actor, Lesson.objects.filter(text__icontains=words))[:20]:
        yield Hit("learning.title", lesson.text[:120], reverse("lesson", args=[lesson.pk]), lesson.advice[:200])


def fitting(actor: Actor, area: str, step: str, words: Iterable[str]) -> Iterator[Hit]:
    """The lessons that fit a new case, as far as the actor may read lessons (LRN-05)."""
    from bundlinje_web.learning import queries

    if READ.may(actor):
        for lesson in queries.fitting(area, step, words):
            url = reverse("lesson", args=[lesson.pk])
            yield Hit("learning.title", lesson.advice or lesson.text, url, lesson.text if lesson.advice else "")


def to_write(actor: Actor, today: date) -> Iterator[Task]:
    """For those who worked with a project that is over: what the next offer takes over from it (LRN-06)."""
    from bundlinje_web.learning import queries

    if not _TAKES_OVER & set(actor.roles):
        return
    unlearnt = list(READ_CONTRACT.among(actor, queries.unlearnt(today)).order_by("code"))
    if unlearnt:
        there = f"{reverse('lesson-add')}?projekt={unlearnt[0].pk}&tema={queries.AFTER}"
        titles = ", ".join(in_language(contract.titles) for contract in unlearnt)
        yield Task("learning.task.after", there, titles)


def to_visit(actor: Actor, today: date) -> Iterator[Task]:
    """For the secretariat: running projects the Council has not met, as one task (LRN-02)."""
    from bundlinje_web.learning import queries

    if Role.SECRETARIAT in actor.roles and (number := queries.unvisited(today).count()):
        yield Task("learning.task.visit", reverse("visits"), values={"number": number})


def register() -> None:
    """Say so, once."""
    tasks.register(to_write)
    tasks.register(to_visit)
    suggestions.register(fitting)
    menu.register(MenuItem("learning.menu", "lessons", READ, 120, more=True))
    search.register(hits)
