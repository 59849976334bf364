"""Nobody sits twice on a body at a time, and a body has one chair at a time."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal
from bundlinje_web.people.guards.overlaps import stands

_MANDATE = "people_mandate"
_END = ("people_mandateend", "mandate_id")
_TWICE = "there.body_id = NEW.body_id AND there.person_id = NEW.person_id"
_TWO_CHAIRS = "NEW.seat = 'chair' AND there.seat = 'chair' AND there.body_id = NEW.body_id"


def _refusals() -> Iterator[Refusal]:
    yield Refusal(_MANDATE, Event.INSERT, stands(_MANDATE, _END, _TWICE))
    yield Refusal(_MANDATE, Event.INSERT, stands(_MANDATE, _END, _TWO_CHAIRS))


def _again(seat: str, person: str) -> str:
    """A mandate that stands, begun once more in another seat or by another person."""
    return (
        "INSERT INTO people_mandate (id, recorded_at, seat, since, until, source, body_id, person_id) "  # noqa: S608
        f"SELECT {{new}}, m.recorded_at, '{seat}', m.since, m.until, '', m.body_id, {person} FROM people_mandate AS m "
        "WHERE m.seat = 'chair' LIMIT 1"
    )


_ANOTHER = "(SELECT p.id FROM people_person AS p WHERE p.id <> m.person_id LIMIT 1)"

GUARD = Guard(
    "people.one-seat",
    refusals=_refusals,
    attacks=(
        Attack("two seats for one", _again("member", "m.person_id")),
        Attack("two chairs", _again("chair", _ANOTHER)),
    ),
)
