"""What the investments cost and bring a department, year by year and in one page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bundlinje_web.books.departments import WHATS, parts_of, why, years_of
from bundlinje_web.books.shown import fund_crumbs
from bundlinje_web.frame.grids import GridCell, kroner_cell, plain_grid
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import in_language, say_now
from bundlinje_web.people.models import Organisation


def department(request: Request, department: str) -> HttpResponse:
    """A department's own budgets over the years of its investments: what it pays, repays and saves, and the net."""
    found = Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT, code=department).first()
    if found is None:
        raise Http404(department)
    parts = parts_of(request.actor, found)
    heads = [say_now(f"beside.head.{name}") for name in ("year", *WHATS)]
    years = years_of(parts)
    rows = [(GridCell(str(year)), [kroner_cell(why(parts, found, what, year)) for what in WHATS]) for year in years]
    title = say_now("books.department.title", department=str(found))
    grid = plain_grid(say_now("books.department.caption"), heads, rows, [say_now("beside.note.years")])
    cases = {reverse("business-case", args=[part.held.code]): in_language(dict(part.held.titles)) for part in parts}
    context = {"title": title, "grid": grid if rows else None, "cases": cases.items(), "crumbs": fund_crumbs(title)}
    return render(request, "books/department.html", context)
