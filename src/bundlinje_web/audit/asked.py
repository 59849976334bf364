"""Which request something was asked for in: a random number that stands in the log, the record and the answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

_asked: ContextVar[str] = ContextVar("asked", default="")


def request_id() -> str:
    """The number of the request being answered; empty where there is none."""
    return _asked.get()


class RequestIds:
    """Middleware that gives each request its number and says it in the answer."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request under its number."""
        token = _asked.set(uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = request_id()
            return response
        finally:
            _asked.reset(token)
