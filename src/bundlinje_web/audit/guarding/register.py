"""Every guard there is, found by its file, and the database they are installed in and compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from bundlinje_web.audit.guarding import postgresql, sqlite
from bundlinje_web.audit.guarding.kinds import Guard, Refusal
from bundlinje_web.audit.verify import guards_of

_ENGINES: Mapping[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


@cache
def guards() -> tuple[Guard, ...]:
    """Every guard: the `GUARD` of each file in the `guards` folder of each application."""
    return tuple(_found())


def _found() -> Iterator[Guard]:
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.guards") is None:
            continue
        folder = import_module(f"{app.name}.guards")
        for file in sorted(iter_modules(folder.__path__), key=lambda file: file.name):
            module = import_module(f"{folder.__name__}.{file.name}")
            if hasattr(module, "GUARD"):  # what guards share stands beside them
                yield module.GUARD


def _wanted(database: BaseDatabaseWrapper, chosen: Iterable[Guard]) -> Iterator[tuple[str, Refusal, str, str]]:
    """Each trigger that this database should have: its name, what it refuses, the condition, and what it says."""
    tables = set(database.introspection.table_names())
    for guard in chosen:
        for name, refusal in guard.named():
            when = refusal.on(database.vendor)
            if when is not None and tables.issuperset((refusal.table, *refusal.looks_into)):
                yield name, refusal, when, guard.said(refusal)


def install(database: BaseDatabaseWrapper, only: Iterable[Guard] | None = None) -> None:
    """Put every guard in place anew, or only some: what stood there under a guard's name goes first."""
    engine = _ENGINES[database.vendor]
    remove(database)
    with database.cursor() as cursor:
        for name, refusal, when, said in _wanted(database, guards() if only is None else only):
            for statement in engine.making(name, refusal, when, said):
                cursor.execute(statement)


def remove(database: BaseDatabaseWrapper) -> None:
    """Take every guard away, for tables to be remade; nothing is served before they are back."""
    with database.cursor() as cursor:
        for query in _ENGINES[database.vendor].REMOVING:
            cursor.execute(query)
            for (statement,) in cursor.fetchall():
                cursor.execute(statement)


def differences(database: BaseDatabaseWrapper) -> tuple[str, ...]:
    """The names of guards and constraints that are missing, changed, switched off, or there without being known."""
    engine = _ENGINES[database.vendor]
    wanted = {one[0]: engine.defined(*one) for one in _wanted(database, guards())}
    with database.cursor() as cursor:
        there = guards_of(cursor.cursor, database.vendor)
    changed = {name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name)}
    return tuple(sorted(changed | set(_constraints_missing(database))))


def _constraints_missing(database: BaseDatabaseWrapper) -> Iterator[str]:
    tables = set(database.introspection.table_names())
    with database.cursor() as cursor:
        for guard in guards():
            for table, name in guard.constraints:
                if table in tables and name not in database.introspection.get_constraints(cursor, table):
                    yield name
