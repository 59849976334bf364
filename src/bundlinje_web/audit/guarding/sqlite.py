"""Guards as triggers of SQLite."""

from __future__ import annotations

from bundlinje_web.audit.guarding.kinds import Refusal


def defined(name: str, refusal: Refusal, when: str, said: str) -> str:
    """The trigger as SQLite remembers it: the statement that made it, word for word."""
    return (
        f'CREATE TRIGGER "{name}" BEFORE {refusal.event} ON "{refusal.table}" FOR EACH ROW WHEN {when}\n'
        f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
    )


def making(name: str, refusal: Refusal, when: str, said: str) -> tuple[str, ...]:
    """The statements that make the trigger."""
    return (defined(name, refusal, when, said),)


_TRIGGERS = """
    SELECT 'DROP TRIGGER "' || name || '"'
    FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard\\_%' ESCAPE '\\'
"""
REMOVING = (_TRIGGERS,)
"""Queries that give the statements which remove every guard there is."""
