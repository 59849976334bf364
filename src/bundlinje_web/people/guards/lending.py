"""A right is lent by its own holder's grant, which holds, for a time within it, to somebody else, and never on.

A delegation names a grant and no delegation: a second step cannot be written down.
"""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal
from bundlinje_web.people.guards.overlaps import stands
from bundlinje_web.people.reach import PERSONAL

_DELEGATION = "people_delegation"
_SAME = "there.grant_id = NEW.grant_id AND there.delegate_id = NEW.delegate_id"
_NOT_LENT = ", ".join(f"'{role.value}'" for role in sorted(PERSONAL))


def _refusals() -> Iterator[Refusal]:
    yield Refusal(_DELEGATION, Event.INSERT, stands(_DELEGATION, ("people_delegationend", "delegation_id"), _SAME))
    yield Refusal(
        _DELEGATION,
        Event.INSERT,
        "EXISTS (SELECT 1 FROM people_grant AS g WHERE g.id = NEW.grant_id AND (g.person_id = NEW.delegate_id "  # noqa: S608
        f"OR g.role IN ({_NOT_LENT}) OR NEW.since < g.since OR (g.until IS NOT NULL AND NEW.until > g.until) "
        "OR (g.origin = 'hand' AND NOT EXISTS (SELECT 1 FROM people_grantconfirmation AS c WHERE c.grant_id = g.id)) "
        'OR EXISTS (SELECT 1 FROM people_grantend AS e WHERE e.grant_id = g.id AND e."on" <= NEW.since)))',
    )


_INTO = "INSERT INTO {table} (id, recorded_at, since, until, reason, delegate_id, grant_id) SELECT {new}, recorded_at, "

GUARD = Guard(
    "people.lending",
    refusals=_refusals,
    constraints=((_DELEGATION, "delegation_has_a_period"),),
    attacks=(
        Attack("lent to its holder", f"{_INTO} since, '2999-01-01', '', person_id, id FROM people_grant LIMIT 1"),
        Attack("lent twice", f"{_INTO} since, until, '', delegate_id, grant_id FROM {{table}} LIMIT 1"),
        Attack(
            "a seat that is not lent",
            f"{_INTO} since, '2999-01-01', '', (SELECT d.delegate_id FROM people_delegation AS d LIMIT 1), id "  # noqa: S608
            "FROM people_grant WHERE role = 'council' LIMIT 1",
        ),
        Attack(
            "lent before the right begins",
            f"{_INTO} '1900-01-01', '1900-01-02', '', delegate_id, grant_id FROM {{table}} LIMIT 1",
        ),
        Attack(
            "over before it begins",
            f"{_INTO} '2998-01-02', '2998-01-01', '', delegate_id, grant_id FROM {{table}} LIMIT 1",
        ),
    ),
)
