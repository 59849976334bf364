"""The page that explains a number."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from bundlinje_web.books.numbers import explained
from bundlinje_web.frame.grids import told
from bundlinje_web.frame.request import Request


def number(request: Request, code: str) -> HttpResponse:
    """A number: what it is, what it is made of, and where each part stands. Printed as it is."""
    why = explained(request.actor, code.removesuffix("/"), request.GET)
    query = {name: value for name, value in request.GET.items() if value}
    title = told(why.label)
    return render(request, "books/number.html", {"why": why, "title": title[:1].upper() + title[1:], "query": query})
