"""The page of hours: the cases one takes part in, with what one's own party has laid in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bundlinje.words.numbers import day_short, shortest
from bundlinje_web.acting import Actor
from bundlinje_web.audit import clock
from bundlinje_web.frame.lists import Column, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import language_now, say_now
from bundlinje_web.pipeline.actions.price_hour import price_hour
from bundlinje_web.pipeline.casework.policy import LOG, PRICE_HOURS
from bundlinje_web.pipeline.casework.spent import Spent, priced, summed
from bundlinje_web.pipeline.hours.forms import PriceForm
from bundlinje_web.pipeline.hours.parties import parties_of
from bundlinje_web.pipeline.models import Case, Effort
from bundlinje_web.pipeline.sent import is_done


@dataclass(frozen=True, slots=True)
class Own:
    """A case with what one's own party has laid in it, and the day it last did."""

    case: Case
    spent: Spent
    last: date | None


def own_hours(actor: Actor) -> tuple[Own, ...]:
    """The cases one may log on, those under way first, each with the hours of one's own party."""
    of_own = Effort.objects.filter(party__in=parties_of(actor))
    cases = LOG.among(actor, Case.objects.prefetch_related(Prefetch("efforts", of_own, to_attr="own_efforts")))
    found = (_own(case, case.own_efforts) for case in cases)
    return tuple(sorted(found, key=lambda each: (each.case.is_ended, each.case.number)))


def _own(case: Case, efforts: list[Effort]) -> Own:
    return Own(case, summed(case.number, efforts), max((each.on for each in efforts), default=None))


def _log(each: Own) -> str:
    return reverse("case-log", args=[each.case.number])


def _last(each: Own) -> str:
    return day_short(each.last, language_now()) if each.last else say_now("hours.never")


COLUMNS = (
    Column("board.column.title", lambda each: str(each.case), link=_log),
    Column("board.column.step", lambda each: f"casework.step.{each.case.state}", Kind.CODE),
    Column("board.column.hours", lambda each: shortest(each.spent.hours, 1, language_now())),
    Column("board.column.cost", lambda each: each.spent.cost, Kind.KR),
    Column("hours.last", _last),
)


def hours(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """The cases one takes part in, each with the way to log on it."""
    listing = Listing(request, own_hours(request.actor), COLUMNS, "timer", empty="hours.empty")
    context = {"title": say_now("hours.title"), "lead": say_now("hours.lead")}
    return listing.answer("pipeline/hours/hours.html", {**context, "may_price": PRICE_HOURS.may(request.actor)})


def price(request: Request) -> HttpResponse:
    """What an hour is counted at, what it was before, and a new price."""
    form = PriceForm(request.POST or None, initial={"since": clock.today()})
    key = request.POST.get("key") or uuid4().hex
    if is_done(
        request, form, lambda told: price_hour(request.actor, told["amount"], told["since"], told["source"], key=key)
    ):
        messages.success(request, say_now("hours.price.saved"))
        return redirect("hour-price")
    title = say_now("hours.price.title")
    context = {"title": title, "form": form, "key": key, "prices": priced(), "do": say_now("hours.price.do")}
    crumbs = [(say_now("hours.title"), reverse("hours")), (title, "")]
    lead = say_now("hours.price.lead")
    return render(
        request, "pipeline/hours/price.html", {**context, "crumbs": crumbs, "lead": lead, "back": reverse("hours")}
    )
