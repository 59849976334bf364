"""What somebody is writing on a page, kept while it is written: by script every few seconds, or by "Gem kladde".

It is found again the next time the same person opens the same page, and forgotten once the page has been sent. What
looks like a number of a person is never kept, nor are passwords, files, and what only holds for one sending.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language

from bundlinje_web.frame.fields import looks_like_cpr
from bundlinje_web.frame.models import Draft
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now

KIND = "page"
ASKED = "_draft"
KEEP, FORGET = "keep", "forget"
_NEVER = ("csrfmiddlewaretoken", "key", "row_version", ASKED)
_LANGUAGE = "_language"
LONGEST = 200_000
"""Characters of one page that are kept; more is nobody's typing."""


@dataclass(slots=True)
class Kept:
    """What is kept of a page: the values of its fields as they were written, when, and in which language."""

    values: Mapping[str, list[str]] = field(default_factory=dict)
    at: datetime | None = None
    language: str = ""
    is_owned: bool = False
    """Whether somebody is known who can find it again."""


_page: ContextVar[Kept | None] = ContextVar("kept", default=None)


def kept_here() -> Kept | None:
    """What is kept of the page being answered; nothing outside a page."""
    return _page.get()


def _about(request: Request) -> str:
    # The address itself is not kept: it may be the secret link of a proposal.
    return hashlib.sha256(request.path.removeprefix("/en").encode()).hexdigest()


def _drafts(request: Request) -> dict[str, Any]:
    return {"kind": KIND, "owner_id": request.actor.person, "about": _about(request)}


@contextmanager
def keeping(request: Request) -> Iterator[None]:
    """While the page is answered its forms find what is kept of it."""
    token = _page.set(_found(request))
    try:
        yield
    finally:
        _page.reset(token)


def _found(request: Request) -> Kept:
    if not request.actor.is_known:
        return Kept()
    draft = Draft.objects.filter(**_drafts(request), expires_at__gt=timezone.now()).first()
    if draft is None or request.method == "POST":
        return Kept(is_owned=True)
    answers = dict(draft.answers)
    return Kept(values=answers, at=draft.changed_at, language=answers.pop(_LANGUAGE, ""), is_owned=True)


def answer(request: Request) -> HttpResponseBase | None:
    """The answer where the page was sent only to be kept, or to be forgotten; nothing where it was really sent."""
    wish = request.POST.get(ASKED) if request.method == "POST" and request.actor.is_known else None
    if wish == FORGET:
        forget(request)
        return redirect(request.get_full_path())
    if wish != KEEP:
        return None
    draft = _keep(request)
    if request.headers.get("X-Draft"):
        return HttpResponse(f"{timezone.localtime(draft.changed_at):%H:%M}", content_type="text/plain")
    messages.success(request, say_now("frame.form.draft_saved", time=f"{timezone.localtime(draft.changed_at):%H:%M}"))
    return redirect(request.get_full_path())


def _keep(request: Request) -> Draft:
    told = {name: values for name, values in request.POST.lists() if name not in _NEVER and "password" not in name}
    kept = {name: [text for text in values if not looks_like_cpr(str(text))] for name, values in told.items()}
    if sum(len(str(text)) for values in kept.values() for text in values) > LONGEST:
        kept = {}
    answers = {**kept, _LANGUAGE: get_language()}
    draft, _ = Draft.objects.update_or_create(**_drafts(request), defaults={"answers": answers})
    return draft


def forget(request: Request) -> None:
    """Forget what is kept of a page: it was sent, or the person wants to begin again."""
    if request.actor.is_known:
        Draft.objects.filter(**_drafts(request)).delete()


def forget_old(now: datetime) -> int:
    """Delete the drafts whose time is up, of pages and of steps, with their files; gives how many there were."""
    old = Draft.objects.filter(expires_at__lte=now)
    number = old.count()
    old.delete()
    return number


def kept_at(request: Request) -> datetime | None:
    """When something was last kept of a page; nothing where nothing is."""
    draft = Draft.objects.filter(**_drafts(request)).first() if request.actor.is_known else None
    return draft.changed_at if draft else None
