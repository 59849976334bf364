"""What the pages of the Council's room share: the way back, and the page of a form."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bundlinje.words.numbers import day as day_in_words
from bundlinje_web.acting import Policy
from bundlinje_web.council.models import Meeting
from bundlinje_web.council.policy import APPROVALS, BODIES, DECISIONS, MANDATES, MEETINGS, TASKS, WHEEL
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import language_now, say_now
from bundlinje_web.people.models import Body


def crumbs(here: str, *before: tuple[str, str]) -> list[tuple[str, str]]:
    """The way from the list of meetings to this page."""
    return [(say_now("council.menu"), reverse("meetings")), *before, (here, "")]


def crumbs_beside(request: Request, here: str, *before: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page that is open to more people than the meetings are: from these only who may read them."""
    way = crumbs(here, *before)
    return way if MEETINGS.may(request.actor) else way[1:]


_TABS: tuple[tuple[str, Policy], ...] = (
    ("meetings", MEETINGS), ("decisions", DECISIONS), ("council-tasks", TASKS), ("approvals", APPROVALS),
    ("wheel", WHEEL), ("bodies", BODIES), ("mandates", MANDATES),
)  # fmt: skip


def tabs_of(request: Request) -> list[tuple[str, str]]:
    """The pages of this room that whoever asks may open."""
    return [(name, reverse(name)) for name, policy in _TABS if policy.may(request.actor)]


def name_of(meeting: Meeting) -> str:
    """What a meeting is called: the body and the day."""
    code = "council.meeting.named_writing" if meeting.in_writing else "council.meeting.named"
    body = "" if meeting.body.kind == Body.Kind.COUNCIL else f" · {meeting.body.name}"
    return say_now(code, day=day_in_words(meeting.day, language_now())) + body


def to_meeting(meeting: Meeting) -> tuple[str, str]:
    """The way to a meeting's page."""
    return name_of(meeting), reverse("meeting", args=[meeting.slug])


def found_meeting(request: Request, slug: str) -> Meeting:
    """A meeting by its address. Raises `Http404`."""
    return MEETINGS.one(request.actor, Meeting.objects.select_related("body"), slug=slug)


def form_page(request: Request, form: PageForm, title: str, do: str, back: str, **more: Any) -> HttpResponse:
    """The page of a form."""
    context = {"form": form, "title": title, "do": do, "back": back, "crumbs": crumbs(title), **more}
    return render(request, more.get("template", "frame/form_page.html"), context)


def fresh_key() -> str:
    """A key for a form: sent twice, it happens once."""
    return uuid.uuid4().hex
