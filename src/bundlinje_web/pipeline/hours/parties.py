"""Whom somebody may log hours for: the party they work for."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from bundlinje_web.acting import Actor, Scope
from bundlinje_web.people.models import Organisation
from bundlinje_web.pipeline.by import person_of
from bundlinje_web.pipeline.casework.policy import RUN


def parties_of(actor: Actor) -> QuerySet[Organisation]:
    """Every organisation for the secretariat, who notes what others tell; otherwise one's own.

    One's own is where one works, and the departments and organisations that one's rights reach.
    """
    if RUN.may(actor):
        return Organisation.objects.all()
    reaching = (right.on for right in actor.rights if right.scope in {Scope.DEPARTMENT, Scope.ORGANISATION})
    person = person_of(actor)
    works_at = Q(staff=person) | Q(units__staff=person) if person else Q()
    own = Q(code__in=[code for codes in reaching for code in codes]) | works_at
    return Organisation.objects.filter(pk__in=Organisation.objects.filter(own).values("pk"))


def own_party(actor: Actor) -> Organisation | None:
    """The party one works for, or the only one there is to choose; none for the secretariat, who notes for others."""
    if RUN.may(actor):
        return None
    parties, person = parties_of(actor), person_of(actor)
    works_at = parties.filter(pk=person.organisation_id).first() if person and person.organisation_id else None
    return works_at or (parties.get() if parties.count() == 1 else None)
