"""Roles of the database: the office's own adds and reads, the verifier's reads what is examined, neither more."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.checks.registry import registry
from django.core.management import CommandError, call_command
from django.db import connection
from tests.bundlinje_web import made

from bundlinje_web.audit.actions.witness_head import witness_head
from bundlinje_web.audit.installing import check_owner
from bundlinje_web.audit.models import Seal
from bundlinje_web.audit.roles import EXAMINED, rights
from bundlinje_web.audit.verify import examined

pytestmark = pytest.mark.django_db(transaction=True)

OFFICE, VERIFIER = "an_office", "a_verifier"


def test_what_only_grows_is_never_changed_by_the_office() -> None:
    may = rights()
    assert {may[table] for table in ("audit_record", "audit_seal", "people_grant", "council_decision")} == {
        "SELECT, INSERT"
    }
    assert may["people_person"] == "SELECT, INSERT, UPDATE, DELETE"
    assert may["django_migrations"] == "SELECT"


@dataclass
class Server:
    """The tests' database on its server, on which roles can log in; on SQLite there is none."""

    def as_role(self, role: str) -> Any:
        """A connection of that role's own."""
        import psycopg

        told = connection.get_connection_params()
        names = ("host", "port", "dbname")
        return psycopg.connect(user=role, autocommit=True, **{name: told[name] for name in names if name in told})

    def refused(self, role: str, sql: str) -> str:
        """The state in which the server refuses it to the role; empty where it lets it."""
        import psycopg

        with self.as_role(role) as logged_in:
            try:
                logged_in.execute(sql)
            except psycopg.Error as no:
                return str(no.sqlstate)
        return ""


@pytest.fixture
def server() -> Iterator[Server | None]:
    """A server with both roles and their rights; none on SQLite, where the command says so."""
    if connection.vendor != "postgresql":
        with pytest.raises(CommandError, match="PostgreSQL's alone"):
            call_command("roles", OFFICE)
        yield None
        return
    with connection.cursor() as cursor:
        for role in (OFFICE, VERIFIER):
            cursor.execute(f"CREATE ROLE {role} LOGIN")
    call_command("roles", OFFICE, "--verifier", VERIFIER, stdout=io.StringIO())
    yield Server()
    with connection.cursor() as cursor:
        for role in (OFFICE, VERIFIER):
            cursor.execute(f"DROP OWNED BY {role}")
            cursor.execute(f"DROP ROLE {role}")


DENIED = "42501"
_ONLY_OWNERS = (
    "UPDATE audit_record SET contract = contract",
    "DELETE FROM audit_seal",
    "TRUNCATE audit_witness CASCADE",
    "ALTER TABLE audit_record DISABLE TRIGGER ALL",
    "DROP TRIGGER guard_audit_append_only_audit_record_update ON audit_record",
    "CREATE TABLE another (id int)",
    "CREATE OR REPLACE FUNCTION guard_audit_chain_audit_seal_insert() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
    "SET session_replication_role = replica",
    "UPDATE people_grant SET until = NULL",
    "DELETE FROM django_migrations",
)


@pytest.mark.parametrize("role", [OFFICE, VERIFIER])
def test_neither_role_does_what_only_the_owner_may(server: Server | None, role: str) -> None:
    if server is not None:
        through = [sql for sql in _ONLY_OWNERS if server.refused(role, sql) != DENIED]
        assert through == []


_A_WITNESS = (
    "INSERT INTO audit_witness (id, seal_id, digest, place) "
    "SELECT gen_random_uuid(), id, digest, 'a-report' FROM audit_seal"
)


def test_the_office_does_its_daily_work(server: Server | None) -> None:
    if server is not None:
        for sql in (
            "SELECT count(*) FROM audit_record",
            "UPDATE people_person SET name = name",
            "DELETE FROM django_session",
            _A_WITNESS,
        ):
            assert server.refused(OFFICE, sql) == "", sql


def test_the_verifier_reads_what_is_examined_and_nothing_else(server: Server | None) -> None:
    auditor = made.actor(made.person("auditor"))
    witness_head(auditor, Seal.objects.latest("number"), "a-report")
    if server is not None:
        with server.as_role(VERIFIER) as logged_in, logged_in.cursor() as cursor:
            assert examined(cursor, "postgresql").faults == []
        assert server.refused(VERIFIER, "SELECT * FROM people_person") == DENIED
        assert server.refused(VERIFIER, "INSERT INTO audit_witness SELECT * FROM audit_witness") == DENIED
    assert set(EXAMINED) <= set(connection.introspection.table_names())


def test_an_office_that_logs_in_as_the_owner_is_told_before_it_is_deployed() -> None:
    told = [each.id for each in check_owner(databases=["default"])]
    assert told == (["audit.W002"] if connection.vendor == "postgresql" else [])
    assert check_owner in registry.deployment_checks
