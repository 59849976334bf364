"""What somebody has to do next: every room's tasks for this actor, the most urgent first, in three groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bundlinje_web.acting import Actor
from bundlinje_web.frame.found import KeyNumber, Task, key_numbers, tasks

WEEK = timedelta(days=7)
SOON = timedelta(days=2)
LONG = timedelta(days=14)
"""How long somebody may wait for what has no day before it is urgent."""
MOST_NUMBERS = 4


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks of one urgency: `urgent` (late, or due within two days), `week`, or `later`."""

    code: str
    tasks: tuple[Task, ...]


def urgency(task: Task, today: date) -> str:
    """How urgent a task is. One without a day is for this week, and urgent when somebody has waited long for it."""
    if task.due is None:
        return "urgent" if task.since is not None and task.since <= today - LONG else "week"
    if task.due <= today + SOON:
        return "urgent"
    return "week" if task.due <= today + WEEK else "later"


def _order(task: Task) -> tuple[date, date]:
    """By day, then by how long somebody has waited; otherwise as the rooms bring them."""
    return (task.due or date.max, task.since or date.max)


def tasks_of(actor: Actor, today: date) -> tuple[Task, ...]:
    """Every task of this actor, the one due first first."""
    found = (task for source in tasks for task in source(actor, today))
    return tuple(sorted(found, key=_order))


def grouped(found: Iterable[Task], today: date) -> tuple[Group, ...]:
    """The tasks by urgency, groups without any left out."""
    by: Mapping[str, list[Task]] = {"urgent": [], "week": [], "later": []}
    for task in found:
        by[urgency(task, today)].append(task)
    return tuple(Group(code, tuple(held)) for code, held in by.items() if held)


def numbers_of(actor: Actor, today: date) -> tuple[KeyNumber, ...]:
    """At most four numbers that matter to this actor."""
    found = tuple(number for source in key_numbers for number in source(actor, today))
    return found[:MOST_NUMBERS]
