"""The Django application of people."""

from __future__ import annotations

from django.apps import AppConfig


class People(AppConfig):
    """Organisations, persons, rights."""

    name = "bundlinje_web.people"
    label = "people"

    def ready(self) -> None:
        """Hear of logins, and take its place in the menu, the tasks and the search."""
        from bundlinje_web.people import noting, registered

        noting.listen()
        registered.register()
