"""Error pages: what happened, whether the work is saved, what to do, and whom to ask. Never anything personal."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bundlinje_web.acting import Actor, NotAllowed
from bundlinje_web.audit.asked import request_id
from bundlinje_web.frame.keeping import kept_at
from bundlinje_web.frame.request import Request

KINDS = (400, 403, 404, 405, 409, 413, 429, 500, 503)


def error_page(request: HttpRequest, status: int, reason: str = "", **values: object) -> HttpResponse:
    """The page for a status; `reason` is a code of words that says more, where there is one."""
    number = request_id() or secrets.token_hex(4)
    if status == 500 and not reason and (at := _kept_at(request)):
        reason, values = "frame.error.kept", {"time": at, "number": number}
    context = {"status": status, "code": f"frame.error.{status}", "reason": reason, "values": values, "number": number}
    return render(request, "frame/error.html", context, status=status)


def _kept_at(request: HttpRequest) -> str:
    """When what somebody wrote on the page was last kept; nothing where it was not, or the database is what failed."""
    try:
        at = kept_at(request) if isinstance(getattr(request, "actor", None), Actor) else None  # type: ignore[arg-type]
    except DatabaseError:
        return ""
    return f"{timezone.localtime(at):%H:%M}" if at else ""


def not_allowed(request: Request, refused: NotAllowed | None = None) -> HttpResponse:
    """The page of somebody who may not; with the reason of an action where it is one of its own."""
    if refused is None or refused.reason in {"unknown", "role", "row", "factor"}:
        return error_page(request, 403)
    return error_page(request, 403, f"{refused.code.partition('.')[0]}.refused.{refused.reason}", **refused.values)


def not_so(request: HttpRequest, methods: Iterable[str] | str) -> HttpResponse:
    """405: the address answers these methods and not the one that was used."""
    answer = error_page(request, 405)
    answer["Allow"] = methods if isinstance(methods, str) else ", ".join(methods)
    return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be understood; 413 where it was only too large."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403: a form that was too old or came from elsewhere, or a page one may not open."""
    return error_page(request, 403)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: a form that was opened so long ago, or from elsewhere, that it is not taken."""
    return error_page(request, 403, "frame.error.too_old")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: no such page, or not one's own."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a mistake of ours."""
    return error_page(request, 500)
