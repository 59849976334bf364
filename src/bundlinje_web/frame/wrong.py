"""What an action finds wrong of what was filled in: a code, the field it is shown beside, and its values."""

from __future__ import annotations

from bundlinje.problems import Place, Problem, Refused, Value, error


def wrong(code: str, field: str = "", **values: Value) -> Problem:
    """A mistake beside a field of the form, or of the form as a whole where no field is named."""
    return error(code, Place(path=field), **values)


def refuse(problems: list[Problem]) -> None:
    """Refuse with all that is wrong, told together; go on where nothing is. Raises `Refused`."""
    if problems:
        raise Refused(problems)
