"""Where the story is told: its day, the fund's folder, and the people who act in it under keys of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from bundlinje_web.acting import ANYONE, Actor, system
from bundlinje_web.audit.action import Action
from bundlinje_web.audit.clock import happening
from bundlinje_web.demo.people import mail_of
from bundlinje_web.people.models import Organisation, Person
from bundlinje_web.people.rights import actor_of

Made = TypeVar("Made", bound="Model | None")

BEGINNING = date(2019, 1, 1)
"""The day the office opens in the story: before the fund's first investment."""
SATURDAY = 5


@dataclass(slots=True)
class Stage:
    """The story is told as of `today`; `folder` holds the fund's contracts, cases, proposals and organisations."""

    today: date
    folder: Path
    cast: dict[str, Person] = field(default_factory=dict)
    places: dict[str, Organisation] = field(default_factory=dict)

    def does(self, who: str, what: Action[Made], *args: Any, on: date, key: str, **told: Any) -> Made:
        """Somebody of the cast does it on that day: once, however often the story is told."""
        with happening(on):
            return what(self.actor(who, on), *args, key=f"demo:{key}", **told)

    def stranger_does(self, what: Action[Made], *args: Any, on: date, key: str, **told: Any) -> Made:
        """Somebody without a login does it on that day."""
        with happening(on):
            return what(ANYONE, *args, key=f"demo:{key}", **told)

    def job_does(self, what: Action[Made], *args: Any, on: date, key: str, **told: Any) -> Made:
        """The demonstration's own job does it."""
        with happening(on):
            return what(system("demo"), *args, key=f"demo:{key}", **told)

    def actor(self, who: str, on: date) -> Actor:
        """Somebody of the cast with the rights of that day, a second factor just given."""
        return actor_of(self.person(who), on, fresh=timezone.now())

    def person(self, who: str) -> Person:
        """Somebody of the cast, by first name."""
        if who not in self.cast:
            self.cast[who] = Person.objects.get(email=mail_of(who))
        return self.cast[who]

    def organisation(self, code: str) -> Organisation:
        """An organisation by its code."""
        if code not in self.places:
            self.places[code] = Organisation.objects.get(code=code)
        return self.places[code]

    def ago(self, days: int) -> date:
        """The working day so many days before today, or the last one before it."""
        return _working(self.today - timedelta(days=days), -1)

    def ahead(self, days: int) -> date:
        """The working day so many days after today, or the first one after it."""
        return _working(self.today + timedelta(days=days), 1)


Chapter = Callable[[Stage], None]


def _working(day: date, step: int) -> date:
    while day.weekday() >= SATURDAY:
        day += timedelta(days=step)
    return day
