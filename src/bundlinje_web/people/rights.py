"""Which rights a person holds on a day: confirmed grants that run, and what others have delegated."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from bundlinje_web.acting import Actor, Right, Role, Scope
from bundlinje_web.people.models import Delegation, Grant, Person


def _running(day: date) -> Q:
    """Grants that run on that day: begun, not past, not ended, and confirmed where they were given by hand."""
    return (
        Q(since__lte=day)
        & (Q(until__isnull=True) | Q(until__gt=day))
        & (Q(end__isnull=True) | Q(end__on__gt=day))
        & (Q(confirmation__isnull=False) | ~Q(origin=Grant.Origin.HAND))
    )


def _right(grant: Grant, delegate: Person | None = None) -> Right:
    """The right a grant gives to its person, or to a delegate on that person's behalf."""
    holder = delegate or grant.person
    return Right(
        id=str(grant.pk),
        role=Role(grant.role),
        scope=Scope(grant.scope),
        on=frozenset(grant.on),
        person=str(holder.pk),
        on_behalf_of=str(grant.person_id) if delegate else None,
    )


def rights_on(person: Person, day: date) -> tuple[Right, ...]:
    """Every right the person holds that day, own ones first."""
    own = Grant.objects.filter(_running(day), person=person).order_by("recorded_at", "pk")
    lent = (
        Delegation.objects.filter(delegate=person, since__lte=day, until__gt=day)
        .filter(Q(end__isnull=True) | Q(end__on__gt=day))
        .select_related("grant__person")
        .order_by("recorded_at", "pk")
    )
    alive = set(
        Grant.objects.filter(_running(day), pk__in=[each.grant_id for each in lent]).values_list("pk", flat=True)
    )
    return (
        *(_right(grant) for grant in own.select_related("person")),
        *(_right(each.grant, person) for each in lent if each.grant_id in alive),
    )


def actor_of(person: Person, day: date, fresh: datetime | None = None, acting_as: str | None = None) -> Actor:
    """The person as somebody who acts that day, in the role chosen if it is held."""
    rights = rights_on(person, day)
    held = {right.role for right in rights}
    role = Role(acting_as) if acting_as in held else None
    return Actor(str(person.pk), person.name, rights, fresh, role)
