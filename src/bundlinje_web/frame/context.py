"""What the frame of a page needs: who is logged in, the menu, and the same page in the other language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url

from bundlinje_web.acting import ANYONE
from bundlinje_web.frame.found import MenuItem, menu
from bundlinje_web.frame.keeping import kept_here
from bundlinje_web.frame.session import WARN_BEFORE, seconds_left
from bundlinje_web.frame.words import language_now


def _entry(item: MenuItem, path: str) -> dict[str, Any] | None:
    """A place in the menu with its address, marked where the page asked for lies under it."""
    try:
        url = reverse(item.name)
    except NoReverseMatch:
        return None
    return {"code": item.code, "url": url, "active": path.startswith(url), "current": path == url}


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame of every page."""
    actor = getattr(request, "actor", ANYONE)
    mine = sorted((item for item in menu if item.policy.may(actor)), key=lambda item: item.order)
    entries = [(item.more, _entry(item, request.path)) for item in mine]
    return {
        "actor": actor,
        "menu": [entry for more, entry in entries if entry and not more],
        "menu_more": [entry for more, entry in entries if entry and more],
        "language": language_now(),
        "languages": [(code, translate_url(request.get_full_path(), code)) for code in ("da", "en")],
        "kept": kept_here(),
        "seconds_left": seconds_left(request),
        "warn_before": WARN_BEFORE,
        "is_demo": getattr(settings, "IS_DEMO", False),
    }
