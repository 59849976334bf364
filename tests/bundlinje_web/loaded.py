"""The demonstration office with its whole story, told once for a run of the tests and copied to whoever looks at it.

Told as of today, because pages are asked today. On PostgreSQL it is told into the tests' own database and emptied out
again; on SQLite it is the office that the run has made by the command people type, beside the tests' own database.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils import timezone
from tests.telling import shared_by_the_run, told

from bundlinje_web.demo.loading import load
from bundlinje_web.settings.database import sqlite

AARHUS = Path(__file__).parents[2] / "examples" / "aarhus"


@contextmanager
def loaded_office(temporary: pytest.TempPathFactory, folder: Path) -> Iterator[None]:
    """Within it the application works on an office of its own, in which the story has been told."""
    if connection.vendor == "postgresql":
        load(AARHUS, timezone.localdate())
        try:
            yield
        finally:
            call_command("flush", verbosity=0, interactive=False)
        return
    copy = shutil.copytree(told(shared_by_the_run(temporary)), folder / "loaded")
    with _working_on(copy / "office.db"):
        yield


@contextmanager
def _working_on(file: Path) -> Iterator[None]:
    usual: BaseDatabaseWrapper = connections["default"]
    connections["default"] = DatabaseWrapper({**usual.settings_dict, **sqlite(file)}, "default")
    try:
        with closing(connections["default"]):
            yield
    finally:
        connections["default"] = usual
