"""Whether an office is a demonstration: its chain of records begins with the mark, and so every row is invented."""

from __future__ import annotations

from django.db.models import QuerySet

from bundlinje_web.audit.models import Record

BEGUN, TOLD = "system.demo.begun", "system.demo.told"
_INSTALLING = "audit.guards.installed"


def _done() -> QuerySet[Record]:
    """What has been done in the office besides putting its guards in place, first things first."""
    return Record.objects.exclude(code=_INSTALLING).order_by("seal__number")


def is_untouched() -> bool:
    """Whether nobody has done anything in it."""
    return not _done().exists()


def is_marked() -> bool:
    """Whether the first thing that was done was to begin a demonstration."""
    first = _done().first()
    return first is not None and first.code == BEGUN


def is_told() -> bool:
    """Whether the whole story has been told in it."""
    return Record.objects.filter(code=TOLD).exists()
