"""The stand-alone verifier: one file that needs neither Django nor this project, and takes nobody's word for anything.

    python verify.py office.db
    python verify.py postgresql://reader@/office?host=/run/postgresql

It reads the rows as they lie in SQLite or PostgreSQL, works every digest out anew from the description in
`docs/algorithms/audit-chain.md`, follows each chain from its first block, holds each record to the right it names, and
compares the guards in the database with what was last recorded of them. Each fault is one line: a code, the block, the
table and the row. `--head action/17/<digest>` also holds the chain to a head that was printed or sent earlier, which is
how a chain written anew from some point on is found out. Exit: 0 whole, 1 broken, 2 unreadable.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

GENESIS = "0" * 64
SEAL = ("id", "recorded_at", "chain", "number", "previous", "size", "first", "last", "rows", "digest")
RECORD = (
    "id", "recorded_at", "code", "actor", "grant", "on_behalf_of", "subject_type", "subject", "contract", "before",
    "after", "values", "key", "request", "happened_on", "digest", "seal_id",
)  # fmt: skip
WITNESS = ("id", "recorded_at", "seal_id", "digest", "place")
SEALED = {"action": ("audit_record", RECORD)}
"""The tables whose rows a chain seals, with their columns; every column but the last two is in a row's digest."""

MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
IDS = {"id", "first", "last", "seal_id", "person_id", "grant_id", "delegate_id", "delegation_id"}
CPR_LIKE = re.compile(r"(?<![0-9A-Za-z])\d{6}-?\d{4}(?![0-9A-Za-z])")
_HEX = re.compile(r"[0-9a-f]{32}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was sealed: a code, the block, and where one can say so the row."""

    code: str
    block: str = ""
    table: str = ""
    row: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in ("fault", self.code, self.block, self.table, self.row) if part)


@dataclass(slots=True)
class Found:
    """What was found: the head of each chain, how many rows are sealed, and every fault."""

    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    rows: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether there is no fault."""
        return not self.faults

    def lines(self) -> Iterator[str]:
        """The answer, a line for each head and fault and one for all."""
        for chain, (number, digest) in self.heads.items():
            yield f"head {chain}/{number} {digest}"
        yield from map(str, self.faults)
        yield f"whole {self.rows}" if self.is_whole else f"broken {len(self.faults)}"


# --- the canonical form -----------------------------------------------------------------------------------------------


def digest(values: Mapping[str, Any]) -> str:
    """SHA-256 of JSON with sorted keys and no spaces, in ASCII."""
    return sha256(json.dumps(values, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


def _read(name: str, value: Any) -> Any:
    """A stored value in canonical form, whichever engine it comes from; what is not well formed stays as it is."""
    match value:
        case str():
            return _read_text(name, value)
        case UUID():
            return str(value)
        case datetime():
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).strftime(MOMENT)
        case date():
            return value.isoformat()
    return value


def _read_text(name: str, text: str) -> Any:
    """What SQLite keeps as text: ids without hyphens, moments with a space and no zone, values as JSON."""
    if name in IDS and _HEX.fullmatch(text):
        return str(UUID(text))
    if name == "recorded_at" and _MOMENT.fullmatch(text):
        return datetime.fromisoformat(text.ljust(20, ".").ljust(26, "0")).strftime(MOMENT)
    return _parsed(text) if name == "values" else text


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


# --- reading ----------------------------------------------------------------------------------------------------------


def _rows(cursor: Any, table: str, columns: Sequence[str], order: str) -> Iterator[Row]:
    named = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(f"SELECT {named} FROM {table} ORDER BY {order}")  # noqa: S608 - the names stand above
    for row in cursor.fetchall():
        yield {name: _read(name, value) for name, value in zip(columns, row, strict=True)}


# --- the chains -------------------------------------------------------------------------------------------------------


def examined(cursor: Any, engine: str) -> Found:
    """Everything that is wrong in the database, on `sqlite` or `postgresql`; the cursor only reads."""
    found = Found()
    found.faults.extend(_damage(cursor) if engine == "sqlite" else ())
    seals = list(_rows(cursor, "audit_seal", SEAL, "chain, number"))
    rows = _sealed(cursor, seals, found)
    _follow(seals, rows, found)
    found.faults.extend(_witnesses(cursor, seals, rows))
    found.faults.extend(_rights(cursor, engine, seals, rows))
    found.faults.extend(_guards(cursor, engine))
    return found


def _damage(cursor: Any) -> Iterator[Fault]:
    """What SQLite itself finds wrong with its file."""
    cursor.execute("PRAGMA integrity_check(1)")
    if cursor.fetchone()[0] != "ok":
        yield Fault("database.damaged")


def _sealed(cursor: Any, seals: Iterable[Row], found: Found) -> dict[str, list[Row]]:
    """The rows of each seal in the order of their keys, each held to its own digest."""
    chain_of = {seal["id"]: seal["chain"] for seal in seals}
    number_of = {seal["id"]: f"{seal['chain']}/{seal['number']}" for seal in seals}
    rows: dict[str, list[Row]] = defaultdict(list)
    for chain, (table, columns) in SEALED.items():
        for row in _rows(cursor, table, columns, "id"):
            block = number_of.get(row["seal_id"], "")
            found.faults.extend(Fault(code, block, table, row["id"]) for code in _wrong(row, chain_of, chain))
            rows[row["seal_id"]].append(row)
            found.rows += 1
    return rows


def _wrong(row: Row, chain_of: Mapping[str, str], chain: str) -> Iterator[str]:
    """What is wrong with one row by itself."""
    if chain_of.get(row["seal_id"]) != chain:
        yield "row.unsealed"
    if digest({name: value for name, value in row.items() if name not in {"digest", "seal_id"}}) != row["digest"]:
        yield "row.changed"
    if any(CPR_LIKE.search(text) for text in _texts(row["values"])):
        yield "row.personal"


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)


def _follow(seals: Iterable[Row], rows: Mapping[str, list[Row]], found: Found) -> None:
    """Follow each chain from its first block."""
    for seal in seals:
        number, before = found.heads.get(seal["chain"], (0, GENESIS))
        block = f"{seal['chain']}/{seal['number']}"
        broken = _broken(seal, number, before, rows.get(seal["id"], []))
        found.faults.extend(Fault(code, block, "audit_seal", seal["id"]) for code in broken)
        found.heads[seal["chain"]] = (seal["number"], seal["digest"])


def _broken(seal: Row, number: int, before: str, rows: Sequence[Row]) -> Iterator[str]:
    """What is wrong with one block: its place in the chain, its own digest, and the rows it closes."""
    if seal["number"] != number + 1:
        yield "block.number"
    if seal["previous"] != before:
        yield "block.link"
    if digest({name: value for name, value in seal.items() if name not in {"id", "digest"}}) != seal["digest"]:
        yield "block.changed"
    if len(rows) != seal["size"]:
        yield "block.size"
    elif [rows[0]["id"], rows[-1]["id"]] != [seal["first"], seal["last"]] or _together(rows) != seal["rows"]:
        yield "block.rows"


def _together(rows: Iterable[Row]) -> str:
    return sha256("".join(str(row["digest"]) for row in rows).encode("utf-8", "surrogatepass")).hexdigest()


def _witnesses(cursor: Any, seals: Iterable[Row], rows: Mapping[str, list[Row]]) -> Iterator[Fault]:
    """Heads that were shown outside and are no longer what was shown, or no longer as the record of it tells."""
    digests = {seal["id"]: seal["digest"] for seal in seals}
    told = {row["subject"]: row["after"] for block in rows.values() for row in block}
    for witness in _rows(cursor, "audit_witness", WITNESS, "id"):
        if digests.get(witness["seal_id"]) != witness["digest"] or told.get(witness["id"]) != digest(witness):
            yield Fault("witness.differs", "", "audit_witness", witness["id"])


def held_to(seals: Mapping[str, str], heads: Iterable[str]) -> Iterator[Fault]:
    """Faults of the chain against heads from outside, each said as `chain/number/digest`."""
    for head in heads:
        block, _, shown = head.rpartition("/")
        if seals.get(block) != shown:
            yield Fault("head.differs" if block in seals else "head.missing", block)


# --- the rights that were used ----------------------------------------------------------------------------------------

GRANTS = {
    "people_grant": ("id", "person_id", "origin", "since", "until"),
    "people_grantconfirmation": ("grant_id",),
    "people_grantend": ("grant_id", "on"),
    "people_delegation": ("id", "grant_id", "delegate_id", "since", "until"),
    "people_delegationend": ("delegation_id", "on"),
}
_THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace",
}


@dataclass(slots=True)
class _Rights:
    """The rights that people were given and lent, each with the day on which it was ended, if it was."""

    given: dict[str, Row]
    lent: list[Row]

    @classmethod
    def read(cls, cursor: Any) -> _Rights:
        read = {table: list(_rows(cursor, table, columns, "1")) for table, columns in GRANTS.items()}
        confirmed = {row["grant_id"] for row in read["people_grantconfirmation"]}
        ends = {row["grant_id"]: row["on"] for row in read["people_grantend"]}
        back = {row["delegation_id"]: row["on"] for row in read["people_delegationend"]}
        given = [row for row in read["people_grant"] if row["origin"] != "hand" or row["id"] in confirmed]
        return cls(
            {row["id"]: row | {"end": ends.get(row["id"])} for row in given},
            [row | {"end": back.get(row["id"])} for row in read["people_delegation"]],
        )

    def hold(self, record: Row) -> bool:
        """Whether the record's actor held the right it names on its day, or had it lent by whom it acts for."""
        actor, right, behalf = (record[name] for name in ("actor", "grant", "on_behalf_of"))
        if right == "" or (actor.startswith("system:") and right == actor):
            return bool(behalf == "")
        grant = self.given.get(right)
        if grant is None or grant["person_id"] != (behalf or actor) or not _runs(grant, record):
            return False
        lent = (row for row in self.lent if (row["grant_id"], row["delegate_id"]) == (right, actor))
        return not behalf or any(_runs(row, record) for row in lent)


def _runs(row: Row, record: Row) -> bool:
    """Whether it ran on the record's day; who ends the very right they act by, or all own ones, still acts by it."""
    day = record["happened_on"]
    end = None if record["subject"] in {row["id"], record["actor"]} else row["end"]
    return bool(row["since"] <= day and all(last is None or last > day for last in (row["until"], end)))


def _rights(cursor: Any, engine: str, seals: Iterable[Row], rows: Mapping[str, Sequence[Row]]) -> Iterator[Fault]:
    """Records under a right that their actor did not hold that day. What was changed is told of already."""
    cursor.execute(_THERE[engine])
    if not {name for (name,) in cursor.fetchall()}.issuperset(GRANTS):
        return
    held = _Rights.read(cursor)
    for seal in seals:
        for row in rows.get(seal["id"], ()):
            if not any(_wrong(row, {seal["id"]: seal["chain"]}, seal["chain"])) and not held.hold(row):
                yield Fault("right.not-held", f"{seal['chain']}/{seal['number']}", "audit_record", row["id"])


# --- the guards -------------------------------------------------------------------------------------------------------

_SQLITE_GUARDS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard\\_%' ESCAPE '\\'"
_POSTGRESQL_GUARDS = """
    SELECT t.tgname, c.relname, t.tgtype::int, t.tgenabled::text, p.prosrc, p.proconfig,
           t.tgqual IS NULL AND t.tgattr::text = ''
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND t.tgname LIKE 'guard\\_%' AND c.relnamespace = current_schema()::regnamespace
"""
_SQLITE_TABLES = """
    SELECT name, type || ' ' || tbl_name || ' ' || coalesce(sql, '') FROM sqlite_master
    WHERE type IN ('table', 'index') AND lower(tbl_name) LIKE 'audit\\_%' ESCAPE '\\'
"""
_POSTGRESQL_TABLES = """
    SELECT c.relname || ' ' || o.conname, pg_get_constraintdef(o.oid)
    FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
    WHERE c.relname LIKE 'audit\\_%' AND c.relnamespace = current_schema()::regnamespace
    UNION ALL
    SELECT c.relname || ' ' || a.attname, format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind = 'r'
      AND c.relname LIKE 'audit\\_%' AND c.relnamespace = current_schema()::regnamespace
"""


def guards_of(cursor: Any, engine: str) -> dict[str, str]:
    """Each guard in the database by name, with all that decides what it refuses."""
    cursor.execute(_SQLITE_GUARDS if engine == "sqlite" else _POSTGRESQL_GUARDS)
    if engine == "sqlite":
        return dict(cursor.fetchall())
    return {name: json.dumps(rest) for name, *rest in cursor.fetchall()}


def standing(cursor: Any, engine: str) -> str:
    """Digest of all that guards the chain: every guard, and the columns, constraints and indexes of its own tables."""
    guards = guards_of(cursor, engine)
    cursor.execute(_SQLITE_TABLES if engine == "sqlite" else _POSTGRESQL_TABLES)
    return digest({"guards": guards, "tables": dict(cursor.fetchall())})


def _guards(cursor: Any, engine: str) -> Iterator[Fault]:
    """Whether what guards the chain is what was last recorded when it was put in place."""
    said = [row for row in _rows(cursor, "audit_record", RECORD, "recorded_at") if _tells_guards(row)]
    if not said or said[-1]["values"].get("digest") != standing(cursor, engine):
        yield Fault("guards.differ")


def _tells_guards(row: Row) -> bool:
    return row["code"] == "audit.guards.installed" and isinstance(row["values"], dict)


# --- the command ------------------------------------------------------------------------------------------------------


def verified(database: str, heads: Iterable[str] = ()) -> Found:
    """Everything that is wrong in a database, said as a file of SQLite or an address of PostgreSQL."""
    if database.startswith(("postgresql://", "postgres://")):
        import psycopg

        with psycopg.connect(database) as connection, connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY, ISOLATION LEVEL REPEATABLE READ")
            return _with_heads(cursor, "postgresql", heads)
    connected = sqlite3.connect(f"{Path(database).absolute().as_uri()}?mode=ro", uri=True)
    connected.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        return _with_heads(connected.cursor(), "sqlite", heads)
    finally:
        connected.close()


def _with_heads(cursor: Any, engine: str, heads: Iterable[str]) -> Found:
    found = examined(cursor, engine)
    seals = {f"{row['chain']}/{row['number']}": row["digest"] for row in _rows(cursor, "audit_seal", SEAL, "number")}
    found.faults.extend(held_to(seals, heads))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify the database named on the command line and say what is broken."""
    said = argparse.ArgumentParser(prog="verify", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    said.add_argument("database")
    said.add_argument("--head", action="append", default=[])
    options = said.parse_args(arguments)
    try:
        found = verified(options.database, options.head)
    except Exception as unreadable:  # noqa: BLE001 - whatever stops the reading is told, with its own words
        sys.stdout.write(f"fault database.unreadable {unreadable}\n")
        return 2
    sys.stdout.writelines(f"{line}\n" for line in found.lines())
    return 0 if found.is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
