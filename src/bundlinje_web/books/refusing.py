"""What an action of the books refuses of what it was given, told beside the field it is about."""

from __future__ import annotations

from typing import NoReturn

from bundlinje.problems import Place, Refused, Value, error


def refuse(code: str, field: str = "", **values: Value) -> NoReturn:
    """Raise `Refused` with one problem of this room, `books.problem.<code>`, at a field of the form."""
    raise Refused([error(f"books.problem.{code}", Place(path=field) if field else Place(), **values)])
