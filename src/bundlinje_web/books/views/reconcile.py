"""What was printed held against the books; a difference explained, and its explanation confirmed by a second person."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bundlinje.fund import Fund
from bundlinje.problems import Refused
from bundlinje.report.reconcile_tables import document, where
from bundlinje_web.books.actions.confirm_write_off import confirm_write_off
from bundlinje_web.books.actions.control import control
from bundlinje_web.books.actions.explain_difference import explain_difference
from bundlinje_web.books.checks import WRONG, Checked, checked, differences_of
from bundlinje_web.books.forms import ConfirmForm, ExplainForm
from bundlinje_web.books.models import Control, Explanation
from bundlinje_web.books.policy import CONFIRM, CONTROL, EXPLAIN
from bundlinje_web.books.shown import fund_crumbs
from bundlinje_web.bridge.explaining import Why
from bundlinje_web.bridge.fund import digest
from bundlinje_web.bridge.fund_numbers import FundNumbers
from bundlinje_web.contracts.beside.folder import as_of, folder, fund
from bundlinje_web.frame.forms import web_problem
from bundlinje_web.frame.grids import number_url, told, value_told, why_told
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now


def _columns(of: Fund) -> tuple[Column, ...]:
    """The columns of the list; each number leads to its reasons."""
    numbers = FundNumbers(of)
    known: dict[str, tuple[Why, Why]] = {}

    def pair(row: Checked) -> tuple[Why, Why]:
        if row.where not in known:
            known[row.where] = numbers.compared(row.one)
        return known[row.where]

    def link(part: str) -> Any:
        return lambda row: number_url(f"fund.check.{row.where}{part}")

    return (
        Column("books.check.where", lambda row: told(where(of, row.one)), link=_explain_url),
        Column("books.check.computed", lambda row: why_told(pair(row)[1]), Kind.TOLD, link=link(":computed")),
        Column("books.check.printed", lambda row: why_told(pair(row)[0]), Kind.TOLD, link=link(":printed")),
        Column("books.check.difference", lambda row: _difference(row, pair(row)[0]), Kind.TOLD, link=link("")),
        Column("books.check.since", lambda row: row.since, Kind.DAY),
        Column("books.check.explanation", _standing),
        Column("books.check.responsible", _responsible),
        Column("books.check.source", lambda row: document(of, row.one)),
    )


def _difference(row: Checked, printed: Why) -> str:
    return value_told(Fraction(row.difference), printed.unit)


def _explain_url(row: Checked) -> str:
    return reverse("reconcile-explain", args=[row.where]) if row.verdict == WRONG else ""


def _standing(row: Checked) -> str:
    if row.verdict != WRONG:
        return say_now(f"books.check.{row.verdict}")
    text = row.explanation.text if row.explanation else ""
    short = f"{text[:80].rstrip()}…" if len(text) > 80 else text
    told = say_now(f"books.check.standing.{row.standing}")
    return f"{told}: {short}" if short else told


def _responsible(row: Checked) -> str:
    if row.explanation is None or row.explanation.responsible is None:
        return say_now("frame.not_stated") if row.verdict == WRONG else ""
    return str(row.explanation.responsible.name)


def reconcile(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Everything printed that can be computed, beside what was computed; what differs comes first."""
    of = fund()
    rows = checked(of)
    kinds = [(kind, say_now(f"books.check.{kind}")) for kind in ("wrong", "rounded", "right")]
    narrowed = Filter("books.filter.stemmer", kinds, lambda rows, kind: [one for one in rows if one.verdict == kind])
    listing = Listing(request, rows, _columns(of), "afstemning", [narrowed], ("where",), empty="books.check.empty")
    title = say_now("books.check.title")
    wrong = [one for one in rows if one.verdict == WRONG]
    context = {
        "title": title,
        "crumbs": fund_crumbs(title),
        "agree": len(rows) - len(wrong),
        "wrong": len(wrong),
        "unexplained": sum(one.standing in ("open", "changed") for one in wrong),
        "day": as_of(of),
        "last": Control.objects.select_related("made_by").first(),
        "may_control": CONTROL.may(request.actor),
    }
    return listing.answer("books/reconcile.html", context)


def again(request: Request) -> HttpResponse:
    """Hold everything against the books anew, and keep what came of it; asked for only to look, it leads back."""
    if request.method == "POST":
        of = fund()
        rows = checked(of)
        found = differences_of(rows)
        control(request.actor, digest(folder()), as_of(of), len(rows) - len(found), found)
        messages.success(request, say_now("books.check.controlled", agree=len(rows) - len(found), wrong=len(found)))
    return redirect("reconcile")


def _one(statement: str) -> Checked:
    """The statement, if it differs. Raises `Http404`."""
    found = next((one for one in checked(fund()) if one.where == statement and one.verdict == WRONG), None)
    if found is None:
        raise Http404(statement)
    return found


def explain(request: Request, statement: str) -> HttpResponse:
    """Read what explains a difference, and explain it; every explanation before stays beside it."""
    row = _one(statement)
    form = ExplainForm(request.POST or None, initial={"key": uuid.uuid4().hex})

    def do(data: Mapping[str, Any]) -> Explanation:
        return explain_difference(request.actor, statement, str(row.difference), data, key=data["key"])

    if request.method == "POST" and form.submit(do) is not None:
        messages.success(request, say_now("books.explain.done"))
        return redirect("reconcile-explain", statement)
    return render(request, "books/explain.html", {**_context(request, row), "form": form})


def _context(request: Request, row: Checked) -> dict[str, Any]:
    of = fund()
    printed, computed = FundNumbers(of).compared(row.one)
    asked = row.explanation if row.standing == "asked" else None
    title = say_now("books.explain.title")
    return {
        "title": title,
        "crumbs": [*fund_crumbs("")[:1], (say_now("books.check.title"), reverse("reconcile")), (title, "")],
        "row": row,
        "where": told(where(of, row.one)),
        "printed": printed,
        "computed": computed,
        "difference": FundNumbers(of).why(f"fund.check.{row.where}"),
        "history": Explanation.objects.filter(statement=row.where).select_related(
            "explained_by", "responsible", "confirmed__confirmed_by"
        ),
        "may_explain": EXPLAIN.may(request.actor),
        "asked": asked,
        "own": asked is not None and str(asked.explained_by_id) == request.actor.person,
        "may_confirm": asked is not None and CONFIRM.may(request.actor),
        "confirm": ConfirmForm(initial={"key": uuid.uuid4().hex}),
    }


def confirm(request: Request, statement: str) -> HttpResponse:
    """Confirm that a difference may stand; asked for only to look, it leads to the explanation."""
    row = _one(statement)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and row.explanation is not None and form.is_valid():
        try:
            confirm_write_off(request.actor, row.explanation, str(row.difference), key=form.cleaned_data["key"])
        except Refused as refused:
            messages.error(request, " ".join(web_problem(one) for one in refused.problems))
        else:
            messages.success(request, say_now("books.explain.confirmed"))
    return redirect("reconcile-explain", statement)
