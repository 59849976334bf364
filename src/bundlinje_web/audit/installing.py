"""When guards are put in place: taken away before tables are remade, all put back when `migrate` has ended.

SQLite remakes a table for most changes of a column, and its triggers are gone without a word.
"""

from __future__ import annotations

from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from bundlinje_web.acting import system
from bundlinje_web.audit.guarding import register
from bundlinje_web.audit.roles import owns_its_guards
from bundlinje_web.audit.verify import guards_of, standing
from bundlinje_web.said import say


def before_migrating(using: str, plan: Any = (), **_: Any) -> None:
    """Take the guards away where something is about to be remade."""
    if using == DEFAULT_DB_ALIAS and plan:
        register.remove(connections[using])


def after_migrating(using: str, **_: Any) -> None:
    """Put every guard in place, and note it where it changed what the database refuses."""
    database = connections[using]
    if using != DEFAULT_DB_ALIAS or "audit_record" not in database.introspection.table_names():
        return
    register.install(database)
    _note(database)


def _note(database: BaseDatabaseWrapper) -> None:
    from bundlinje_web.audit.actions.note_guards import note_guards
    from bundlinje_web.audit.models import Record

    with database.cursor() as cursor:
        guards = guards_of(cursor.cursor, database.vendor)
        there = standing(cursor.cursor, database.vendor)
    last = Record.objects.filter(code="audit.guards.installed").order_by("recorded_at").last()
    if last is None or last.values.get("digest") != there:
        note_guards(system("installation"), database.vendor, len(guards), there)


def check_guards(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Django's check of a database: an error for each guard that is not as it should be."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    differing = register.differences(connections[DEFAULT_DB_ALIAS])
    return [Error(name, id="audit.E001", hint="bundlinje-web migrate") for name in differing]


def check_owner(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Django's check before an office is deployed: a warning where it could take its own guards away."""
    if DEFAULT_DB_ALIAS not in (databases or ()) or not owns_its_guards(connections[DEFAULT_DB_ALIAS]):
        return []
    return [checks.Warning(say("audit.roles.owner", "en"), id="audit.W002", hint="bundlinje-web roles")]


def refuse_to_serve_unguarded() -> None:
    """Called before the first page is served. Raises `ImproperlyConfigured` where a guard is missing or changed."""
    if differing := register.differences(connections[DEFAULT_DB_ALIAS]):
        raise ImproperlyConfigured(f"audit.E001: {', '.join(differing)}")
