"""The pages of the workplace."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from bundlinje_web.frame.errors import error_page
from bundlinje_web.frame.fields import looks_like_cpr
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.models import Person
from bundlinje_web.people.rights import actor_of
from bundlinje_web.workplace import calendar as days
from bundlinje_web.workplace import searching
from bundlinje_web.workplace.actions.remove_view import remove_view
from bundlinje_web.workplace.actions.renew_feed import renew_feed
from bundlinje_web.workplace.actions.save_view import save_view
from bundlinje_web.workplace.forms import ViewForm
from bundlinje_web.workplace.latest import latest
from bundlinje_web.workplace.models import SavedView
from bundlinje_web.workplace.policy import OWN_VIEWS
from bundlinje_web.workplace.saved import place_of, saved_views, shown
from bundlinje_web.workplace.spelling import meant
from bundlinje_web.workplace.tasks import grouped, numbers_of, tasks_of


def start(request: Request) -> HttpResponse:
    """The front: somebody known goes to the own tasks, a stranger reads what the fund is and how to send an idea."""
    if request.actor.is_known:
        return redirect("tasks")
    return render(request, "workplace/front.html", {"title": say_now("workplace.front.title")})


def tasks(request: Request) -> HttpResponse:
    """The start page: what to do next, by urgency, then a few numbers."""
    today = timezone.localdate()
    mine = tasks_of(request.actor, today)
    upcoming = [each for each in days.days_of(request.actor, today) if each.day >= today]
    context = {
        "title": say_now("workplace.tasks.title"),
        "groups": grouped(mine, today),
        "count": len(mine),
        "late": sum(1 for task in mine if task.due is not None and task.due < today),
        "today": today,
        "numbers": numbers_of(request.actor, today),
        "upcoming": upcoming[:5],
        "latest": latest(request.actor, today),
        "views": list(saved_views(request.actor)),
    }
    return render(request, "workplace/tasks.html", context)


def search(request: Request) -> HttpResponse:
    """Search. What is sent is looked at first: something like a person's number is neither searched nor kept."""
    if request.method == "POST":
        words = request.POST.get("q", "").strip()
        if looks_like_cpr(words):
            return error_page(request, 400, "frame.cpr_like")
        return redirect(f"{reverse('search')}?{urlencode({'q': words})}")
    words = request.GET.get("q", "").strip()
    if looks_like_cpr(words):
        return redirect("search")
    found = searching.found(request.actor, words)
    context = {
        "title": say_now("workplace.search.title"),
        "words": words,
        "found": found,
        "count": sum(len(group.hits) for group in found),
        "meant": meant(request.actor, words) if words and not found else None,
        "searches": list(saved_views(request.actor, request.path)),
    }
    return render(request, "workplace/search.html", context)


def add_view(request: Request) -> HttpResponse:
    """Save a view of a list, or a search, under a name, and go back to it."""
    address = request.GET.get("til", "")
    form = ViewForm(request.POST or None, initial={"address": address, "name": request.GET.get("navn", "")[:80]})
    if request.method == "POST":
        made = form.submit(lambda told: save_view(request.actor, told["name"], told["address"]))
        if made is not None:
            messages.success(request, say_now("workplace.view.saved", name=made.name))
            return redirect(shown(made.address))
    elif place_of(address) is None:
        return redirect("tasks")
    title = say_now("workplace.view.title")
    context = {
        "form": form,
        "title": title,
        "do": say_now("workplace.view.do"),
        "back": address if place_of(address) else reverse("tasks"),
    }
    return render(request, "frame/form_page.html", context)


def take_away_view(request: Request, view_id: uuid.UUID) -> HttpResponse:
    """Remove a view one has saved."""
    if request.method == "POST":
        remove_view(request.actor, OWN_VIEWS.one(request.actor, SavedView.objects.all(), pk=view_id))
        messages.success(request, say_now("workplace.view.removed"))
    return redirect("tasks")


def calendar(request: Request) -> HttpResponse:
    """The days ahead, and the address of the feed."""
    today = timezone.localdate()
    person = get_object_or_404(Person, pk=request.actor.person)
    context = {
        "title": say_now("workplace.calendar.title"),
        "days": [each for each in days.days_of(request.actor, today) if each.day >= today],
        "feed": request.build_absolute_uri(reverse("calendar-feed", args=[person.calendar_key])),
    }
    return render(request, "workplace/calendar.html", context)


def new_feed(request: Request) -> HttpResponse:
    """Make a new address for the feed: the old one answers no more."""
    if request.method != "POST":
        return error_page(request, 405)
    renew_feed(request.actor)
    messages.success(request, say_now("workplace.calendar.renewed"))
    return redirect("calendar")


def feed(request: Request, key: uuid.UUID) -> HttpResponse:
    """The feed a calendar program asks for: whoever has its secret address reads it, with that person's rights."""
    person = get_object_or_404(Person, calendar_key=key, is_active=True)
    actor = actor_of(person, timezone.localdate())
    text = days.feed(
        days.days_of(actor, timezone.localdate()), say_now("frame.name"), request.build_absolute_uri("/")[:-1]
    )
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def accessibility(request: Request) -> HttpResponse:
    """The accessibility statement (`/was`)."""
    context = {"title": say_now("workplace.was.title"), "reviewed": settings.ACCESSIBILITY_REVIEWED}
    return render(request, "workplace/accessibility.html", context)


def privacy(request: Request) -> HttpResponse:
    """What is kept about whom, why, and how to ask."""
    return render(request, "workplace/privacy.html", {"title": say_now("workplace.privacy.title")})
