"""The days that matter to somebody: on a page, and as a feed a calendar program reads (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from bundlinje_web.acting import Actor
from bundlinje_web.frame.found import Happening, calendar
from bundlinje_web.frame.words import say_now

LONGEST = 73
"""Octets of a line before it is folded: 75 with the line end's own."""


def days_of(actor: Actor, today: date) -> tuple[Happening, ...]:
    """What happens on which day, as far as this actor may see it, in order."""
    found = (happening for source in calendar for happening in source(actor, today))
    return tuple(sorted(found, key=lambda each: (each.day, each.code, each.subject)))


def said(happening: Happening) -> str:
    """A happening in words, without any citizen in it."""
    return say_now(happening.code, subject=happening.subject, **happening.values)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """A line of a feed in pieces no longer than programs must read, cut between characters."""
    piece, size, room = "", 0, LONGEST
    for letter in line:
        octets = len(letter.encode())
        if size + octets > room:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece


def _event(happening: Happening, host: str) -> list[str]:
    key = sha256(f"{happening.code} {happening.url} {happening.day}".encode()).hexdigest()[:32]
    return [
        "BEGIN:VEVENT",
        f"UID:{key}@bundlinje",
        f"DTSTAMP:{datetime.combine(happening.day, datetime.min.time(), UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{happening.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{happening.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(said(happening))}",
        f"URL:{host}{happening.url}",
        "END:VEVENT",
    ]


def feed(happenings: Iterable[Happening], name: str, host: str) -> str:
    """The days as an iCalendar feed."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bundlinje//Office//DA", f"X-WR-CALNAME:{_escaped(name)}"]
    for happening in happenings:
        lines += _event(happening, host)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in folded(line))
