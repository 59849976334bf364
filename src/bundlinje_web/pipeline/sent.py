"""A form that was sent and done: what the pages of the pipeline ask before they say so and go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bundlinje_web.frame.forms import PageForm
from bundlinje_web.frame.request import Request


def is_done(request: Request, form: PageForm, do: Callable[[Mapping[str, Any]], object]) -> bool:
    """Do it with what was filled in; whether it was sent and nothing was wrong with it."""
    return request.method == "POST" and form.submit(do) is not None
