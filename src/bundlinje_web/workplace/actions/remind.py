"""Remind somebody that tasks wait: a mail that holds a number and a link, nothing about anyone."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Person
from bundlinje_web.said import say
from bundlinje_web.workplace.policy import REMIND


@action("system.reminder.sent", policy=REMIND)
def remind(act: Act, person: Person, tasks: int) -> Person:
    """Record that the person is reminded of so many tasks, and send the mail when that stands."""
    act.record(person, tasks=tasks)
    transaction.on_commit(lambda: _send(person, tasks))
    return person


def _send(person: Person, tasks: int) -> None:
    code = "workplace.mail.one" if tasks == 1 else "workplace.mail.many"
    send_mail(
        say(f"{code}.subject", person.language, n=tasks),
        say("workplace.mail.text", person.language, url=f"{settings.PUBLIC_ADDRESS}/opgaver/"),
        settings.DEFAULT_FROM_EMAIL,
        [person.email],
    )
