"""Guards as triggers of PostgreSQL, each with a function of its own.

The function looks for tables in the schema of the application first and among temporary tables last: otherwise
somebody could lay a temporary table of the same name in front of the one a guard looks into.
"""

from __future__ import annotations

import json

from bundlinje_web.audit.guarding.kinds import Event, Refusal

PATH = "public, pg_temp"

_BEFORE, _EACH_ROW = 2, 1
_BITS = {Event.INSERT: 4, Event.DELETE: 8, Event.UPDATE: 16, Event.TRUNCATE: 32}
_LEVEL = {Event.TRUNCATE: "STATEMENT"}
_ROW = {Event.INSERT: "NEW", Event.UPDATE: "NEW", Event.DELETE: "OLD", Event.TRUNCATE: "NULL"}


def defined(_name: str, refusal: Refusal, when: str, said: str) -> str:
    """The trigger as PostgreSQL's catalogue tells it: table, moment, that it is on, and its function."""
    moment = _BEFORE | _BITS[refusal.event] | (0 if refusal.event is Event.TRUNCATE else _EACH_ROW)
    return json.dumps([refusal.table, moment, "O", _body(refusal, when, said), [f"search_path={PATH}"], True])


def making(name: str, refusal: Refusal, when: str, said: str) -> tuple[str, ...]:
    """The statements that make the function and the trigger."""
    body, moment = _body(refusal, when, said), f'BEFORE {refusal.event} ON "{refusal.table}"'
    level = _LEVEL.get(refusal.event, "ROW")
    return (
        f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql SET search_path = {PATH} AS $guard${body}$guard$',
        f'CREATE TRIGGER "{name}" {moment} FOR EACH {level} EXECUTE FUNCTION "{name}"()',
    )


def _body(refusal: Refusal, when: str, said: str) -> str:
    return (
        f"BEGIN\n  IF {when} THEN\n"
        f"    RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation';\n"
        f"  END IF;\n  RETURN {_ROW[refusal.event]};\nEND"
    )


_TRIGGERS = """
    SELECT format('DROP TRIGGER %I ON %s', t.tgname, t.tgrelid::regclass)
    FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgname LIKE 'guard\\_%'
"""
_FUNCTIONS = """
    SELECT format('DROP FUNCTION %I()', p.proname)
    FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'guard\\_%'
"""
REMOVING = (_TRIGGERS, _FUNCTIONS)
"""Queries that give the statements which remove every guard there is."""
