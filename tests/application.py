"""The application made ready for the tests that need it: Django on the tests' settings, and tables that can be emptied.

Only the conftests of tests/bundlinje_web and tests/browser import this, so that the engine's tests run without Django.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bundlinje_web.settings.tests")
django.setup()


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Whether the tests' own tables come from the migrations, which takes ten times as long as from the models.

    On the server they do. On SQLite they do in the demonstration office, which the pages and the rights are tried on;
    that models and migrations say the same is tried beside.
    """
    return "BUNDLINJE_DATABASE_URL" in os.environ


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied() -> Iterator[None]:
    """A test whose rows are really committed is followed by a flush, which append-only tables refuse as they should.

    The guards are taken away for that moment; where Django does the work it tells that tables were emptied, and then
    all are put back.
    """
    from django.core.management.commands.flush import Command
    from django.db.backends.base.operations import BaseDatabaseOperations
    from tests.emptying import Emptying

    from bundlinje_web.audit.guarding import register

    empty = BaseDatabaseOperations.execute_sql_flush

    def past_the_guards(self: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
        register.remove(self.connection)
        empty(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", past_the_guards)
        patch.setattr(Command, "handle", Emptying(Command().handle))
        yield
