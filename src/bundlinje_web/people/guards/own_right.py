"""A record names a right that its actor held on the day it tells of: an own one, or one that its holder had lent.

A job's right is its own name. Where no right is named nobody acts on another's behalf either: what anybody may do, and
what was refused. Who ends the very right they act by, or closes their own account, still acts by it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal

_RECORD, _GRANT = "audit_record", '"grant"'
_LOOKS_INTO = (
    "people_grant", "people_grantconfirmation", "people_grantend", "people_delegation", "people_delegationend",
)  # fmt: skip


def _is(row: str, told: str, engine: str) -> str:
    """That a row's key is the one a record tells: SQLite keeps keys without hyphens, PostgreSQL as keys."""
    return f"replace(NEW.{told}, '-', '') = {row}" if engine == "sqlite" else f"NEW.{told} = {row}::text"


def _held(engine: str) -> str:
    """That the grant told was confirmed and ran that day, and that the actor held it or had it lent."""
    holder = f"({_is('g.person_id', 'actor', engine)} AND NEW.on_behalf_of = '')"
    lent = (
        f"({_is('g.person_id', 'on_behalf_of', engine)} AND EXISTS (SELECT 1 FROM people_delegation AS d "  # noqa: S608
        f"WHERE d.grant_id = g.id AND {_is('d.delegate_id', 'actor', engine)} "
        "AND d.since <= NEW.happened_on AND d.until > NEW.happened_on AND NOT EXISTS (SELECT 1 FROM "
        'people_delegationend AS x WHERE x.delegation_id = d.id AND x."on" <= NEW.happened_on '
        f"AND NOT {_is('d.id', 'subject', engine)})))"
    )
    return (
        f"EXISTS (SELECT 1 FROM people_grant AS g WHERE {_is('g.id', _GRANT, engine)} "  # noqa: S608
        "AND g.since <= NEW.happened_on AND (g.until IS NULL OR g.until > NEW.happened_on) "
        "AND (g.origin <> 'hand' OR EXISTS (SELECT 1 FROM people_grantconfirmation AS c WHERE c.grant_id = g.id)) "
        'AND NOT EXISTS (SELECT 1 FROM people_grantend AS e WHERE e.grant_id = g.id AND e."on" <= NEW.happened_on '
        f"AND NEW.subject <> NEW.actor AND NOT {_is('g.id', 'subject', engine)}) "
        f"AND ({holder} OR {lent}))"
    )


def _strange(engine: str) -> str:
    job = "(NEW.actor LIKE 'system:%' AND NEW.\"grant\" = NEW.actor AND NEW.on_behalf_of = '')"
    nobodys = "(NEW.\"grant\" = '' AND NEW.on_behalf_of = '')"
    return f"NOT ({nobodys} OR {job} OR {_held(engine)})"


def _refusals() -> Iterator[Refusal]:
    when = {engine: _strange(engine) for engine in ("sqlite", "postgresql")}
    yield Refusal(_RECORD, Event.INSERT, when, looks_into=_LOOKS_INTO)


def _attack(name: str, actor: str, right: str, *, behalf: str = "''", on: str = "happened_on", of: str = "") -> Attack:
    """A record like one that stands, by another actor, under another right, or on another day."""
    return Attack(
        name,
        'INSERT INTO audit_record (id, recorded_at, digest, code, actor, "grant", on_behalf_of, subject_type, '  # noqa: S608
        'subject, contract, "before", "after", "values", "key", request, happened_on, seal_id) '
        f"SELECT {{new}}, r.recorded_at, r.digest, r.code, {actor}, {right}, {behalf}, r.subject_type, r.subject, "
        f'r.contract, r."before", r."after", r."values", \'another-key\', r.request, {on}, {{new}} '
        f"FROM audit_record AS r CROSS JOIN (SELECT CAST(g.id AS text) AS id, CAST(g.person_id AS text) AS holder, "
        "CAST(g.given_by_id AS text) AS giver FROM people_grant AS g "
        f"WHERE {of or 'g.role = ' + chr(39) + 'reader' + chr(39)}) AS g LIMIT 1",
    )


_UNCONFIRMED = (
    "g.role = 'auditor' AND g.origin = 'hand' "
    "AND NOT EXISTS (SELECT 1 FROM people_grantconfirmation AS c WHERE c.grant_id = g.id)"
)

GUARD = Guard(
    "people.own-right",
    refusals=_refusals,
    attacks=(
        _attack("under another's right", "g.giver", "g.id"),
        _attack("before the right began", "g.holder", "g.id", on="'1900-01-01'"),
        _attack("under a right that nobody confirmed", "g.holder", "g.id", of=_UNCONFIRMED),
        _attack("on behalf of somebody who lent nothing", "g.giver", "g.id", behalf="g.holder"),
        _attack("on behalf of somebody under one's own right", "g.holder", "g.id", behalf="g.giver"),
        _attack("under a right from nowhere", "g.holder", "'a-right'"),
        _attack("a person as a job", "g.holder", "'system:reminders'"),
        _attack("a job as another job", "'system:seals'", "'system:reminders'"),
        _attack("on another's behalf under no right", "g.giver", "''", behalf="g.holder"),
    ),
)
