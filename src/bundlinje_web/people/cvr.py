"""Numbers of Danish companies and authorities."""

from __future__ import annotations

from stdnum.dk import cvr


def is_cvr(number: str) -> bool:
    """Whether it is a CVR number: eight digits that agree with their check digit."""
    return number.isdigit() and bool(cvr.is_valid(number))
