"""The Django application of council."""

from __future__ import annotations

from django.apps import AppConfig


class Council(AppConfig):
    """Meetings, decisions, approvals, and what follows from them."""

    name = "bundlinje_web.council"
    label = "council"

    def ready(self) -> None:
        """Take its place in the menu, the tasks, the search and the calendar."""
        from bundlinje_web.council import registered

        registered.register()
