"""Civil registration numbers have no place in facts: a number that may be one is refused, and never shown again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bundlinje.facts.reading.raw import LINE, Raw
from bundlinje.problems import Collector, error

if TYPE_CHECKING:
    import polars as pl

_TEN_DIGITS = r"(?:^|[^0-9.,])[0-9]{10}(?:$|[^0-9])"
_SIX_AND_FOUR = r"(?:^|[^0-9])(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}\s?[-–.+ ]\s?[0-9]{4}(?:$|[^0-9])"
PATTERN = f"{_TEN_DIGITS}|{_SIX_AND_FOUR}"
"""Ten digits together, or six that can be a date and four more."""

_ANY = re.compile(PATTERN)
_SHOWN = 40


def shown(text: str) -> str:
    """A cell as it may be repeated in a message: shortened, and nothing of it if it may hold a personal number."""
    if _ANY.search(text):
        return "•••"
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def refuse_personal_numbers(raw: Raw, found: Collector) -> None:
    """Refuse every cell and header that may hold a personal number; the place is told, the digits are not."""
    import polars as pl

    for header in raw.headers:
        if _ANY.search(header):
            found.add(error("facts.personal_number", raw.place(raw.header_line, None)))
    if raw.cells.is_empty() or not raw.headers:
        return
    may = [pl.col(str(i)).str.contains(PATTERN) for i in range(len(raw.headers))]
    holds = raw.cells.select(cell.any() for cell in may).row(0)
    for i, cell in enumerate(may):
        for line in _lines(raw.cells, cell) if holds[i] else ():
            place = raw.place(line, i)
            found.add(error("facts.personal_number", place if shown(place.path) == place.path else raw.place(line)))


def _lines(cells: pl.DataFrame, cell: pl.Expr) -> list[int]:
    return cells.filter(cell)[LINE].head(5).to_list()
