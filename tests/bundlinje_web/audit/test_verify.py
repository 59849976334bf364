"""The verifier finds what was done behind the application's back, names it, and says nothing of what is whole."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker
from tests.bundlinje_web.audit.office import filled, office

from bundlinje_web.acting import Actor, NotAllowed
from bundlinje_web.audit import verify
from bundlinje_web.audit.action import Action
from bundlinje_web.audit.actions.witness_head import witness_head
from bundlinje_web.audit.canonical import digest
from bundlinje_web.audit.examining import examined_now
from bundlinje_web.audit.guarding import register
from bundlinje_web.audit.models import Record, Seal, Witness


@pytest.fixture
def chain(db: None, auditor: Actor) -> list[Record]:
    """Three records of three blocks at the end of the chain."""
    for place in ("one", "two", "three"):
        witness_head(auditor, Seal.objects.latest("number"), place)
    return list(Record.objects.filter(code="audit.head.witnessed").order_by("seal__number"))


def behind(*statements: str) -> None:
    """Do it with the guards out of the way, and put them back: what only the owner of the database can."""
    register.remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)
    register.install(connection)


def faults() -> set[tuple[str, str, str]]:
    return {(fault.code, fault.block, fault.row) for fault in examined_now().faults}


def of_the_chain() -> set[tuple[str, str, str]]:
    """The faults of rows and blocks alone, without those of what was shown outside."""
    return {fault for fault in faults() if not fault[0].startswith("witness.")}


def test_a_chain_that_is_whole_has_no_fault(chain: list[Record]) -> None:
    found = examined_now()
    head = Seal.objects.latest("number")
    assert found.faults == []
    assert found.heads == {"action": (head.number, head.digest)}
    assert found.rows == Record.objects.count()


def test_a_refusal_is_in_the_chain_too(chain: list[Record], auditor: Actor) -> None:
    from dataclasses import replace

    with pytest.raises(NotAllowed):
        witness_head(replace(auditor, rights=()), chain[0].seal, "four")
    assert examined_now().is_whole


@pytest.mark.parametrize(
    "change",
    [
        "code = 'audit.head.witnesses'",
        "actor = 'anyone'",
        "\"grant\" = 'another'",
        "on_behalf_of = 'somebody'",
        "subject_type = 'audit.seal'",
        "subject = 'another'",
        "contract = 'havnen'",
        "\"before\" = 'a'",
        "\"after\" = 'b'",
        "\"values\" = '{}'",
        "\"key\" = 'another'",
        "request = 'another'",
        "happened_on = '2020-02-11'",
        "recorded_at = '2020-02-11 00:00:00'",
    ],
)
def test_a_changed_column_is_named_with_its_block_and_row(chain: list[Record], change: str) -> None:
    behind(f"UPDATE audit_record SET {change} WHERE \"key\" = '{chain[1].key}'")  # noqa: S608
    block = str(chain[1].seal)
    assert of_the_chain() == {("row.changed", block, str(chain[1].pk))}


def test_a_row_and_its_digest_changed_together_break_the_block(chain: list[Record]) -> None:
    record = chain[1]
    record.contract = "havnen"
    behind(
        f"UPDATE audit_record SET contract = 'havnen', digest = '{record.worked_out()}' "  # noqa: S608
        f"WHERE \"key\" = '{record.key}'"
    )
    assert faults() == {("block.rows", str(record.seal), str(record.seal_id))}


def test_a_block_worked_out_anew_breaks_the_link_to_the_next(chain: list[Record]) -> None:
    seal = chain[1].seal
    seal.previous = "f" * 64
    behind(
        f"UPDATE audit_seal SET previous = '{seal.previous}', digest = '{seal.worked_out()}' "  # noqa: S608
        f"WHERE number = {seal.number}"
    )
    codes = {code for code, _, _ in faults()}
    assert codes == {"block.link", "witness.differs"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("number = number + 100", "block.number"),
        ("size = 2", "block.size"),
        ("last = id", "block.rows"),
        ("rows = previous", "block.rows"),
        ("previous = rows", "block.link"),
        ("recorded_at = '2020-02-11 00:00:00'", "block.changed"),
    ],
)
def test_a_changed_seal_is_named(chain: list[Record], change: str, code: str) -> None:
    seal = chain[2].seal
    behind(f"UPDATE audit_seal SET {change} WHERE number = {seal.number}")  # noqa: S608
    found = faults()
    assert {said for said, _, row in found if row == str(seal.pk)} == {code, "block.changed"}


def test_a_record_taken_out_leaves_a_block_too_small(chain: list[Record]) -> None:
    seal = chain[1].seal
    behind(f"DELETE FROM audit_record WHERE \"key\" = '{chain[1].key}'")  # noqa: S608
    assert of_the_chain() == {("block.size", str(seal), str(seal.pk))}


def test_a_block_taken_out_shows_at_the_next(chain: list[Record]) -> None:
    behind(
        "DELETE FROM audit_witness WHERE place = 'three'",
        f"DELETE FROM audit_record WHERE \"key\" = '{chain[1].key}'",  # noqa: S608
        f"DELETE FROM audit_seal WHERE number = {chain[1].seal.number}",  # noqa: S608
    )
    block, key = str(chain[2].seal), str(chain[2].seal_id)
    assert of_the_chain() == {("block.number", block, key), ("block.link", block, key)}


def test_a_row_that_names_no_seal_is_named(chain: list[Record]) -> None:
    with transaction.atomic():
        record = chain[1]
        fields = {field.attname: getattr(record, field.attname) for field in Record._meta.concrete_fields}
        loose = Record(**{**fields, "id": None, "key": "loose", "seal_id": "6a0c0f57-0000-4000-8000-000000000001"})
        loose.id = Record._meta.pk.get_default()
        loose.digest = loose.worked_out()
        loose.save()
        assert faults() == {("row.unsealed", "", str(loose.pk))}
        transaction.set_rollback(True)


def test_a_citizens_number_is_named_where_it_stands(chain: list[Record]) -> None:
    behind(f'UPDATE audit_record SET "values" = \'{{"place": "010190-1234"}}\' WHERE "key" = \'{chain[0].key}\'')  # noqa: S608
    assert ("row.personal", str(chain[0].seal), str(chain[0].pk)) in faults()


def test_a_guard_that_was_taken_away_shows(chain: list[Record]) -> None:
    register.remove(connection)
    assert faults() == {("guards.differ", "", "")}


def test_a_chain_cut_short_shows_only_against_a_head_from_outside(chain: list[Record]) -> None:
    seal = chain[2].seal
    shown = f"{seal}/{seal.digest}"
    behind(
        f"DELETE FROM audit_record WHERE \"key\" = '{chain[2].key}'",  # noqa: S608
        f"DELETE FROM audit_seal WHERE number = {seal.number}",  # noqa: S608
        "DELETE FROM audit_witness WHERE place = 'three'",
    )
    assert faults() == set()
    left = {str(each): each.digest for each in Seal.objects.all()}
    assert [fault.code for fault in verify.held_to(left, [shown])] == ["head.missing"]
    assert [fault.code for fault in verify.held_to(left, [f"{chain[0].seal}/{'0' * 64}"])] == ["head.differs"]


def test_a_head_that_was_noted_and_is_another_now_is_named(chain: list[Record]) -> None:
    witness = Witness.objects.latest("recorded_at")
    behind(f"UPDATE audit_witness SET digest = '{'0' * 64}' WHERE place = '{witness.place}'")  # noqa: S608
    assert faults() == {("witness.differs", "", str(witness.pk))}


def test_the_verifier_and_the_application_read_the_description_alike() -> None:
    row = {"text": "æ é 中", "none": None, "number": -12, "flag": True, "many": ["b", "a"], "in": {"z": 1, "a": 2}}
    assert verify.digest(row) == digest(row)


# --- in a file of its own ---


@pytest.fixture
def file(tmp_path: Path, auditor: Actor, django_db_blocker: DjangoDbBlocker) -> Path:
    with django_db_blocker.unblock():
        return filled(tmp_path / "office.db", auditor)


def said(*words: str) -> tuple[int, list[str]]:
    """What the verifier answers as a program by itself, with nothing of the project within reach."""
    done = subprocess.run([sys.executable, "-I", verify.__file__, *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


def test_the_verifier_runs_alone_and_changes_nothing(file: Path) -> None:
    before = file.read_bytes()
    code, lines = said(str(file))
    assert (code, lines[-1]) == (0, "whole 5")
    assert lines[0].startswith("head action/5 ")
    assert file.read_bytes() == before
    assert said(str(file), "--head", lines[0].removeprefix("head ").replace(" ", "/"))[0] == 0
    assert said(str(file), "--head", "action/9/" + "0" * 64) == (
        1,
        [lines[0], "fault head.missing action/9", "broken 1"],
    )


def test_what_is_no_database_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("nothing of the sort" * 100, "utf-8")
    for name in ("text.db", "missing.db"):
        code, lines = said(str(tmp_path / name))
        assert (code, lines[0].split(" ")[:2]) == (2, ["fault", "database.unreadable"])
    assert not (tmp_path / "missing.db").exists()


def _content(file: Path) -> list[list[object]]:
    """Every row of every table."""
    tables = ("audit_record", "audit_seal", "audit_witness", "sqlite_master")
    with closing(sqlite3.connect(file)) as connected:
        connected.text_factory = bytes
        return [sorted(map(str, connected.execute(f"SELECT * FROM {table}"))) for table in tables]  # noqa: S608


def _flipped(file: Path, to: Path, byte: int, bit: int) -> Path:
    shutil.copyfile(file, to)
    with to.open("r+b") as opened:
        opened.seek(byte)
        old = opened.read(1)[0]
        opened.seek(byte)
        opened.write(bytes([old ^ (1 << bit)]))
    return to


def _found_in(file: Path) -> list[str]:
    try:
        return [fault.code for fault in verify.verified(str(file)).faults]
    except (sqlite3.Error, UnicodeDecodeError):  # what SQLite says may quote the broken bytes
        return ["database.unreadable"]


def _bytes_of(file: Path, text: str) -> Iterable[int]:
    """Every place in the file where the text stands, letter by letter."""
    raw, at = file.read_bytes(), -1
    while (at := raw.find(text.encode(), at + 1)) >= 0:
        yield from range(at, at + len(text))


def test_one_bit_turned_in_a_record_is_found_and_named(file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(file)) as connected:
        row, digest_, place = connected.execute(
            "SELECT id, digest, \"values\" FROM audit_record WHERE code LIKE '%witnessed' ORDER BY recorded_at LIMIT 1"
        ).fetchone()
    named = str(verify.UUID(row))
    chance = Random(20260906)  # noqa: S311 - the same places each time
    for byte in chance.sample(sorted({*_bytes_of(file, place), *_bytes_of(file, digest_)}), 40):
        broken = _flipped(file, tmp_path / "broken.db", byte, chance.randrange(8))
        found = verify.verified(str(broken))
        assert any(fault.row == named and fault.code == "row.changed" for fault in found.faults), (byte, found)


def test_no_bit_anywhere_in_the_file_can_be_turned_unseen(file: Path, tmp_path: Path) -> None:
    """What the verifier does not see changed nothing that is stored."""
    chance, size, whole = Random(20260906), file.stat().st_size, _content(file)  # noqa: S311
    unseen = []
    for _ in range(150):
        byte, bit = chance.randrange(size), chance.randrange(8)
        broken = _flipped(file, tmp_path / "broken.db", byte, bit)
        if not _found_in(broken) and _content(broken) != whole:
            unseen.append((byte, bit))
    assert not unseen


def test_another_program_that_slips_a_record_past_the_foreign_keys_is_found(file: Path) -> None:
    """SQLite looks at foreign keys only where it is asked to: the row goes in, counts nowhere, and is named."""
    with closing(sqlite3.connect(file)) as connected, connected:
        columns = ", ".join(f'"{column}"' for column in verify.RECORD)
        new = (
            columns.replace('"id"', "'" + "0" * 32 + "'")
            .replace('"key"', "'k'")
            .replace('"seal_id"', "'" + "1" * 32 + "'")
        )
        connected.execute(f"INSERT INTO audit_record ({columns}) SELECT {new} FROM audit_record LIMIT 1")  # noqa: S608
    code, lines = said(str(file))
    assert code == 1
    assert "fault row.unsealed audit_record 00000000-0000-0000-0000-000000000000" in lines


def test_an_action_owns_its_transaction(tmp_path: Path, auditor: Actor, django_db_blocker: DjangoDbBlocker) -> None:
    """What is acknowledged is committed: nobody can wrap an action in a transaction and undo it afterwards."""
    with django_db_blocker.unblock(), office(tmp_path / "office.db"):
        head = Seal.objects.latest("number")
        with pytest.raises(RuntimeError), transaction.atomic():
            witness_head(auditor, head, "report")
        assert isinstance(witness_head, Action)
        assert not Witness.objects.exists()
        witness_head(auditor, head, "report")
        assert Witness.objects.count() == 1
