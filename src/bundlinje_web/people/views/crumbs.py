"""The way back from a page of people."""

from __future__ import annotations

from django.urls import reverse

from bundlinje_web.frame.words import say_now


def crumbs(code: str, name: str, *between: tuple[str, str], here: str) -> list[tuple[str, str]]:
    """From the list, through the pages between, to this one."""
    return [(say_now(code), reverse(name)), *between, (here, "")]
