"""Somebody who asks for a page or does something: a person, nobody known, or a named job."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bundlinje_web.acting.right import Right, Role, Scope

FRESH_FOR = timedelta(minutes=10)
"""How long a second factor counts as just given, for what needs one more gesture."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with the rights that person holds now.

    `person` is the person's random id, none for a stranger; `fresh` is when a second factor was last given, none
    where it was not. `acting_as` is the role chosen where somebody has more than one.
    """

    person: str | None
    name: str = ""
    rights: tuple[Right, ...] = ()
    fresh: datetime | None = None
    acting_as: Role | None = None

    @property
    def is_known(self) -> bool:
        """Whether somebody has logged in, or it is a job with a name."""
        return self.person is not None

    @property
    def roles(self) -> tuple[Role, ...]:
        """The different roles held now, in the order they were given."""
        return tuple(dict.fromkeys(right.role for right in self.rights))

    def ordered(self) -> tuple[Right, ...]:
        """The rights, those of the role chosen first: the first that does is the one a record names."""
        return tuple(sorted(self.rights, key=lambda right: right.role != self.acting_as))

    def has_fresh_factor(self, now: datetime) -> bool:
        """Whether a second factor was given no longer than ten minutes ago."""
        return self.fresh is not None and now - self.fresh <= FRESH_FOR

    def acting(self, role: Role) -> Actor:
        """The same person in another of the roles held."""
        return replace(self, acting_as=role)


ANYONE = Actor(person=None)
"""A stranger: nobody has logged in."""


@dataclass(frozen=True, slots=True)
class _Job(Actor):
    """A job with a name: what it does is recorded like what a person does."""

    rights: tuple[Right, ...] = field(default=())


def system(job: str) -> Actor:
    """The actor of a named job, such as `reminders`. It never approves and never releases: no policy lets it."""
    name = f"system:{job}"
    return _Job(name, name, (Right(name, Role.SYSTEM, Scope.ALL, person=name),))
