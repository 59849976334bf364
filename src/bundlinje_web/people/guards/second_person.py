"""A right is confirmed by a third person: neither who gave it nor who gets it, and not after it was ended."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal

_CONFIRMATION = "people_grantconfirmation"


def _refusals() -> Iterator[Refusal]:
    yield Refusal(
        _CONFIRMATION,
        Event.INSERT,
        "EXISTS (SELECT 1 FROM people_grant AS g WHERE g.id = NEW.grant_id "
        "AND (g.person_id = NEW.confirmed_by_id OR g.given_by_id = NEW.confirmed_by_id)) "
        "OR EXISTS (SELECT 1 FROM people_grantend AS e WHERE e.grant_id = NEW.grant_id)",
    )


def _attack(name: str, by: str) -> Attack:
    """A grant that waits is confirmed by the person in one of its own columns."""
    return Attack(
        name,
        f"INSERT INTO {{table}} (id, recorded_at, grant_id, confirmed_by_id) "  # noqa: S608 - a column's name
        f"SELECT {{new}}, recorded_at, id, {by} FROM people_grant WHERE given_by_id IS NOT NULL "
        "AND id NOT IN (SELECT grant_id FROM {table}) LIMIT 1",
    )


GUARD = Guard(
    "people.second-person",
    refusals=_refusals,
    attacks=(_attack("confirmed by who gave it", "given_by_id"), _attack("confirmed by who gets it", "person_id")),
)
