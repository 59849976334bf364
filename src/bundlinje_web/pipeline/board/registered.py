"""What the board brings to the pages that gather: its place in the menu, and how many cases are over the target."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from bundlinje_web.acting import Actor
from bundlinje_web.frame.found import KeyNumber, MenuItem, key_numbers, menu
from bundlinje_web.pipeline.casework.policy import READ, RUN


def numbers(actor: Actor, today: date) -> Iterator[KeyNumber]:
    """For the secretariat: cases under way, and how many of them are over the target."""
    from bundlinje_web.pipeline.casework.steps import ANALYSIS, is_over_target
    from bundlinje_web.pipeline.models import Case

    if RUN.may(actor):
        cases = [*READ.among(actor, Case.objects.filter(state__in=ANALYSIS).prefetch_related("moves"))]
        late = sum(1 for case in cases if is_over_target(case, today))
        yield KeyNumber("board.number.analysis", str(len(cases)), reverse("board"))
        yield KeyNumber("board.number.late", str(late), reverse("board"))


def register() -> None:
    """Say so, once."""
    menu.register(MenuItem("board.menu", "board", READ, 20))
    key_numbers.register(numbers)
