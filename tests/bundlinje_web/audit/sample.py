"""Invented rows of each kind, in no application's tables: what the guards must hold of any row of their kind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import ClassVar

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.db import connection, models
from django.db.models import Q

from bundlinje_web.audit.guarding import register, shapes
from bundlinje_web.audit.rows import Appended, Kept, Moving

_registry = Apps()


class Note(Appended):
    """Said once for all; at most one of each number, and at most one that is first."""

    number = models.IntegerField()
    text = models.CharField(max_length=40, unique=True)
    is_first = models.BooleanField(default=False)

    class Meta:
        apps = _registry
        app_label = "sample"
        constraints = (
            models.UniqueConstraint(fields=["number", "is_first"], name="note_number"),
            models.UniqueConstraint(fields=["is_first"], condition=Q(is_first=True), name="note_one_first"),
        )


class Paper(Kept):
    """Something people write in."""

    text = models.CharField(max_length=40)

    class Meta:
        apps = _registry
        app_label = "sample"


class Errand(Moving):
    """Something that goes from asked for to done or dropped."""

    MOVES: ClassVar = {"asked": ("begun", "dropped"), "begun": ("done", "dropped"), "done": (), "dropped": ()}

    class Meta:
        apps = _registry
        app_label = "sample"


SAMPLES = (Note, Paper, Errand)


@contextmanager
def known(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Within it the guards know the invented models too, and their tables stand in the database."""
    everything = SimpleNamespace(get_models=lambda **asked: [*apps.get_models(**asked), *SAMPLES])
    with patch.context() as within, connection.cursor() as cursor:
        within.setattr(shapes, "apps", everything)
        for model in SAMPLES:
            editor = connection.schema_editor(collect_sql=True)
            editor.deferred_sql = []
            sql, values = editor.table_sql(model)
            cursor.execute(sql, values)
            for statement in editor.deferred_sql:
                cursor.execute(str(statement))
        register.install(connection)
        yield
