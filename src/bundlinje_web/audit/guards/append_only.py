"""What is appended stands: no row is changed or deleted, no table emptied, and no row put in another's place.

SQLite's `INSERT OR REPLACE` deletes the old row without a word to the triggers of deletion. So a row that would be the
same as one that stands, by its key or by any rule of uniqueness, is refused before it is put in.
"""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal
from bundlinje_web.audit.guarding.shapes import same_row, tables_of
from bundlinje_web.audit.rows import Appended


def _refusals() -> Iterator[Refusal]:
    for model in tables_of(Appended):  # type: ignore[type-abstract]
        table = model._meta.db_table
        yield Refusal(table, Event.UPDATE)
        yield Refusal(table, Event.DELETE)
        yield Refusal(table, Event.TRUNCATE)
        yield Refusal(table, Event.INSERT, {"sqlite": same_row(model)}, code="audit.stands")


GUARD = Guard(
    "audit.append-only",
    refusals=_refusals,
    attacks=(
        Attack("change every row", 'UPDATE {table} SET "{key}" = "{key}"'),
        Attack("change when it was recorded", "UPDATE {table} SET recorded_at = {now}"),
        Attack("delete every row", "DELETE FROM {table}"),
        Attack("empty the table", "TRUNCATE {table} CASCADE", on=("postgresql",)),
        Attack("put a row in its own place", "INSERT OR REPLACE INTO {table} SELECT * FROM {table}", on=("sqlite",)),
        Attack(
            "put a row in its own place, in other words", "REPLACE INTO {table} SELECT * FROM {table}", on=("sqlite",)
        ),
        Attack(
            "add what stands and change it instead",
            'INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT ("{key}") '
            "DO UPDATE SET recorded_at = {now}",
        ),
    ),
)
