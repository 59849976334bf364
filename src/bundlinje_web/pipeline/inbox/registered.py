"""What the inbox brings to the pages that gather: its place in the menu, tasks, search and calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from bundlinje_web.acting import Actor
from bundlinje_web.frame.found import Happening, Hit, MenuItem, Task, calendar, menu, search, tasks
from bundlinje_web.pipeline.inbox.policy import ERASE, LIST, SCREEN

SCREEN_WITHIN = timedelta(days=14)
ONWARD_WITHIN = timedelta(days=28)


def due(actor: Actor, today: date) -> Iterator[Task]:  # noqa: ARG001 - every source is asked with the day
    """New inquiries to screen, and screened ones to send on; the secretariat's."""
    from bundlinje_web.pipeline.inbox.waiting import recommended
    from bundlinje_web.pipeline.models import Proposal

    open_ = SCREEN.among(actor, Proposal.objects.filter(published_only=False)).prefetch_related("screenings")
    for row in open_.filter(state=Proposal.RECEIVED, received_on__isnull=False):
        if row.received_on is not None:
            yield _task("inbox.task.new", row, row.received_on + SCREEN_WITHIN, "proposal-screen")
    for row in open_.filter(state=Proposal.SCREENED, received_on__isnull=False):
        if row.received_on is not None and recommended(row) is None:
            yield _task("inbox.task.onward", row, row.received_on + ONWARD_WITHIN, "proposal")


def to_erase(actor: Actor, today: date) -> Iterator[Task]:
    """For the data keeper: proposers who are kept for longer than they are needed, as one task."""
    from bundlinje_web.pipeline.inbox import kept

    if ERASE.may(actor):
        due = [kept.erase_from(each) for each in kept.to_erase(today)]
        if due:
            first = min(day for day in due if day is not None)
            yield Task("inbox.task.erase", reverse("contacts"), since=first, values={"number": len(due)})


def _task(code: str, row: object, by: date, page: str) -> Task:
    number, received = getattr(row, "number", ""), getattr(row, "received_on", None)
    return Task(code, reverse(page, args=[number]), str(row), by, received)


def hits(actor: Actor, words: str) -> Iterator[Hit]:
    """Inquiries with these words in number, title or organisation, as far as the actor may see them."""
    from bundlinje_web.pipeline.models import Proposal

    wanted = Q(number__icontains=words) | Q(title__icontains=words) | Q(organisation__icontains=words)
    for row in LIST.among(actor, Proposal.objects.filter(wanted, published_only=False))[:20]:
        yield Hit("inbox.title", str(row), reverse("proposal", args=[row.number]), row.organisation)


def happenings(actor: Actor, today: date) -> Iterator[Happening]:
    """When open calls close."""
    from bundlinje_web.pipeline.models import Call

    if LIST.may(actor):
        for call in Call.objects.filter(closes__gte=today):
            yield Happening(call.closes, "inbox.happening.call_closes", reverse("calls"), call.title_da)


def register() -> None:
    """Say so, once."""
    menu.register(MenuItem("inbox.menu", "inbox", LIST, 15))
    tasks.register(due)
    tasks.register(to_erase)
    search.register(hits)
    calendar.register(happenings)
