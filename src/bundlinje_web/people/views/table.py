"""Who may what: a table of roles and of what each policy lets do, with the pages it opens.

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
from bundlinje_web.said import sayings


@dataclass(frozen=True, slots=True)
class Row:
    """Something one may: the policy's code, its words, the pages it opens, and for each role how far.

    A cell is `all`, `own` or `none`; `weighs` says that it asks to be shown once more who one is.
    """

    code: str
    words: str
    routes: tuple[str, ...]
    cells: tuple[str, ...]
    weighs: bool


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, Policy]]:
    """Every address with the policy it carries."""
    for each in patterns:
        route = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _addresses(each.url_patterns, route)
        elif policy := getattr(each.callback, "policy", None):
            yield route, policy


def cell(policy: Policy, role: Role) -> str:
    """How far a role may: with everything, with what is one's own, or not at all."""
    if role not in policy.allows:
        return "none"
    return "all" if policy.allows[role] is EVERYTHING else "own"


def rows() -> tuple[Row, ...]:
    """Everything one may that is not open to anyone, by its words; the exports of a list go with their list."""
    pages: dict[str, list[str]] = {}
    policies: dict[str, Policy] = {}
    for route, policy in _addresses(get_resolver().url_patterns):
        if not policy.anyone and "<str:export>" not in route:
            policies.setdefault(policy.code, policy)
            pages.setdefault(policy.code, []).append(f"/{route}")
    found = (_row(policy, pages[code]) for code, policy in policies.items())
    return tuple(sorted(found, key=lambda row: row.words.casefold()))


def _row(policy: Policy, pages: list[str]) -> Row:
    words = say_now(f"may.{policy.code}") if policy.code in sayings("may") else policy.code
    cells = tuple(cell(policy, role) for role in GIVEN)
    return Row(policy.code, words, tuple(sorted(pages)), cells, policy.step_up)


def table(request: Request) -> HttpResponse:
    """The table."""
    title = say_now("people.table.title")
    context = {"title": title, "rows": rows(), "roles": GIVEN, "crumbs": crumbs("people.title", "persons", here=title)}
    return render(request, "people/table.html", context)
