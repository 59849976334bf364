"""What contracts bring to the pages that gather: tasks, search, the calendar, and what a right can be limited to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from bundlinje_web.acting import Actor, Role, Scope
from bundlinje_web.contracts.policy import ACCEPT, OFFER, PLAN_EXIT, PREPARE, READ, SIGN
from bundlinje_web.frame.found import Happening, Hit, Task, calendar, search, tasks
from bundlinje_web.frame.words import in_language
from bundlinje_web.people.reach import offer

AHEAD = timedelta(days=90)
"""How long before a decision on the exit is due it is somebody's task."""
ENDED = ("intervention-ended", "ended-early", "closed")


def hits(actor: Actor, words: str) -> Iterator[Hit]:
    """The contracts with these words in their title, id or a party's name, as far as the actor may read them."""
    from django.db.models import Q

    from bundlinje_web.contracts.models import Contract

    wanted = Q(title_da__icontains=words) | Q(title_en__icontains=words) | Q(code__icontains=words)
    wanted |= Q(versions__parties__name__icontains=words)
    rows = Contract.objects.filter(pk__in=Contract.objects.filter(wanted).values("pk"))
    for contract in READ.among(actor, rows)[:20]:
        url = reverse("contract-text", args=[contract.code])
        yield Hit("contracts.investments", in_language(contract.titles), url, contract.code)


def drafts(actor: Actor, _today: date) -> Iterator[Task]:
    """Agreements that were opened and never sent for approval."""
    from bundlinje_web.contracts.models import Contract

    if OFFER.may(actor):
        for contract in OFFER.among(actor, Contract.objects.filter(versions__isnull=True)):
            url = reverse("contract-edit", args=[contract.code])
            yield Task("contracts.task.finish", url, in_language(contract.titles))


def signatures(actor: Actor, _today: date) -> Iterator[Task]:
    """Approved versions that a party of the actor's own has not signed; for the secretariat those anybody has not."""
    from bundlinje_web.contracts import standing
    from bundlinje_web.contracts.accepting import asks, waits_for
    from bundlinje_web.contracts.models import Version

    if not SIGN.may(actor):
        return
    waiting = Version.objects.filter(withdrawal__isnull=True, source="", approvals__giver="mayor").distinct()
    own = {party for right in actor.rights if right.role in SIGN.allows for party in right.on}
    for version in SIGN.among(actor, standing.with_rows(waiting)):
        unsigned = standing.unsigned(version) if standing.is_approved(version) else {}
        if waits_for(actor, version) and asks(version):
            continue
        if unsigned and (Role.SECRETARIAT in actor.roles or own & set(unsigned)):
            url = reverse("version", args=[version.contract.code, version.number])
            yield Task("contracts.task.sign", url, in_language(version.contract.titles), since=version.offered_on)


def changes(actor: Actor, _today: date) -> Iterator[Task]:
    """Later versions that a party of the actor's own has yet to answer; for the secretariat those that came back."""
    from bundlinje_web.contracts import standing
    from bundlinje_web.contracts.accepting import asks, sent_back, waits_for
    from bundlinje_web.contracts.models import Version

    policy = OFFER if OFFER.may(actor) else ACCEPT
    if not policy.may(actor):
        return
    later = Version.objects.filter(withdrawal__isnull=True, number__gt=1, source="", approvals__giver="mayor")
    rows = standing.with_rows(later.distinct()).prefetch_related("sent_back")
    for version in filter(asks, policy.among(actor, rows)):
        back, title = sent_back(version), in_language(version.contract.titles)
        if policy is OFFER:
            there = reverse("version", args=[version.contract.code, version.number])
            for party, one in back.items():
                told = {"who": standing.signers(version)[party], "why": one.reason[:120]}
                yield Task("contracts.task.sent_back", there, title, since=one.on, values=told)
        elif set(waits_for(actor, version)) - set(back):
            there = reverse("version-accept", args=[version.contract.code, version.number])
            yield Task("contracts.task.accept", there, title, since=version.offered_on)


def exits(actor: Actor, today: date) -> Iterator[Task]:
    """Running contracts with no exit plan, and those whose decision is soon due (PRC-09)."""
    from bundlinje_web.contracts.models import Contract

    if not PLAN_EXIT.may(actor):
        return
    rows = Contract.objects.filter(events__kind="started").exclude(events__kind__in=ENDED)
    for contract in PLAN_EXIT.among(actor, rows).prefetch_related("exit_plans"):
        plan = next(iter(contract.exit_plans.all()), None)
        url, subject = reverse("contract-exit", args=[contract.code]), in_language(contract.titles)
        if plan is None:
            yield Task("contracts.task.plan_exit", url, subject)
        elif today <= plan.decide_by <= today + AHEAD:
            yield Task("contracts.task.decide_exit", url, subject, due=plan.decide_by)


def starts(actor: Actor, _today: date) -> Iterator[Task]:
    """Contracts that cannot start before the start list is done (PRC-08)."""
    from bundlinje_web.contracts.models import Contract

    if not PREPARE.may(actor):
        return
    rows = Contract.objects.filter(versions__approvals__isnull=False).exclude(events__kind="started").distinct()
    for contract in PREPARE.among(actor, rows).select_related("start_list"):
        kept = getattr(contract, "start_list", None)
        if kept is None or kept.missing:
            url = reverse("start-list", args=[contract.code])
            yield Task("contracts.task.prepare", url, in_language(contract.titles))


def days(actor: Actor, today: date) -> Iterator[Happening]:
    """The follow-ups that come, and when exits must be decided, of the contracts one may read."""
    from bundlinje_web.contracts import standing
    from bundlinje_web.contracts.models import Contract

    for contract in READ.among(actor, Contract.objects.filter(events__kind="started").distinct()):
        subject = in_language(contract.titles)
        version = standing.in_force(contract, today)
        for one in version.follow_ups.filter(cut_off__gte=today) if version else ():
            url = reverse("contract-text", args=[contract.code])
            yield Happening(one.cut_off, "contracts.day.follow_up", url, subject, {"n": one.number})
        plan = contract.exit_plans.first()
        if plan is not None and plan.decide_by >= today:
            yield Happening(
                plan.decide_by, "contracts.day.exit", reverse("contract-exit", args=[contract.code]), subject
            )


def _contracts() -> list[tuple[str, str]]:
    from bundlinje_web.contracts.models import Contract

    return [(contract.code, in_language(contract.titles)) for contract in Contract.objects.all()]


def register() -> None:
    """Say so, once."""
    for source in (drafts, signatures, changes, exits, starts):
        tasks.register(source)
    search.register(hits)
    calendar.register(days)
    offer(Scope.CONTRACT, _contracts)
