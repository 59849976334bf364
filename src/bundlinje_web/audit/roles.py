"""What each role of a PostgreSQL server may in the office's database.

The owner migrates and is used for nothing else. The office logs in as a role that owns nothing: it adds to tables that
only grow and never changes them, and makes no tables. Whoever verifies reads what is examined, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from bundlinje_web.audit.guarding.shapes import tables_of
from bundlinje_web.audit.rows import Appended
from bundlinje_web.audit.verify import GRANTS

EXAMINED = ("audit_record", "audit_seal", "audit_witness", *GRANTS)
"""The tables that the stand-alone verifier reads."""
_GROWS, _CHANGES, _READ = "SELECT, INSERT", "SELECT, INSERT, UPDATE, DELETE", "SELECT"
_MIGRATIONS = "django_migrations"


@dataclass(frozen=True, slots=True)
class Roles:
    """The names of the two roles: the office's own, and the verifier's where there is one."""

    office: str
    verifier: str = ""

    def statements(self, database: BaseDatabaseWrapper) -> Iterator[str]:
        """The statements, to be run by the owner after each migration: what was granted before goes first."""
        there = set(database.introspection.table_names())
        for role in filter(None, (self.office, self.verifier)):
            yield from _nothing(_quoted(role))
        office, verifier = _quoted(self.office), _quoted(self.verifier)
        for table, may in sorted(rights().items()):
            if table in there:
                yield f'GRANT {may} ON "{table}" TO {office}'
        yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {office}"
        if self.verifier:
            for table in EXAMINED:
                yield f'GRANT {_READ} ON "{table}" TO {verifier}'


def _quoted(role: str) -> str:
    return '"' + role.replace('"', '""') + '"'


def _nothing(role: str) -> Iterator[str]:
    for what in ("ALL TABLES IN SCHEMA public", "ALL SEQUENCES IN SCHEMA public", "SCHEMA public"):
        yield f"REVOKE ALL ON {what} FROM {role}"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"


def rights() -> dict[str, str]:
    """What the office's role may with each table: with rows that are only added, rows that change, and the rest."""
    grows = {model._meta.db_table for model in tables_of(Appended)}  # type: ignore[type-abstract]
    every = {model._meta.db_table for model in tables_of(models.Model)}
    every |= {cache["LOCATION"] for cache in settings.CACHES.values() if cache["BACKEND"].endswith("DatabaseCache")}
    return {table: _GROWS if table in grows else _CHANGES for table in every} | {_MIGRATIONS: _READ}


def owns_its_guards(database: BaseDatabaseWrapper) -> bool:
    """Whether whoever is logged in could take the guards away: as owner of the records, or over every rule."""
    if database.vendor != "postgresql":
        return False
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT pg_has_role(c.relowner, 'MEMBER') FROM pg_class c "
            "WHERE c.relname = 'audit_record' AND c.relnamespace = current_schema()::regnamespace"
        )
        found = cursor.fetchone()
    return bool(found and found[0])
