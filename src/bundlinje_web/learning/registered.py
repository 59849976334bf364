"""What learning brings to the pages that gather: its place in the menu, and lessons to the search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from bundlinje_web.acting import Actor
from bundlinje_web.frame.found import Hit, MenuItem, menu, search, suggestions
from bundlinje_web.learning.policy import READ


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


def register() -> None:
    """Say so, once."""
    suggestions.register(fitting)
    menu.register(MenuItem("learning.menu", "lessons", READ, 120, more=True))
    search.register(hits)
