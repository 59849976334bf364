"""A state changes only along a move in the table of moves, and what is closed stays closed."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje_web.audit.guarding import Attack, Event, Guard, Refusal
from bundlinje_web.audit.guarding.shapes import tables_of
from bundlinje_web.audit.rows import Moving


def _among(states: tuple[str, ...]) -> str:
    return ", ".join(f"'{state}'" for state in states)


def _allowed(moves: dict[str, tuple[str, ...]]) -> str:
    """SQL: whether the change is a move in the table."""
    known = (f"OLD.state = '{before}' AND NEW.state IN ({_among(after)})" for before, after in moves.items() if after)
    return " OR ".join(f"({move})" for move in known) or "FALSE"


def _refusals() -> Iterator[Refusal]:
    for model in tables_of(Moving):  # type: ignore[type-abstract]
        table = model._meta.db_table
        yield Refusal(table, Event.INSERT, f"NEW.state NOT IN ({_among(model.starts())})")
        yield Refusal(table, Event.UPDATE, f"OLD.state <> NEW.state AND NOT ({_allowed(dict(model.MOVES))})")


GUARD = Guard(
    "audit.moves",
    refusals=_refusals,
    attacks=(
        Attack("a state nobody knows", "UPDATE {table} SET state = 'nowhere'"),
        Attack("a new row in a state nobody knows", "INSERT INTO {table} SELECT {columns} FROM {table} LIMIT 1"),
    ),
)
