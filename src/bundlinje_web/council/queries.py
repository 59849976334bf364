"""What is asked of meetings, decisions and approvals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from bundlinje_web.acting import Actor, Role
from bundlinje_web.contracts.models import Contract, Event, ExitPlan, FollowUpDate, Version
from bundlinje_web.council.approving import has_started
from bundlinje_web.council.models import Approval, Meeting, Task
from bundlinje_web.council.policy import APPROVALS, TASKS
from bundlinje_web.council.standing import Standing, Step, standing
from bundlinje_web.people.models import Body, Mandate

WARNED = timedelta(days=365)
"""How long before a mandate ends the obligations that outlive it become a task (GOV-16)."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An approval that is missing: of which version, which step, and since when it is its turn."""

    version: Version
    step: Step
    since: date


def on_their_way(actor: Actor) -> Iterator[Standing]:
    """Versions offered that may be approved by this actor or be followed: the newest of each contract.

    Of a contract that runs already only an amendment that is not approved yet. A version from papers of before waits
    for nobody here.
    """
    offered = Version.objects.filter(withdrawal=None, source="").select_related("contract")
    seen = set()
    for version in APPROVALS.among(actor, offered).order_by("contract__code", "-number"):
        if version.contract_id in seen:
            continue
        seen.add(version.contract_id)
        found = standing(version)
        if not has_started(version.contract) or amends(found):
            yield found


def amends(found: Standing) -> bool:
    """Whether it changes a contract that runs already, and is not approved yet."""
    started = Event.objects.filter(contract=found.version.contract_id, kind=Event.Kind.STARTED).first()
    if started is None or found.is_approved:
        return False
    return started.version is None or found.version.number > started.version.number


def waiting(found: Standing) -> tuple[Waiting, ...]:
    """The approvals of a version whose turn it is, each since the one before it was given."""
    given = [step.given.on for step in found.steps if step.given]
    since = max([found.version.offered_on, *given])
    return tuple(Waiting(found.version, step, since) for step in found.next)


def is_mine(actor: Actor, step: Step) -> bool:
    """Whether the actor is the one asked: the mayor, or the alderman of the department."""
    if step.giver == Approval.Giver.MAYOR:
        return Role.MAYOR in actor.roles
    if step.giver == Approval.Giver.ALDERMAN and step.department is not None:
        code = step.department.code
        return any(right.role == Role.ALDERMAN and code in right.on for right in actor.rights)
    return False


def open_tasks(actor: Actor) -> QuerySet[Task]:
    """What follows from decisions and is not done, as far as the actor may read it."""
    rows = Task.objects.filter(state=Task.OPEN).select_related("unit__organisation", "decision__recommended__point")
    return TASKS.among(actor, rows)


UNDO = timedelta(minutes=10)
"""How long what somebody said is done can be opened again."""


def can_undo(actor: Actor, task: Task, now: datetime) -> bool:
    """Whether this actor closed the task no longer than ten minutes ago."""
    mine = actor.person is not None and str(task.done_by_id) == actor.person
    return task.state == Task.DONE and mine and task.done_at is not None and now - task.done_at <= UNDO


@dataclass(frozen=True, slots=True)
class Outliving:
    """Something agreed for a day after a mandate ends."""

    day: date
    what: str
    contract: Contract


def obligations_after(day: date) -> tuple[Outliving, ...]:
    """The last follow-up and the exit decision of every contract that runs, where they fall on that day or later."""
    started = Event.objects.filter(kind=Event.Kind.STARTED).values("contract")
    closed = Event.objects.filter(kind=Event.Kind.CLOSED).values("contract")
    found = []
    for contract in Contract.objects.filter(pk__in=started).exclude(pk__in=closed):
        last = FollowUpDate.objects.filter(version__contract=contract, version__withdrawal=None).last()
        if last is not None and last.cut_off >= day:
            found.append(Outliving(last.cut_off, "follow_up", contract))
        plan = ExitPlan.objects.filter(contract=contract).first()
        if plan is not None and plan.decide_by >= day:
            found.append(Outliving(plan.decide_by, "exit", contract))
    return tuple(sorted(found, key=lambda each: (each.day, each.contract.code)))


@dataclass(frozen=True, slots=True)
class Seat:
    """A mandate, and what is agreed for after it."""

    mandate: Mandate
    outliving: tuple[Outliving, ...]


def seats_of(body: Body, today: date) -> tuple[Seat, ...]:
    """The mandates of a body that run or are to come; those of the Council with the obligations that outlive them."""
    rows = body.mandates.filter(Q(until=None) | Q(until__gt=today), end=None).select_related("person")
    return tuple(
        Seat(each, obligations_after(each.until) if each.until and body.kind == Body.Kind.COUNCIL else ())
        for each in rows.order_by("seat", "since", "person__name")
    )


def ending_soon(today: date) -> date | None:
    """The day the Council's mandates end, where that is within a year and something is agreed for after it."""
    council = Mandate.objects.on(today).filter(body__kind=Body.Kind.COUNCIL, until__isnull=False)
    last = council.order_by("until").last()
    if last is None or last.until is None or last.until - today > WARNED:
        return None
    later = Mandate.objects.filter(body=last.body, since__gte=last.until).exists()
    return last.until if not later and obligations_after(last.until) else None


def next_meeting(today: date) -> Meeting | None:
    """The next meeting of the Council."""
    meetings = Meeting.objects.filter(body__kind=Body.Kind.COUNCIL, in_writing=False)
    return meetings.filter(day__gte=today).exclude(state=Meeting.CANCELLED).first()
