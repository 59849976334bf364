"""A request as every view gets it: with who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from bundlinje_web.acting import Actor


class Request(HttpRequest):
    """A request with the actor that the middleware of people put on it."""

    actor: Actor
