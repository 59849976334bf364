"""`bundlinje-web drafts`: delete what was begun and never sent within ninety days. Run it every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from bundlinje_web.frame.keeping import forget_old


class Command(BaseCommand):
    """Delete the drafts whose time is up, and say how many there were."""

    help = __doc__ or ""

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Delete, and count."""
        self.stdout.write(str(forget_old(timezone.now())))
