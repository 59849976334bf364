"""The Django application of the workplace."""

from __future__ import annotations

from django.apps import AppConfig


class Workplace(AppConfig):
    """Start page, search, calendar, public front."""

    name = "bundlinje_web.workplace"
    label = "workplace"

    def ready(self) -> None:
        """Take its place in the menu."""
        from bundlinje_web.audit.policy import READ
        from bundlinje_web.frame.found import MenuItem, menu
        from bundlinje_web.frame.found import saved_views as saved
        from bundlinje_web.workplace.policy import KNOWN
        from bundlinje_web.workplace.saved import saved_views

        menu.register(MenuItem("workplace.menu.tasks", "tasks", KNOWN, 10))
        menu.register(MenuItem("workplace.menu.calendar", "calendar", KNOWN, 110, more=True))
        saved.register(saved_views)
        menu.register(MenuItem("audit.page.menu", "trail", READ, 120, more=True))
