"""`bundlinje-web warm`: draw what the fund's pages tell of the books as they are now, so that nobody waits for it.

Run it after the books have changed, and every night; where nothing has changed it draws nothing.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from bundlinje_web.books.warming import warm


class Command(BaseCommand):
    """Draw and keep the forecasts that nothing kept tells of."""

    help = __doc__ or ""

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Draw, and say how many forecasts hold."""
        self.stdout.write(str(warm()))
