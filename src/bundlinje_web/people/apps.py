"""The Django application of people."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class People(AppConfig):
    """Organisations, persons, rights."""

    name = "bundlinje_web.people"
    label = "people"

    def ready(self) -> None:
        """Hear of logins, and take its place in the menu, the tasks and the search."""
        from bundlinje_web.people import noting, registered

        post_migrate.connect(_make_cache, sender=self)
        noting.listen()
        registered.register()


def _make_cache(using: str, **_: Any) -> None:
    """Make the table in which it is counted how often somebody tried to log in, where the settings keep it in one."""
    call_command("createcachetable", database=using, verbosity=0)
