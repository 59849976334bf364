"""The page of which letters one gets."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now
from bundlinje_web.letters.actions.choose_letters import choose_letters
from bundlinje_web.letters.forms import LettersForm
from bundlinje_web.letters.models import Kind, Unwanted
from bundlinje_web.people.models import Person


def choose(request: Request) -> HttpResponse:
    """Choose which letters one gets."""
    person = get_object_or_404(Person, pk=request.actor.person)
    unwanted = set(Unwanted.objects.filter(person=person).values_list("kind", flat=True))
    form = LettersForm(request.POST or None, initial={"kinds": [kind for kind in Kind.values if kind not in unwanted]})
    # With every box empty nothing but the key of the form is sent: that is an answer too.
    if request.method == "POST":
        form = LettersForm(request.POST)
        if form.submit(lambda told: choose_letters(request.actor, told["kinds"])) is not None:
            messages.success(request, say_now("letters.choose.done"))
            return redirect("letters")
    title = say_now("letters.choose.title")
    context = {
        "form": form,
        "title": title,
        "lead": say_now("letters.choose.lead", mail=person.email),
        "do": say_now("letters.choose.do"),
        "back": reverse("tasks"),
        "crumbs": [(say_now("letters.choose.tasks"), reverse("tasks")), (title, "")],
    }
    return render(request, "frame/form_page.html", context)
