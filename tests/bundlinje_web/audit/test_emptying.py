"""Between tests that really commit the tables are emptied quickly, and nothing of that can be told afterwards."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from tests.bundlinje_web.made import person
from tests.emptying import _KEPT

from bundlinje_web.acting import Role
from bundlinje_web.audit.guarding import register
from bundlinje_web.audit.models import Record

pytestmark = pytest.mark.django_db(transaction=True)


def emptied() -> None:
    call_command("flush", verbosity=0, interactive=False)


def rows() -> dict[str, int]:
    """How many rows there are in each table that has any."""
    there = set(connection.introspection.table_names())
    counted = {
        model._meta.db_table: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.managed and model._meta.db_table in there
    }
    return {table: number for table, number in counted.items() if number and table not in _KEPT}


def test_nothing_is_left_but_the_note_of_what_guards_the_chain() -> None:
    for _ in range(2):  # the first time it is Django's own way
        person(Role.ALDERMAN)
        emptied()
        assert rows() == {"audit_record": 1, "audit_seal": 1}
        assert [record.code for record in Record.objects.all()] == ["audit.guards.installed"]
        assert register.differences(connection) == ()


def test_guards_that_a_test_took_away_are_put_back() -> None:
    emptied()
    register.remove(connection)
    assert register.differences(connection)
    emptied()
    assert register.differences(connection) == ()
