"""The pages of the data keeper: which proposers are to be erased, and erasing one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bundlinje_web.audit import clock
from bundlinje_web.frame.lists import Column, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.pipeline.actions.erase_contact import erase_contact
from bundlinje_web.pipeline.inbox.kept import KEPT_FOR, ended_on, erase_from, to_erase
from bundlinje_web.pipeline.inbox.policy import ERASE
from bundlinje_web.pipeline.models import Proposal


def _link(proposal: Proposal) -> str:
    return reverse("contact-erase", args=[proposal.number])


COLUMNS = (
    Column("inbox.column.number", lambda row: row.number, link=_link),
    Column("inbox.column.title", lambda row: row.title),
    Column("inbox.erase.ended", ended_on, Kind.DAY),
    Column("inbox.erase.due", erase_from, Kind.DAY),
)


def contacts(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """The inquiries whose sender is kept for longer than needed; who that is, is not shown."""
    rows = tuple(to_erase(clock.today()))
    listing = Listing(request, rows, COLUMNS, "kontakter", empty="inbox.erase.empty")
    lead = say_now("inbox.erase.lead", days=KEPT_FOR.days)
    return listing.answer("frame/list_page.html", {"title": say_now("inbox.erase.title"), "lead": lead})


def erase(request: Request, number: str) -> HttpResponse:
    """Say what goes and what stays, and do it; before its time, that it is still needed."""
    proposal = ERASE.one(request.actor, Proposal.objects.all(), number=number)
    is_due = any(each.pk == proposal.pk for each in to_erase(clock.today()))
    if request.method == "POST" and is_due:
        erase_contact(request.actor, proposal, key=f"erase:{proposal.pk}")
        messages.success(request, say_now("inbox.erase.done", number=number))
        return redirect("contacts")
    title = say_now("inbox.erase.one", number=number)
    crumbs = [(say_now("inbox.erase.title"), reverse("contacts")), (number, "")]
    context = {"title": title, "crumbs": crumbs, "proposal": proposal, "is_due": is_due}
    return render(request, "pipeline/inbox/erase.html", context)
