"""Who may open what: a table of roles and pages.

It is made of the policies that the addresses carry, so that it is never out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, get_resolver

from bundlinje_web.acting import EVERYTHING, Policy, Role
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.reach import GIVEN
from bundlinje_web.people.views.crumbs import crumbs


@dataclass(frozen=True, slots=True)
class Row:
    """A page: its address and, for each role, `all`, `own` or `none`; `open` where anybody may."""

    route: str
    cells: tuple[str, ...]


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, Policy]]:
    """Every address with the policy it carries."""
    for each in patterns:
        route = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _addresses(each.url_patterns, route)
        elif policy := getattr(each.callback, "policy", None):
            yield route, policy


def cell(policy: Policy, role: Role) -> str:
    """What a page is to a role: open to anyone, with everything in it, with what is one's own, or closed."""
    if policy.anyone:
        return "open"
    if role not in policy.allows:
        return "none"
    return "all" if policy.allows[role] is EVERYTHING else "own"


def rows() -> tuple[Row, ...]:
    """Every page there is, by address; the exports of a list go with their list."""
    every = _addresses(get_resolver().url_patterns)
    found = {f"/{route}": policy for route, policy in every if "<str:export>" not in route}
    return tuple(Row(route, tuple(cell(policy, role) for role in GIVEN)) for route, policy in sorted(found.items()))


def table(request: Request) -> HttpResponse:
    """The table."""
    title = say_now("people.table.title")
    context = {"title": title, "rows": rows(), "roles": GIVEN, "crumbs": crumbs("people.title", "persons", here=title)}
    return render(request, "people/table.html", context)
