"""`bundlinje-web remind`: mail everybody who has tasks that are due. Run it every morning; twice a day mails once.

Whoever has said no to these mails gets none. Letters that waited since before are sent as well.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from bundlinje_web.acting import system
from bundlinje_web.letters.models import Kind
from bundlinje_web.letters.sending import send_waiting, wants
from bundlinje_web.people.models import Person
from bundlinje_web.people.rights import actor_of
from bundlinje_web.workplace.actions.remind import remind
from bundlinje_web.workplace.tasks import tasks_of, urgency


class Command(BaseCommand):
    """Mail everybody who has urgent tasks, once a day."""

    help = __doc__ or ""

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Mail, and say how many were reminded."""
        today, reminded = timezone.localdate(), 0
        for person in Person.objects.filter(is_active=True):
            urgent = [task for task in tasks_of(actor_of(person, today), today) if urgency(task, today) == "urgent"]
            if urgent and wants(person, Kind.REMINDER):
                remind(system("reminders"), person, len(urgent), key=f"{person.pk}:{today}")
                reminded += 1
        send_waiting()
        self.stdout.write(str(reminded))
