"""What learning brings to the pages that gather: its place in the menu, and lessons to the search."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from bundlinje_web.acting import Actor
from bundlinje_web.frame.found import Hit, MenuItem, menu, search
from bundlinje_web.learning.policy import READ


def hits(actor: Actor, words: str) -> Iterator[Hit]:
    """The lessons with these words, as far as the actor may read them."""
    from bundlinje_web.learning.models import Lesson

    for lesson in READ.among(actor, Lesson.objects.filter(text__icontains=words))[:20]:
        yield Hit("learning.title", lesson.text[:120], reverse("lesson", args=[lesson.pk]), lesson.advice[:200])


def register() -> None:
    """Say so, once."""
    menu.register(MenuItem("learning.menu", "lessons", READ, 120, more=True))
    search.register(hits)
