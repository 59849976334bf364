"""The Django application of learning."""

from __future__ import annotations

from django.apps import AppConfig


class Learning(AppConfig):
    """What the projects have taught: lessons, barriers, visits, methods."""

    name = "bundlinje_web.learning"
    label = "learning"

    def ready(self) -> None:
        """Take its place in the menu and the search."""
        from bundlinje_web.learning import registered

        registered.register()
