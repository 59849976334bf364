"""Two laws of an action, tried on a real call: it leaves one record, and the same wish again changes nothing."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import connection
from django.db.models import Model

from bundlinje_web.acting import Actor
from bundlinje_web.audit.action import Action
from bundlinje_web.audit.models import Record


def happens_once(action: Action[Any], actor: Actor, *args: Any, **kwargs: Any) -> Any:
    """Do it, and do it again under the same key; gives the row that was made or changed.

    Actions that it calls leave their own records, under keys of their own.
    """
    key = uuid4().hex
    made = action(actor, *args, key=key, **kwargs)
    (record,) = Record.objects.filter(key=key)
    assert record.code in action.codes
    assert record.actor == (actor.person or "anyone")
    before = everything()
    again = action(actor, *args, key=key, **kwargs)
    assert again == made
    assert everything() == before
    return made


def everything() -> dict[str, Any]:
    """How many rows there are of each kind, and the version of each row that is kept."""
    there = set(connection.introspection.table_names())
    return {model._meta.label: _all_of(model) for model in apps.get_models() if model._meta.db_table in there}


def _all_of(model: type[Model]) -> Any:
    if any(field.name == "row_version" for field in model._meta.fields):
        return sorted((str(key), version) for key, version in model._base_manager.values_list("pk", "row_version"))
    return model._base_manager.count()
