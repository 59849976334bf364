"""What the workplace itself brings to the first page: the chain is examined at least once a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from bundlinje_web.acting import Actor, Role
from bundlinje_web.audit.policy import READ, VERIFY
from bundlinje_web.frame.found import MenuItem, Task, menu, saved_views, tasks
from bundlinje_web.workplace import saved
from bundlinje_web.workplace.policy import KNOWN

EXAMINED_EACH = timedelta(days=30)
_EXAMINED = ("audit.chain.verified", "audit.chain.broken")


def examine(actor: Actor, today: date) -> Iterator[Task]:
    """The auditor's: the chain was not examined the last thirty days, or never."""
    from bundlinje_web.audit.models import Record

    if not VERIFY.may(actor) or Role.AUDITOR not in actor.roles:
        return
    last = Record.objects.filter(code__in=_EXAMINED).order_by("seal__number").last()
    if last is None:
        yield Task("workplace.todo.examine_first", reverse("trail"))
    elif today - last.happened_on > EXAMINED_EACH:
        yield Task("workplace.todo.examine", reverse("trail"), since=last.happened_on)


def register() -> None:
    """Say so, once."""
    menu.register(MenuItem("workplace.menu.tasks", "tasks", KNOWN, 10))
    menu.register(MenuItem("workplace.menu.calendar", "calendar", KNOWN, 110, more=True))
    menu.register(MenuItem("audit.page.menu", "trail", READ, 120, more=True))
    saved_views.register(saved.saved_views)
    tasks.register(examine)
