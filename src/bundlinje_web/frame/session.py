"""How long somebody stays logged in: each page opened moves the end, and five minutes before it the page says so."""

from __future__ import annotations

import time
from typing import cast

from django.conf import settings
from django.http import HttpRequest

from bundlinje_web.frame.request import Request

_RENEWED = "renewed"
RENEW_AFTER = 600
"""Seconds after which opening a page moves the end of the session; sooner would write at every page."""
WARN_BEFORE = 300
"""Seconds before the end at which the page says that one will be logged out (M30)."""


def renew(request: Request) -> None:
    """Move the end of the session where the last time is a while ago: whoever works is not logged out."""
    now = int(time.time())
    if request.actor.is_known and now - cast(int, request.session.get(_RENEWED, 0)) >= RENEW_AFTER:
        request.session[_RENEWED] = now


def seconds_left(request: HttpRequest) -> int | None:
    """Seconds until one is logged out if nothing more is opened; nothing for a stranger."""
    renewed = request.session.get(_RENEWED) if hasattr(request, "session") else None
    return None if renewed is None else cast(int, renewed) + int(settings.SESSION_COOKIE_AGE) - int(time.time())
