"""When something happens. The demo office and tests tell what happened in the past; all others get the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The moment now, or the one being told of."""
    return _told.get() or timezone.now()


def today() -> date:
    """The day it is in the municipality, or the one being told of."""
    return timezone.localdate(now())


@contextmanager
def happening(when: date) -> Iterator[None]:
    """Within it, actions happen at that moment, or at noon of that day. What is recorded keeps the true clock.

    Only where the settings say `TELLS_THE_PAST`: nobody writes history in an office at work.
    """
    if not getattr(settings, "TELLS_THE_PAST", False):
        raise ImproperlyConfigured("TELLS_THE_PAST")
    token = _told.set(_moment(when))
    try:
        yield
    finally:
        _told.reset(token)


def _moment(when: date) -> datetime:
    moment = when if isinstance(when, datetime) else datetime.combine(when, time(12))
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
