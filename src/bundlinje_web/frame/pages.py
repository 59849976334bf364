"""An address of the application: its view, its name, and the policy that says who may open it.

No address stands without a policy: `page` asks for one, and a test goes through every address there is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode

from bundlinje_web.acting import NotAllowed, Policy
from bundlinje_web.frame import keeping
from bundlinje_web.frame.errors import not_allowed, not_so
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.session import renew

View = Callable[..., HttpResponseBase]
METHODS = ("GET", "HEAD", "POST")
"""What pages answer: they are read, and what is written on them is sent."""
_SENT = (302, 303)
"""A form that was taken sends one on."""


class Guarded(Protocol):
    """A view that carries the policy it is opened by."""

    policy: Policy

    def __call__(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the request, or refuse it."""


def guarded(view: View, policy: Policy) -> Guarded:
    """The view, opened only to whom the policy lets.

    A stranger is sent to log in; somebody known who has no role that may gets the page that says so; one whose
    second factor is not fresh is sent to give it and comes back. A method that the page does not answer gets the page
    that says so.
    """

    @wraps(view)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy.may(request.actor):
            return not_allowed(request) if request.actor.is_known else _to_login(request)
        if request.method not in METHODS:
            return not_so(request, METHODS)
        renew(request)
        if (only_kept := keeping.answer(request)) is not None:
            return only_kept
        weighs = policy.step_up and (request.method == "POST" or policy.asks_first)
        if weighs and not request.actor.has_fresh_factor(timezone.now()):
            # The login service keeps what was sent, asks for the factor, and then sends it again.
            raise ReauthenticationRequired
        try:
            with keeping.keeping(request):
                answer = view(request, *args, **kwargs)
        except NotAllowed as refused:
            return not_allowed(request, refused)
        if request.method == "POST" and answer.status_code in _SENT:
            keeping.forget(request)
        return not_so(request, answer.headers["Allow"]) if isinstance(answer, HttpResponseNotAllowed) else answer

    opened.policy = policy  # type: ignore[attr-defined]
    return opened  # type: ignore[return-value]


def _to_login(request: Request) -> HttpResponse:
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")


def page(route: str, view: View, *, name: str, policy: Policy) -> URLPattern:
    """An address with its policy."""
    return path(route, guarded(view, policy), name=name)


def list_page(route: str, view: View, *, name: str, policy: Policy) -> list[URLPattern]:
    """The address of a list and, beside it, those of its exports: the same view, rows and query."""
    return [
        page(route, view, name=name, policy=policy),
        page(f"{route}eksport.<str:export>", view, name=f"{name}-export", policy=policy),
    ]
