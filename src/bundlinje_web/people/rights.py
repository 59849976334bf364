"""Which rights a person holds on a day: confirmed grants that run, and what others have delegated."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from bundlinje_web.acting import Actor, Right, Role, Scope
from bundlinje_web.people.models import Delegation, Grant, Person


def running(day: date, before: str = "") -> Q:
    """Grants that run on that day: begun, not past, not ended, and confirmed where they were given by hand.

    `before` is the way to the grant from the row asked about, such as `grant__`.
    """

    def q(**conditions: object) -> Q:
        return Q(**{f"{before}{name}": value for name, value in conditions.items()})

    return (
        q(since__lte=day)
        & (q(until__isnull=True) | q(until__gt=day))
        & (q(end__isnull=True) | q(end__on__gt=day))
        & (q(confirmation__isnull=False) | ~q(origin=Grant.Origin.HAND))
    )


def lent(day: date) -> Q:
    """Delegations that run on that day, of grants that run."""
    return Q(since__lte=day, until__gt=day) & (Q(end__isnull=True) | Q(end__on__gt=day)) & running(day, "grant__")


def _right(grant: Grant, delegate: Person | None = None) -> Right:
    """The right a grant gives to its person, or to a delegate on that person's behalf."""
    return Right(
        id=str(grant.pk),
        role=Role(grant.role),
        scope=Scope(grant.scope),
        on=frozenset(grant.on),
        person=str(delegate.pk if delegate else grant.person_id),
        on_behalf_of=str(grant.person_id) if delegate else None,
    )


def rights_on(person: Person, day: date) -> tuple[Right, ...]:
    """Every right the person holds that day, own ones first: two queries, however many rights there are."""
    own = Grant.objects.filter(running(day), person=person).order_by("recorded_at", "pk")
    borrowed = Delegation.objects.filter(lent(day), delegate=person, grant__person__is_active=True)
    return (
        *(_right(grant) for grant in own),
        *(_right(each.grant, person) for each in borrowed.select_related("grant").order_by("recorded_at", "pk")),
    )


def actor_of(person: Person, day: date, fresh: datetime | None = None, acting_as: str | None = None) -> Actor:
    """The person as somebody who acts that day, in the role chosen if it is held."""
    rights = rights_on(person, day)
    held = {right.role for right in rights}
    role = Role(acting_as) if acting_as in held else None
    return Actor(str(person.pk), person.name, rights, fresh, role)


def person_of(actor: Actor) -> Person | None:
    """The row of the person who acts; none for a stranger and for a job."""
    return Person.objects.filter(pk=actor.person).first() if actor.person and ":" not in actor.person else None
