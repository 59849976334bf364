"""The Django application of the workplace."""

from __future__ import annotations

from django.apps import AppConfig


class Workplace(AppConfig):
    """Start page, search, calendar, public front."""

    name = "bundlinje_web.workplace"
    label = "workplace"

    def ready(self) -> None:
        """Take its place in the menu, the tasks and the lists."""
        from bundlinje_web.workplace import registered

        registered.register()
