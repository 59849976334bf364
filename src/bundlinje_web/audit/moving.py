"""A check of every table of moves: it names the states it moves to, and starts somewhere in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error

from bundlinje_web.audit.guarding.shapes import tables_of
from bundlinje_web.audit.rows import Moving


def check_moves(**_: Any) -> list[CheckMessage]:
    """An error for each state that is moved to or started in and is not in the table."""
    return [
        Error(f"{model._meta.label}: {state}", obj=model, id="audit.E002")
        for model in tables_of(Moving)  # type: ignore[type-abstract]
        for state in _unknown(model)
    ]


def _unknown(model: type[Moving]) -> Iterator[str]:
    if not model.MOVES:
        yield ""
    named = {state for after in model.MOVES.values() for state in after} | set(model.starts())
    yield from sorted(named - set(model.MOVES))
