"""What an action refuses of what it was given, told beside the field it is about."""

from __future__ import annotations

from typing import NoReturn

from bundlinje.problems import Place, Refused, Value, error
from bundlinje_web.frame.fields import looks_like_cpr


def refuse(code: str, field: str = "", **values: Value) -> NoReturn:
    """Raise `Refused` with one problem of this room, `contracts.problem.<code>`, at a field of the form."""
    raise Refused([error(f"contracts.problem.{code}", Place(path=field) if field else Place(), **values)])


def without_cpr(field: str, text: str) -> None:
    """Refuse a text with something that looks like a person's number."""
    if looks_like_cpr(text):
        refuse("cpr_like", field)
