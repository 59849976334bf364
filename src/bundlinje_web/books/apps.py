"""The Django application of the books."""

from __future__ import annotations

from django.apps import AppConfig


class Books(AppConfig):
    """The investments and the fund, read-only."""

    name = "bundlinje_web.books"
    label = "books"

    def ready(self) -> None:
        """Take its place in the menu, the search and among the key numbers."""
        from bundlinje_web.books import registered

        registered.register()
