"""A right is given by somebody to somebody else, and the same right is held once at a time."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal
from bundlinje_web.people.guards.overlaps import stands

_GRANT = "people_grant"
_SAME = 'there.person_id = NEW.person_id AND there.role = NEW.role AND there."on" = NEW."on"'


def _refusals() -> Iterator[Refusal]:
    yield Refusal(_GRANT, Event.INSERT, stands(_GRANT, ("people_grantend", "grant_id"), _SAME))


def _again(since: str, until: str, origin: str = "origin", giver: str = "given_by_id") -> str:
    """A grant that stands, given once more with other days, another origin or another giver."""
    return (
        'INSERT INTO people_grant (id, recorded_at, role, scope, "on", since, until, origin, reason, person_id, '  # noqa: S608
        f'given_by_id) SELECT {{new}}, recorded_at, role, scope, "on", {since}, {until}, {origin}, reason, person_id, '
        f"{giver} FROM people_grant WHERE until IS NULL LIMIT 1"
    )


_FAR = "'2998-01-01'"

GUARD = Guard(
    "people.one-right",
    refusals=_refusals,
    constraints=(
        (_GRANT, "grant_not_to_oneself"),
        (_GRANT, "grant_by_hand_has_a_giver"),
        (_GRANT, "grant_has_a_period"),
    ),
    attacks=(
        Attack("a right to oneself", _again("'1900-01-01'", "'1900-02-01'", "'hand'", "person_id")),
        Attack("a right given by nobody", _again("'1900-01-01'", "'1900-02-01'", "'hand'", "NULL")),
        Attack("a right that is over before it begins", _again("'1900-01-02'", "'1900-01-01'")),
        Attack("the same right twice", _again("since", "NULL")),
        Attack("the same right from a day within it", _again(_FAR, "NULL")),
        Attack("the same right until a day within it", _again("'1900-01-01'", _FAR)),
    ),
)
