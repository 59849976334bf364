"""Tables emptied after a test whose rows are really committed: only those with rows, and past guards that refuse it.

Django's own way empties every table, makes its types of content and permissions anew, and has every guard installed
again: most of what a small test takes. It is still what is done the first time, and where a test left guards changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from bundlinje_web.acting import system
from bundlinje_web.audit.verify import guards_of, standing

_KEPT = {"django_content_type", "auth_permission"}
"""What Django makes anew after emptying, each time the same."""


class Emptying:
    """Empties tables for as long as guards are as they were the first time; `slowly` is Django's way."""

    def __init__(self, slowly: Callable[..., Any]) -> None:
        self._slowly = slowly
        self._guards: dict[str, tuple[int, str]] = {}

    def __call__(self, **options: Any) -> None:
        """What the command `flush` does."""
        database = connections[options["database"]]
        guards = self._guards.get(database.alias)
        if guards is None or guards != _guards(database) or not _may_pass_guards(database):
            self._slowly(**options)
            self._guards[database.alias] = _guards(database)
            return
        _empty(database, _filled(database))
        _note(database, guards)


def _guards(database: BaseDatabaseWrapper) -> tuple[int, str]:
    """How many guards there are, and the digest of all that guards the chain."""
    with database.cursor() as cursor:
        return len(guards_of(cursor.cursor, database.vendor)), standing(cursor.cursor, database.vendor)


def _note(database: BaseDatabaseWrapper, guards: tuple[int, str]) -> None:
    """The chain begins with what guards it, as after a migration."""
    from bundlinje_web.audit.actions.note_guards import note_guards

    note_guards(system("installation"), database.vendor, *guards)


def _may_pass_guards(database: BaseDatabaseWrapper) -> bool:
    """PostgreSQL lets only its administrator work past triggers."""
    if database.vendor == "sqlite":
        return True
    with database.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        return cursor.fetchone() == ("on",)


def _filled(database: BaseDatabaseWrapper) -> list[str]:
    """The tables that hold rows, quoted."""
    names = sorted(set(database.introspection.django_table_names(only_existing=True, include_views=False)) - _KEPT)
    quoted = [database.ops.quote_name(name) for name in names]
    with database.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in quoted))  # noqa: S608
        return [name for (name,) in cursor.fetchall()]


def _empty(database: BaseDatabaseWrapper, tables: Sequence[str]) -> None:
    """Delete every row of these tables while their triggers sleep, or on SQLite are away."""
    deleting = [f"DELETE FROM {table}" for table in tables]  # noqa: S608
    with transaction.atomic(using=database.alias), database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute("; ".join(["SET LOCAL session_replication_role = replica", *deleting]))
            return
        cursor.execute("SELECT '\"' || tbl_name || '\"', name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = [(name, sql) for table, name, sql in cursor.fetchall() if table in tables]
        away, back = [f'DROP TRIGGER "{name}"' for name, _ in triggers], [sql for _, sql in triggers]
        for statement in (*away, *deleting, *back):
            cursor.execute(statement)
