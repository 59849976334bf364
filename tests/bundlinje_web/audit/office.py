"""An office of its own in one file: the audit's tables alone, really committed, with a few actions in the chain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from bundlinje_web.acting import Actor
from bundlinje_web.audit.actions.witness_head import witness_head
from bundlinje_web.audit.installing import after_migrating
from bundlinje_web.audit.models import Record, Seal, Witness
from bundlinje_web.settings.database import sqlite


@contextmanager
def office(file: Path) -> Iterator[None]:
    """Within it the application works on this file; beside it a server or another file goes on as before."""
    usual = connections["default"]
    connections["default"] = DatabaseWrapper({**usual.settings_dict, **sqlite(file)}, "default")
    try:
        with connections["default"].schema_editor() as editor:
            for model in (Seal, Record, Witness):
                editor.create_model(model)
        after_migrating(using="default")
        yield
    finally:
        connections["default"].close()
        connections["default"] = usual


def filled(file: Path, actor: Actor, actions: int = 4) -> Path:
    """A file with so many actions in it, written out whole."""
    with office(file):
        for number in range(actions):
            witness_head(actor, Seal.objects.latest("number"), f"report-{number}")
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=DELETE")
    return file
