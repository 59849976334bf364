"""What people bring to the pages that gather: places in the menu, tasks of administrators, and the search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from bundlinje_web.acting import Actor, Scope
from bundlinje_web.frame.found import Hit, MenuItem, Task, menu, search, tasks
from bundlinje_web.people import reach
from bundlinje_web.people.policy import CONFIRM, KEEP, OWN, READ, READ_INTERESTS, READ_ORGANISATIONS

MOST_HITS = 20


def to_do(actor: Actor, today: date) -> Iterator[Task]:
    """For administrators: rights to confirm, rights that end soon, and users who may do nothing."""
    from bundlinje_web.people import queries

    if not KEEP.may(actor):
        return
    for grant in CONFIRM.among(actor, queries.waiting(today)):
        there = reverse("grant-confirm", args=[grant.pk])
        yield Task("people.task.confirm", there, grant.person.name, since=grant.since)
    for grant in queries.ending(today):
        yield Task("people.task.ending", reverse("person", args=[grant.person_id]), grant.person.name, due=grant.until)
    for person in queries.without_rights(today):
        yield Task("people.task.without", reverse("person", args=[person.pk]), person.name)


def hits(actor: Actor, words: str) -> Iterator[Hit]:
    """Organisations by any name they have had, and users for those who look after them."""
    from bundlinje_web.people.models import Organisation, Person

    called = Organisation.objects.filter(Q(name__icontains=words) | Q(names__name__icontains=words)).distinct()
    for one in READ_ORGANISATIONS.among(actor, called)[:MOST_HITS]:
        yield Hit("people.organisations", one.name, reverse("organisation", args=[one.code]), one.short)
    for person in READ.among(actor, Person.objects.filter(name__icontains=words))[:MOST_HITS]:
        yield Hit("people.title", person.name, reverse("person", args=[person.pk]))


def _departments() -> list[tuple[str, str]]:
    from bundlinje_web.people.models import Organisation

    return list(Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT).values_list("code", "name"))


def _organisations() -> list[tuple[str, str]]:
    from bundlinje_web.people.models import Organisation

    return list(Organisation.objects.values_list("code", "name"))


def register() -> None:
    """Say so, once."""
    menu.register(MenuItem("people.menu.organisations", "organisations", READ_ORGANISATIONS, 130, more=True))
    menu.register(MenuItem("people.menu.interests", "interests", READ_INTERESTS, 140, more=True))
    menu.register(MenuItem("people.menu.own", "own-rights", OWN, 150, more=True))
    menu.register(MenuItem("people.menu.persons", "persons", READ, 160, more=True))
    tasks.register(to_do)
    search.register(hits)
    reach.offer(Scope.DEPARTMENT, _departments)
    reach.offer(Scope.ORGANISATION, _organisations)
