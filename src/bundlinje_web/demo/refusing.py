"""Where a demonstration does not start: not on this machine alone, among real keys, in an office that is in use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from bundlinje.problems import Collector, Problem, error
from bundlinje_web.demo.mark import is_marked, is_untouched
from bundlinje_web.demo.serving import is_local


def refuse_unless_safe(host: str, folder: Path) -> None:
    """Raises `Refused` with everything that stands in the way, before anything is touched."""
    found = Collector()
    found.add(*_unsafe(host), *_missing(folder), *_in_use())
    found.refuse_errors()


def _unsafe(host: str) -> Iterator[Problem]:
    if not settings.IS_DEMO:
        yield error("demo.problem.not_demo", settings=settings.SETTINGS_MODULE)
    if not is_local(host):
        yield error("demo.problem.not_local", host=host)
    if settings.SECRET_KEY != settings.DEMO_KEY:
        yield error("demo.problem.real_key", name="SECRET_KEY")
    for name in settings.PRODUCTION_ASKS:
        if os.environ.get(name):
            yield error("demo.problem.real_key", name=name)


def _missing(folder: Path) -> Iterator[Problem]:
    if not (folder / "fund.yaml").is_file():
        yield error("demo.problem.no_examples", folder=str(folder))


def _in_use() -> Iterator[Problem]:
    if _is_not_there():
        return
    tables = connection.introspection.table_names()
    if not tables or not settings.IS_DEMO:
        return
    if "audit_record" not in tables or not (is_untouched() or is_marked()):
        yield error("demo.problem.in_use", folder=str(settings.FOLDER))


def _is_not_there() -> bool:
    """Whether the database is a file that does not exist yet: SQLite would make it by being asked."""
    name = str(settings.DATABASES["default"]["NAME"])
    return (
        connection.vendor == "sqlite"
        and ":memory:" not in name
        and "mode=memory" not in name
        and not Path(name).exists()
    )
