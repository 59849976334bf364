"""The same wish of the same person happens once: a key is recorded once for each actor and code."""

from __future__ import annotations

from bundlinje_web.audit.guarding import Attack, Guard
from bundlinje_web.audit.models import Record

_TABLE = Record._meta.db_table

GUARD = Guard(
    "audit.once",
    constraints=((_TABLE, "record_once_a_key"),),
    attacks=(
        Attack(
            "the same key again",
            'INSERT INTO audit_record (id, recorded_at, digest, code, actor, "grant", on_behalf_of, subject_type, '
            'subject, contract, "before", "after", "values", "key", request, happened_on, seal_id) '
            'SELECT {new}, recorded_at, digest, code, actor, "grant", on_behalf_of, subject_type, subject, contract, '
            '"before", "after", "values", "key", request, happened_on, {new} FROM audit_record LIMIT 1',
        ),
    ),
)
