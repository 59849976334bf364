"""Remind somebody that tasks wait: a mail that holds a number and a link, nothing about anyone."""

from __future__ import annotations

from django.urls import reverse

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.letters.models import Kind
from bundlinje_web.letters.sending import Text, post
from bundlinje_web.people.models import Person
from bundlinje_web.workplace.policy import REMIND


@action("system.reminder.sent", policy=REMIND)
def remind(act: Act, person: Person, tasks: int) -> Person:
    """Record that the person is reminded of so many tasks, and send the mail when that stands."""
    act.record(person, tasks=tasks)
    code = "workplace.mail.one" if tasks == 1 else "workplace.mail.many"
    post(person, Kind.REMINDER, Text(code, reverse("tasks"), {"n": tasks}), f"reminder:{person.pk}:{act.today}")
    return person
