"""The pages of the year: the annual wheel, and the mandates with what outlives them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje_web.council.actions.plan_wheel import plan_wheel
from bundlinje_web.council.actions.remove_from_wheel import remove_from_wheel
from bundlinje_web.council.forms import WheelForm
from bundlinje_web.council.models import Meeting, WheelEntry
from bundlinje_web.council.policy import PREPARE, WHEEL
from bundlinje_web.council.queries import seats_of
from bundlinje_web.council.views.shared import crumbs_beside, form_page, tabs_of
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.models import Body

MONTHS = range(1, 13)


def _year(request: Request) -> int:
    asked = request.GET.get("aar", "")
    return int(asked) if asked.isdigit() and len(asked) == 4 else timezone.localdate().year


def wheel(request: Request) -> HttpResponse:
    """A year month by month: meetings with their themes, deliverables and deadlines (GOV-15)."""
    year = _year(request)
    entries = WHEEL.among(request.actor, WheelEntry.objects.select_related("unit")).filter(year__in=(year,))
    always = WHEEL.among(request.actor, WheelEntry.objects.select_related("unit")).filter(year=None)
    meetings = Meeting.objects.filter(day__year=year).exclude(state=Meeting.CANCELLED).select_related("body")
    months = [
        (
            month,
            [each for each in meetings if each.day.month == month],
            sorted([each for each in (*entries, *always) if each.month == month], key=lambda each: each.day or 0),
        )
        for month in MONTHS
    ]
    title = say_now("council.wheel.titled", year=str(year))
    context = {
        "title": title,
        "months": months,
        "before": year - 1,
        "after": year + 1,
        "may_prepare": PREPARE.may(request.actor),
        "tabs": tabs_of(request),
        "crumbs": crumbs_beside(request, title),
    }
    return render(request, "council/wheel.html", context)


def add_wheel(request: Request) -> HttpResponse:
    """Put something in the wheel."""
    form = WheelForm(request.POST or None)
    if request.method == "POST" and form.submit(lambda told: plan_wheel(request.actor, told)) is not None:
        messages.success(request, say_now("council.wheel.saved"))
        return redirect("wheel")
    title = say_now("council.wheel.add")
    return form_page(request, form, title, say_now("council.wheel.save"), reverse("wheel"))


def remove_wheel(request: Request, entry_id: UUID) -> HttpResponse:
    """Take something out of the wheel."""
    if request.method == "POST":
        remove_from_wheel(request.actor, PREPARE.one(request.actor, WheelEntry.objects.all(), pk=entry_id))
        messages.success(request, say_now("council.wheel.removed"))
    return redirect("wheel")


def mandates(request: Request) -> HttpResponse:
    """Every body with its members and terms, and the obligations that outlive the Council's mandates (GOV-16)."""
    today = timezone.localdate()
    title = say_now("council.mandates.title")
    bodies = [(body, seats_of(body, today)) for body in Body.objects.all()]
    ends = [seat for body, seats in bodies for seat in seats if seat.outliving]
    context = {
        "title": title,
        "bodies": bodies,
        "ends": min((seat.mandate.until for seat in ends if seat.mandate.until), default=None),
        "outliving": max((seat.outliving for seat in ends), key=len, default=()),
        "tabs": tabs_of(request),
        "crumbs": crumbs_beside(request, title),
    }
    return render(request, "council/mandates.html", context)
