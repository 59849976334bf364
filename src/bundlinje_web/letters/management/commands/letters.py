"""`bundlinje-web letters`: send the letters that wait, such as those the mail server did not take. Run it often."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from bundlinje_web.letters.sending import send_waiting


class Command(BaseCommand):
    """Send what waits, and say how many were sent and how many still wait."""

    help = __doc__ or ""

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Send, and count."""
        outcome = send_waiting()
        self.stdout.write(f"{outcome.sent} {outcome.waiting}")
