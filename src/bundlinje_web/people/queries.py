"""What is asked of people, rights, mandates and interests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from bundlinje_web.acting import Role
from bundlinje_web.people.models import Delegation, Grant, Mandate, Organisation, Person, Unit
from bundlinje_web.people.period import Period
from bundlinje_web.people.rights import running

SOON = timedelta(days=60)
"""A right that ends sooner than this is told to the administrators."""


def overlapping(period: Period) -> Q:
    """Rows whose period meets this one and that were not ended before it began."""
    since = period.since
    before_end = Q(since__lt=period.until) if period.until is not None else Q()
    return before_end & (Q(until__isnull=True) | Q(until__gt=since)) & (Q(end__isnull=True) | Q(end__on__gt=since))


def not_over(day: date) -> Q:
    """Grants that run, wait to be confirmed, or are yet to begin."""
    return (Q(until__isnull=True) | Q(until__gt=day)) & Q(end__isnull=True)


def same_right(person: Person, role: Role, on: Iterable[str], period: Period) -> QuerySet[Grant]:
    """Grants of the same right to the same person for a time that meets this one."""
    return Grant.objects.filter(overlapping(period), person=person, role=role, on=list(on))


def lent_already(grant: Grant, to: Person, period: Period) -> QuerySet[Delegation]:
    """Delegations of the same right to the same person for a time that meets this one."""
    return Delegation.objects.filter(overlapping(period), grant=grant, delegate=to)


def administrators(day: date) -> QuerySet[Person]:
    """Those who can give rights on that day."""
    grants = Grant.objects.filter(running(day), role=Role.ACCESS)
    return Person.objects.filter(is_active=True, pk__in=grants.values("person"))


def others_open_doors(person: Person, day: date) -> bool:
    """Whether the office can go on giving rights without this person: two others are left, or it is none of them."""
    there = administrators(day)
    return not there.filter(pk=person.pk).exists() or there.exclude(pk=person.pk).count() >= 1


def most_seated(mandates: QuerySet[Mandate], since: date) -> int:
    """The most people who sit at once from that day, of these mandates."""
    days = {since, *(each.since for each in mandates if each.since > since)}
    return max((mandates.filter(overlapping(Period(day, day + timedelta(days=1)))).count() for day in days), default=0)


def waiting(day: date) -> QuerySet[Grant]:
    """Rights that were given and wait for a second person."""
    return Grant.objects.filter(not_over(day), origin=Grant.Origin.HAND, confirmation__isnull=True).select_related(
        "person", "given_by"
    )


def ending(day: date) -> QuerySet[Grant]:
    """Rights that run and end soon."""
    return Grant.objects.filter(running(day), until__lte=day + SOON).select_related("person").order_by("until")


def without_rights(day: date) -> QuerySet[Person]:
    """People with an account that is open and nothing that lets them do anything, now or soon."""
    held = Grant.objects.filter(not_over(day), person=OuterRef("pk"))
    lent = Delegation.objects.filter(delegate=OuterRef("pk"), until__gt=day, end__isnull=True)
    return Person.objects.filter(~Exists(held), ~Exists(lent), is_active=True)


def with_rights(day: date) -> QuerySet[Person]:
    """Everybody, each with the grants that run as `held` and whether a second factor is set up."""
    from allauth.mfa.models import Authenticator

    factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    grants = Prefetch("grants", Grant.objects.filter(running(day)).order_by("role", "since"), to_attr="held")
    return (
        Person.objects.select_related("organisation", "unit")
        .annotate(has_factor=Exists(factors))
        .prefetch_related(grants)
    )


def coordinator_of(department: Organisation) -> Unit | None:
    """The unit that coordinates status, follow-up and repayment for a department, where there is one (GOV-18)."""
    return department.units.filter(coordinates=True).first()


def state_of(grant: Grant, day: date) -> str:
    """How a right stands on a day: `ended`, `over`, `waiting` to be confirmed, `future`, or `running`."""
    if hasattr(grant, "end") and grant.end.on <= day:
        return "ended"
    if grant.until is not None and grant.until <= day:
        return "over"
    if grant.origin == Grant.Origin.HAND and not hasattr(grant, "confirmation"):
        return "waiting"
    return "future" if grant.since > day else "running"


def grants_of(person: Person) -> QuerySet[Grant]:
    """Every right somebody has or had, the newest first, with who gave and confirmed it."""
    return person.grants.select_related("given_by", "confirmation__confirmed_by", "end__ended_by").order_by("-since")


def borrowed_by(person: Person, day: date) -> QuerySet[Delegation]:
    """What others let the person do for them, now or soon."""
    return _open(day).filter(delegate=person)


def lent_by(person: Person, day: date) -> QuerySet[Delegation]:
    """What the person lets others do, now or soon."""
    return _open(day).filter(grant__person=person)


def _open(day: date) -> QuerySet[Delegation]:
    rows = Delegation.objects.select_related("grant__person", "delegate")
    return rows.filter(until__gt=day, end__isnull=True).order_by("until")
