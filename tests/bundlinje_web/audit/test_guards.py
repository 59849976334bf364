"""Every guard is attacked: by SQL, by the ways of Django's rows, and by another connection behind the application."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from tests.bundlinje_web.audit.sample import SAMPLES, Errand, Note

from bundlinje_web.acting import system
from bundlinje_web.audit.actions.note_guards import note_guards
from bundlinje_web.audit.guarding import Attack, Guard, register
from bundlinje_web.audit.guarding.shapes import tables_of
from bundlinje_web.audit.models import Record, Seal

APPEND_ONLY = r"guard:audit\.(append-only|stands)"
MOVES = r"guard:audit\.moves"
_NEW = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}
every_guard = pytest.mark.parametrize("guard", register.guards(), ids=[guard.code for guard in register.guards()])
GUARDS = {guard.code: guard for guard in register.guards()}


@pytest.fixture
def rows(samples: None) -> None:
    """A recorded action and a row of each invented kind."""
    note_guards(system("installation"), "sqlite", 1, "a" * 64)
    Note.objects.create(number=1, text="one", is_first=True)
    Errand.objects.create()


def attacked(guard: Guard) -> Iterator[tuple[str, str]]:
    """Every attack on a guard as SQL, with what it is called, on each of its tables that has a row."""
    tables = {refusal.table for refusal in guard.refusals()} & set(connection.introspection.table_names())
    models_ = [model for model in tables_of(models.Model) if model._meta.db_table in tables]
    for attack in guard.attacks:
        if connection.vendor not in attack.on:
            continue
        if "{table}" not in attack.sql:
            yield attack.name, _written(attack, {})
            continue
        for model in models_:
            if model._base_manager.exists():
                yield f"{attack.name}: {model._meta.db_table}", _written(attack, _names(model))


def _names(model: type[models.Model]) -> dict[str, str]:
    key = model._meta.pk.column
    fresh = {key: _NEW[connection.vendor], "state": "'nowhere'"}
    columns = [fresh.get(field.column, f'"{field.column}"') for field in model._meta.concrete_fields]
    return {"table": f'"{model._meta.db_table}"', "key": key, "columns": ", ".join(columns)}


def _written(attack: Attack, names: dict[str, str]) -> str:
    return attack.sql.format(new=_NEW[connection.vendor], now="CURRENT_TIMESTAMP", **names)


def refused(sql: str) -> str | None:
    """What the database says to the attack; none if it lets it through. It is undone either way."""
    point = transaction.savepoint()
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(sql)
    except DatabaseError as said:
        return str(said)
    finally:
        transaction.savepoint_rollback(point)
    return None


def prepare(guard: Guard) -> None:
    """Put there what the attacks on another application's guard are about: its `prey`, if its tests have one."""
    home = f"tests.bundlinje_web.{guard.code.partition('.')[0]}.prey"
    try:
        prey = import_module(home)
    except ModuleNotFoundError:
        return
    prey.prepare()


@every_guard
def test_a_guard_alone_refuses_every_attack_on_it(rows: None, guard: Guard) -> None:
    prepare(guard)
    register.install(connection, [guard])
    through = [name for name, sql in attacked(guard) if not _by(guard, refused(sql))]
    assert not through


@every_guard
def test_every_attack_on_a_guard_finds_something_to_attack(rows: None, guard: Guard) -> None:
    prepare(guard)
    tried = {name.partition(":")[0] for name, _ in attacked(guard)}
    assert tried == {attack.name for attack in guard.attacks if connection.vendor in attack.on}
    assert tried


def _by(guard: Guard, said: str | None) -> bool:
    """Whether it was this guard that refused: by what it says, or by a constraint that it stands on."""
    if said is None:
        return False
    constraints = [name for _, name in guard.constraints]
    by_constraint = any(name in said for name in constraints) or (bool(constraints) and "UNIQUE constraint" in said)
    by_trigger = any(guard.said(refusal) in said for refusal in guard.refusals())
    return by_trigger or by_constraint or (guard.code == "audit.whole" and _names_nothing(said))


def _names_nothing(said: str) -> bool:
    """Whether it was refused because a row names another that is not there: how an unsealed row is found out."""
    return "foreign key constraint" in said.lower()


@every_guard
def test_an_attack_would_get_through_if_the_guard_were_not_there(rows: None, guard: Guard) -> None:
    prepare(guard)
    register.remove(connection)
    answers = {name: refused(sql) for name, sql in attacked(guard)}
    stopped = {name: said for name, said in answers.items() if said and not (_by(guard, said) or _names_nothing(said))}
    assert not stopped


def _replace(note: Note) -> None:
    Note.objects.bulk_create([note], update_conflicts=True, unique_fields=["id"], update_fields=["text"])


_WAYS: dict[str, Callable[[Note], Any]] = {
    "save": models.Model.save,
    "save as another's": lambda note: models.Model.save(Note(id=note.pk, number=9, text="other"), force_update=True),
    "update": lambda _: Note.objects.update(text="other"),
    "bulk update": lambda note: Note.objects.bulk_update([note], ["text"]),
    "delete": models.Model.delete,
    "delete many": lambda _: Note.objects.all().delete(),
    "delete raw": lambda _: Note.objects.all()._raw_delete("default"),
    "upsert": _replace,
}


@pytest.mark.parametrize("way", _WAYS.values(), ids=_WAYS)
def test_no_way_of_django_changes_an_appended_row(rows: None, way: Callable[[Note], Any]) -> None:
    note = Note.objects.get()
    note.text = "other"
    with pytest.raises(IntegrityError, match=APPEND_ONLY), transaction.atomic():
        way(note)
    assert Note.objects.get().text == "one"


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ("id, number, text, is_first", "(SELECT id FROM sample_note), 7, 'seven', FALSE"),
        ("id, number, text, is_first", "{new}, 7, 'one', FALSE"),
        ("id, number, text, is_first", "{new}, 1, 'seven', TRUE"),
        ("id, number, text, is_first", "{new}, 7, 'seven', TRUE"),
    ],
    ids=["key", "unique column", "unique together", "unique under a condition"],
)
def test_no_row_is_put_in_anothers_place(rows: None, columns: str, values: str) -> None:
    sql = f"INSERT INTO sample_note ({columns}) VALUES ({values.format(new=_NEW[connection.vendor])})"  # noqa: S608
    ways = {"sqlite": "INSERT OR REPLACE", "postgresql": "INSERT"}
    assert refused(sql.replace("INSERT", ways[connection.vendor], 1))
    assert Note.objects.get().text == "one"


def test_a_row_like_another_where_no_rule_forbids_it_is_added(rows: None) -> None:
    Note.objects.create(number=1, text="two", is_first=False)
    Note.objects.create(number=2, text="three", is_first=False)
    assert Note.objects.count() == 3


def test_a_state_cannot_be_written_past_the_table_of_moves(rows: None) -> None:
    with pytest.raises(IntegrityError, match=MOVES), transaction.atomic():
        Errand.objects.update(state="done")
    Errand.objects.update(state="begun")
    Errand.objects.update(state="done")
    with pytest.raises(IntegrityError, match=MOVES), transaction.atomic():
        Errand.objects.update(state="begun")
    with pytest.raises(IntegrityError, match=MOVES), transaction.atomic():
        Errand.objects.bulk_create([Errand(state="done")])


def test_a_record_without_a_seal_is_not_committed(db: None) -> None:
    note_guards(system("installation"), "sqlite", 1, "a" * 64)
    record = Record.objects.latest("recorded_at")
    with pytest.raises(IntegrityError), transaction.atomic():
        _unsealed(record)


def _unsealed(record: Record) -> None:
    """The same record with another key and a seal that never comes, at the end of a transaction."""
    fields = {field.attname: getattr(record, field.attname) for field in Record._meta.concrete_fields}
    del fields["id"]
    Record.objects.create(**{**fields, "key": "another", "seal_id": "6a0c0f57-0000-4000-8000-000000000001"})
    connection.check_constraints()


def test_a_temporary_table_cannot_stand_in_for_the_one_a_guard_looks_into(rows: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE audit_record_shadow AS SELECT * FROM audit_seal")
        cursor.execute("DELETE FROM audit_record_shadow")
        cursor.execute("ALTER TABLE audit_record_shadow RENAME TO audit_seal")
    code = "audit.whole"
    attacks = dict(attacked(GUARDS[code]))
    schema = {"sqlite": "main", "postgresql": "public"}[connection.vendor]
    sql = attacks["a record after its seal"].replace("INTO audit_record", f"INTO {schema}.audit_record")
    said = refused(sql)
    with connection.cursor() as cursor:
        cursor.execute(
            {"sqlite": "DROP TABLE temp.audit_seal", "postgresql": "DROP TABLE pg_temp.audit_seal"}[connection.vendor]
        )
    assert said is not None
    assert f"guard:{code}" in said


# --- that they stand ---


def test_every_guard_of_every_application_stands(db: None) -> None:
    assert register.differences(connection) == ()


def test_every_appended_table_is_guarded_against_change(db: None) -> None:
    from bundlinje_web.audit.rows import Appended

    guarded = {refusal.table for refusal in GUARDS["audit.append-only"].refusals()}
    assert guarded >= {model._meta.db_table for model in tables_of(Appended)}
    assert {Record._meta.db_table, Seal._meta.db_table} <= guarded


_WEAKENED = {
    "taken away": {
        "sqlite": ["DROP TRIGGER {name}"],
        "postgresql": ["DROP TRIGGER {name} ON audit_record"],
    },
    "put back weaker": {
        "sqlite": [
            "DROP TRIGGER {name}",
            "CREATE TRIGGER {name} BEFORE UPDATE ON audit_record FOR EACH ROW WHEN FALSE BEGIN SELECT 1; END",
        ],
        "postgresql": [
            "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        ],
    },
    "switched off": {
        "sqlite": ["DROP TRIGGER {name}"],
        "postgresql": ["SET CONSTRAINTS ALL IMMEDIATE", "ALTER TABLE audit_record DISABLE TRIGGER {name}"],
    },
}


@pytest.mark.parametrize("how", _WEAKENED.values(), ids=_WEAKENED)
def test_a_guard_that_was_weakened_is_named(db: None, how: dict[str, list[str]]) -> None:
    name = "guard_audit_append_only_audit_record_update"
    with connection.cursor() as cursor:
        for statement in how[connection.vendor]:
            cursor.execute(statement.format(name=name))
    assert register.differences(connection) == (name,)
    register.install(connection)
    assert register.differences(connection) == ()


def test_a_guard_nobody_knows_is_named(db: None) -> None:
    strange = Guard("audit.strange", refusals=lambda: list(GUARDS["audit.moves"].refusals())[:1])
    if not list(strange.refusals()):
        strange = Guard("audit.strange", refusals=lambda: list(GUARDS["audit.chain"].refusals()))
    register.install(connection, [*GUARDS.values(), strange])
    assert [name.startswith("guard_audit_strange") for name in register.differences(connection)] == [True]


def test_the_invented_kinds_are_guarded_like_all_others(samples: None) -> None:
    assert {model._meta.db_table for model in SAMPLES} == {"sample_note", "sample_paper", "sample_errand"}
    assert register.differences(connection) == ()
