"""Case numbers: `2026-014`, one running number a year over proposals and cases, for life."""

from __future__ import annotations

from datetime import date

from django.db import connection

from bundlinje_web.pipeline.models import Case, Proposal

_LOCK = 7_204_014
"""Whoever takes a number on a server holds this lock until it has been used; SQLite has one writer at a time anyhow."""


def next_number(day: date) -> str:
    """The next free number of the day's year. Ask for it inside the transaction that uses it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    start = f"{day.year}-"
    taken = [
        int(number.removeprefix(start))
        for rows in (Proposal, Case)
        for number in rows._default_manager.filter(number__startswith=start).values_list("number", flat=True)
        if number.removeprefix(start).isdigit()
    ]
    return f"{start}{max(taken, default=0) + 1:03}"
