"""The demonstration office with its whole story, told once for a run of the tests and copied to whoever looks at it.

Told as of today, because pages are asked today. On PostgreSQL it is told into the tests' own database and emptied out
again; on SQLite it lies in a file beside the tests' database, which stays as it is.
"""

from __future__ import annotations

import fcntl
import os
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
    file = folder / "loaded.db"
    shutil.copyfile(told_once(_of_the_run(temporary)), file)
    with _working_on(file):
        yield


def _of_the_run(temporary: pytest.TempPathFactory) -> Path:
    """The folder that the processes of one run share."""
    own = temporary.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def told_once(folder: Path) -> Path:
    """The file with the whole story in it: made by whoever comes first, while the others wait."""
    file = folder / "office-with-its-story.db"
    with (folder / "office-with-its-story.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            begun = file.with_suffix(".begun")
            begun.unlink(missing_ok=True)
            with _working_on(begun):
                call_command("migrate", verbosity=0, interactive=False)
                load(AARHUS, timezone.localdate())
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA journal_mode=DELETE")
            begun.rename(file)
    return file


@contextmanager
def _working_on(file: Path) -> Iterator[None]:
    usual: BaseDatabaseWrapper = connections["default"]
    connections["default"] = DatabaseWrapper({**usual.settings_dict, **sqlite(file)}, "default")
    try:
        with closing(connections["default"]):
            yield
    finally:
        connections["default"] = usual
