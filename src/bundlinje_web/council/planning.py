"""When the Council meets: the days of a year that are proposed, and what the next meeting is filled in with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bundlinje_web.council.models import Meeting, WheelEntry
from bundlinje_web.people.models import Body

MONTHS = (1, 3, 5, 8, 10, 12)
"""Every other month, but in summer: about six meetings a year (GOV-14)."""
AGENDA_BEFORE = timedelta(days=7)
_TUESDAY = 1


def days_of(year: int) -> tuple[date, ...]:
    """The second Tuesday of each of these months."""
    return tuple(_second_tuesday(year, month) for month in MONTHS)


def _second_tuesday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(_TUESDAY - first.weekday()) % 7 + 7)


def next_free(body: Body, today: date) -> date:
    """The next of these days in whose month the body has no meeting yet."""
    for day in (*days_of(today.year), *days_of(today.year + 1), *days_of(today.year + 2)):
        taken = body.meetings.filter(day__year=day.year, day__month=day.month).exclude(state=Meeting.CANCELLED)
        if day - AGENDA_BEFORE > today and not taken.exists():
            return day
    return days_of(today.year + 3)[0]


def proposed(body: Body | None, today: date) -> dict[str, Any]:
    """What a new meeting is filled in with: the day, the theme the annual wheel has that month, place and hour."""
    if body is None:
        return {}
    day = next_free(body, today)
    wheel = WheelEntry.objects.filter(kind=WheelEntry.Kind.THEME, month=day.month)
    theme = wheel.filter(year=day.year).first() or wheel.filter(year=None).first()
    last = body.meetings.filter(in_writing=False).exclude(state=Meeting.CANCELLED).order_by("day").last()
    return {
        "body": body.pk,
        "day": day,
        "theme": theme.title if theme and body.kind == Body.Kind.COUNCIL else "",
        "place": last.place if last else "",
        "begins": last.begins if last else None,
    }
