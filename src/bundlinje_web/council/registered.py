"""What the Council's room brings to the pages that gather: menu, tasks, key numbers, search and calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from bundlinje_web.acting import Actor, Role
from bundlinje_web.council import agenda, queries
from bundlinje_web.council.concerned import stands_aside
from bundlinje_web.council.examining import unfinished
from bundlinje_web.council.models import Approval, Decision, Meeting, Point, WheelEntry
from bundlinje_web.council.policy import (
    APPROVALS,
    DECISIONS,
    FINISH,
    MANDATES,
    MEETINGS,
    PREPARE,
    TASKS,
    WHEEL,
)  # fmt: skip
from bundlinje_web.council.standing import Standing
from bundlinje_web.frame.found import Happening, Hit, KeyNumber, MenuItem, Task, calendar, key_numbers, menu, search
from bundlinje_web.frame.found import tasks as all_tasks
from bundlinje_web.frame.words import in_language, say_now
from bundlinje_web.people.models import Body, Mandate
from bundlinje_web.pipeline.by import person_of

AGENDA_EARLY = timedelta(days=14)
"""How long before it is due the agenda becomes a task."""
WHEEL_EARLY = timedelta(days=30)
_WHO = {Approval.Giver.ALDERMAN: "council.giver.alderman", Approval.Giver.MAYOR: "council.giver.mayor"}


def tasks(actor: Actor, today: date) -> Iterator[Task]:
    """What somebody has to do for meetings, decisions and approvals."""
    if PREPARE.may(actor):
        yield from _meetings(today)
        yield from _year(today)
    if Role.COUNCIL in actor.roles:
        yield from _member(actor, today)
    if APPROVALS.may(actor):
        yield from _approvals(actor)
    if FINISH.may(actor):
        yield from _follow_up(actor)


def _meetings(today: date) -> Iterator[Task]:
    """Agendas to send, minutes to write, and the next meeting to plan."""
    for meeting in Meeting.objects.filter(state__in=(Meeting.PLANNED, Meeting.SENT, Meeting.HELD)):
        due = meeting.agenda_due or meeting.day - timedelta(days=7)
        if meeting.state == Meeting.PLANNED and due - today <= AGENDA_EARLY:
            there = reverse("meeting" if meeting.agenda.exists() else "agenda-propose", args=[meeting.slug])
            yield Task("council.todo.agenda", there, str(meeting.body), due)
        elif meeting.state == Meeting.HELD and not unfinished(meeting):
            there = reverse("minutes", args=[meeting.slug])
            yield Task("council.todo.unapproved", there, str(meeting.body), since=meeting.day)
        elif meeting.state != Meeting.PLANNED and meeting.day <= today:
            code = "council.todo.minutes_writing" if meeting.in_writing else "council.todo.minutes"
            yield Task(code, _where_minutes_go_on(meeting), str(meeting.body), since=meeting.day)
    council = Body.objects.filter(kind=Body.Kind.COUNCIL)
    if council.exists() and queries.next_meeting(today) is None:
        yield Task("council.todo.plan", reverse("meetings-plan"))


def _where_minutes_go_on(meeting: Meeting) -> str:
    """The first point that the minutes say nothing of yet."""
    missing = unfinished(meeting)
    first = missing[0] if missing else None
    return reverse("decide", args=[meeting.slug, first.number]) if first else reverse("minutes", args=[meeting.slug])


def _year(today: date) -> Iterator[Task]:
    """Deliverables of the annual wheel that are near, and a mandate that is outlived."""
    for entry in WheelEntry.objects.exclude(kind=WheelEntry.Kind.THEME):
        day = day_of(entry, today)
        if day is not None and today <= day <= today + WHEEL_EARLY:
            yield Task("council.todo.wheel", reverse("wheel"), due=day, values={"title": entry.title})
    if (ends := queries.ending_soon(today)) is not None:
        yield Task("council.todo.mandates", reverse("mandates"), due=ends)


def day_of(entry: WheelEntry, today: date) -> date | None:
    """The next day an entry of the wheel falls on; none where its year is over."""
    for year in (today.year, today.year + 1):
        if entry.year not in (None, year):
            continue
        try:
            day = date(year, entry.month, entry.day or 1)
        except ValueError:
            day = date(year, entry.month, 28)
        if day >= today:
            return day
    return None


def _member(actor: Actor, today: date) -> Iterator[Task]:
    """What a member reads, confirms and answers before a meeting, and the minutes once they are written."""
    bodies = Mandate.objects.on(today).filter(person=person_of(actor)).values("body")
    for meeting in Meeting.objects.filter(body__in=bodies, state__in=(Meeting.SENT, Meeting.HELD)):
        if meeting.state == Meeting.HELD:
            if unfinished(meeting):
                continue
            there = reverse("minutes", args=[meeting.slug])
            yield Task("council.todo.approve_minutes", there, str(meeting.body), since=meeting.day)
        elif meeting.day >= today:
            if not meeting.in_writing:
                there = reverse("package", args=[meeting.slug])
                yield Task("council.todo.read", there, str(meeting.body), meeting.day)
            yield from _points(actor, meeting)


def _points(actor: Actor, meeting: Meeting) -> Iterator[Task]:
    """What a member says of each point for decision: whether an interest stands in the way, and the answer in writing.

    Whoever has answered has said that none does.
    """
    own = Q(confirmations__mandate__person=person_of(actor)) | Q(recommended__answers__mandate__person=person_of(actor))
    open_ = meeting.agenda.filter(kind=Point.Kind.DECISION)
    for point in open_.exclude(pk__in=Point.objects.filter(own).values("pk")):
        there = reverse("interests-confirm", args=[meeting.slug, point.number])
        yield Task("council.todo.interests", there, point.title, meeting.day, values={"number": point.number})
    if meeting.in_writing:
        for point in open_.exclude(recommended__answers__mandate__person=person_of(actor)):
            if _may_answer(actor, point):
                there = reverse("point", args=[meeting.slug, point.number])
                yield Task("council.todo.answer", there, point.title, meeting.day, values={"number": point.number})


def _may_answer(actor: Actor, point: Point) -> bool:
    seat = point.meeting.body.sitting_on(point.meeting.day).filter(person=person_of(actor)).first()
    return seat is not None and not stands_aside(point, seat)


def _approvals(actor: Actor) -> Iterator[Task]:
    """One's own approvals; for the secretariat whom each waits for, what was returned, and what can start."""
    prepares = PREPARE.may(actor)
    for found in queries.on_their_way(actor):
        there = reverse("approval", args=[found.version.pk])
        title = in_language(found.version.contract.titles)
        for each in queries.waiting(found):
            if queries.is_mine(actor, each.step):
                yield Task(f"council.todo.{each.step.name}", there, title, since=each.since)
            elif prepares and each.step.giver == Approval.Giver.COUNCIL:
                if not agenda.is_put_on(found.version):
                    yield Task("council.todo.missing_council", _agenda_or(there), title, since=each.since)
            elif prepares:
                yield _waits(each, there, title)
        if prepares and found.is_approved:
            yield Task("council.todo.start", there, title)


def _agenda_or(there: str) -> str:
    """Where the next agenda that is still open is proposed; the page of the approvals where there is none."""
    planned = Meeting.objects.filter(body__kind=Body.Kind.COUNCIL, state=Meeting.PLANNED, in_writing=False).first()
    return reverse("agenda-propose", args=[planned.slug]) if planned else there


def _waits(each: queries.Waiting, there: str, title: str) -> Task:
    department = f" ({each.step.department})" if each.step.department else ""
    who = say_now(_WHO[Approval.Giver(each.step.giver)]) + department
    back = each.step.returned
    if back is not None:
        return Task("council.todo.returned", there, title, since=back.on, values={"who": who, "why": back.reason[:120]})
    return Task("council.todo.missing", there, title, since=each.since, values={"who": who})


def _follow_up(actor: Actor) -> Iterator[Task]:
    """What follows from decisions and is open, for those who can say that it is done."""
    for task in FINISH.among(actor, queries.open_tasks(actor)):
        yield Task("council.todo.follow_up", reverse("council-tasks"), task.text, task.due, since=task.decision.on)


def numbers(actor: Actor, today: date) -> Iterable[KeyNumber]:  # noqa: ARG001 - every source is asked with the day
    """How many approvals are missing, and how many follow-up points are open."""
    if PREPARE.may(actor):
        ways: list[Standing] = list(queries.on_their_way(actor))
        missing = sum(len(found.missing) for found in ways)
        yield KeyNumber("council.number.waiting", str(missing), reverse("approvals"))
        yield KeyNumber("council.number.follow_up", str(queries.open_tasks(actor).count()), reverse("council-tasks"))


def hits(actor: Actor, words: str) -> Iterator[Hit]:
    """Decisions and, for those who deliberate, points with these words."""
    told = Q(text__icontains=words) | Q(wording__icontains=words) | Q(recommended__point__title__icontains=words)
    rows = Decision.objects.filter(told).select_related("recommended__point")
    for one in DECISIONS.among(actor, rows)[:20]:
        there = reverse("decision", args=[one.pk])
        yield Hit("council.decision.list", one.recommended.point.title, there, one.text[:200])
    if MEETINGS.may(actor):
        points = Point.objects.filter(title__icontains=words, withdrawn=False).select_related("meeting")
        for point in points[:20]:
            there = reverse("point", args=[point.meeting.slug, point.number])
            yield Hit("council.menu", point.title, there, str(point.meeting.day))


def happenings(actor: Actor, today: date) -> Iterator[Happening]:
    """Meetings, agendas, follow-up, the wheel, and when the mandates end."""
    if MEETINGS.may(actor):
        yield from _meeting_days(PREPARE.may(actor))
    if TASKS.may(actor):
        yield from (
            Happening(task.due, "council.happening.task", reverse("council-tasks"), task.text)
            for task in queries.open_tasks(actor)
            if task.due is not None
        )
    if WHEEL.may(actor):
        days = ((entry, day_of(entry, today)) for entry in WheelEntry.objects.all())
        yield from (
            Happening(day, "council.happening.wheel", reverse("wheel"), values={"title": entry.title})
            for entry, day in days
            if day is not None
        )
    if MANDATES.may(actor) and (ends := queries.ending_soon(today)) is not None:
        yield Happening(ends, "council.happening.mandate", reverse("mandates"))


def _meeting_days(prepares: bool) -> Iterator[Happening]:
    """Every meeting that stands; for those who prepare it, the day its agenda is sent by."""
    for meeting in Meeting.objects.exclude(state=Meeting.CANCELLED).select_related("body"):
        there = reverse("meeting", args=[meeting.slug])
        code = "council.happening.writing" if meeting.in_writing else "council.happening.meeting"
        yield Happening(meeting.day, code, there, meeting.body.name)
        if meeting.agenda_due and prepares and meeting.is_open:
            yield Happening(meeting.agenda_due, "council.happening.agenda", there, meeting.body.name)


def register() -> None:
    """Say so, once."""
    menu.register(MenuItem("council.menu", "meetings", MEETINGS, 30))
    menu.register(MenuItem("council.given.menu", "approvals-given", APPROVALS, 35, more=True))
    all_tasks.register(tasks)
    key_numbers.register(numbers)
    search.register(hits)
    calendar.register(happenings)
