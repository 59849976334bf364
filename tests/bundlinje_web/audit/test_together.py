"""Several at once, and others behind the application: what is committed for good, seen from a second connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from tests.bundlinje_web.audit.test_guards import GUARDS, attacked, prepare

from bundlinje_web.acting import Actor
from bundlinje_web.audit.actions.witness_head import witness_head
from bundlinje_web.audit.examining import examined_now
from bundlinje_web.audit.models import Record, Seal, Witness

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def actor(auditor: Actor) -> Actor:
    witness_head(auditor, Seal.objects.latest("number"), "report")
    return auditor


@contextmanager
def another() -> Iterator[Any]:
    """A connection of another program: without Django, and on SQLite without any setting of ours."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(told["NAME"], timeout=20)) as opened:
            yield opened
        return
    import psycopg

    where = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "password": told["PASSWORD"]}
    with psycopg.connect(dbname=told["NAME"], **{name: value for name, value in where.items() if value}) as opened:
        yield opened


def committed(sql: str) -> str | None:
    """What the database says to another program that tries this and commits; none if it lets it."""
    errors: tuple[type[Exception], ...] = (sqlite3.DatabaseError,)
    if connection.vendor == "postgresql":
        import psycopg

        errors = (psycopg.DatabaseError,)
    try:
        with another() as opened:
            opened.execute(sql)
            opened.commit()
    except errors as said:
        return str(said)
    return None


def test_every_attack_is_refused_to_another_program_too(actor: Actor) -> None:
    before = list(Record.objects.order_by("pk").values()), list(Seal.objects.order_by("pk").values())
    for guard in {guard.code.partition(".")[0]: guard for guard in GUARDS.values()}.values():
        prepare(guard)
    through = [name for guard in GUARDS.values() for name, sql in attacked(guard) if committed(sql) is None]
    assert not through
    assert (list(Record.objects.order_by("pk").values()), list(Seal.objects.order_by("pk").values())) == before


def _at_once(doing: Callable[[int], Any], people: int = 4) -> list[Any]:
    """Let several do it at the same moment, each on a connection of their own."""
    ready = Barrier(people)

    def one(number: int) -> Any:
        try:
            connection.ensure_connection()
            ready.wait()
            return doing(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))


def test_several_at_once_make_one_chain_without_fork_or_gap(actor: Actor) -> None:
    head = Seal.objects.latest("number")

    def work(number: int) -> None:
        for each in range(5):
            witness_head(actor, head, f"report-{number}-{each}")

    _at_once(work)
    assert list(Seal.objects.order_by("number").values_list("number", flat=True)) == list(range(1, head.number + 21))
    assert examined_now().is_whole


def test_the_same_wish_from_several_windows_at_once_happens_once(actor: Actor) -> None:
    head = Seal.objects.latest("number")
    made = _at_once(lambda _: witness_head(actor, head, "window", key="one-wish").pk)
    assert len(set(made)) == 1
    assert Witness.objects.filter(place="window").count() == 1
    assert Record.objects.filter(key="one-wish").count() == 1
    assert examined_now().is_whole
