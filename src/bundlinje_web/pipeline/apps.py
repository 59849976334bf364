"""The Django application of pipeline."""

from __future__ import annotations

from django.apps import AppConfig


class Pipeline(AppConfig):
    """From an idea sent in by a stranger to a case on the board."""

    name = "bundlinje_web.pipeline"
    label = "pipeline"

    def ready(self) -> None:
        """Take its places in the menu, the tasks, the search and the calendar."""
        from bundlinje_web.pipeline import registered

        registered.register()
