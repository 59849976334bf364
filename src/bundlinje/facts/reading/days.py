"""Days as people and programs write them → day numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje.dates import FOREVER
from bundlinje.facts.columns import OPEN

if TYPE_CHECKING:
    import polars as pl

_FORMS = (
    (r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T]00:00(?::00(?:\.0+)?)?)?$", "%Y-%m-%d"),
    (r"^[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}$", "%d-%m-%Y"),
    (r"^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}$", "%d.%m.%Y"),
    (r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$", "%d/%m/%Y"),
)
"""ISO, and day before month as it is written in Denmark. A year has four digits."""

EARLIEST, LATEST = -25_567, 84_006
"""1900-01-01 and 2200-01-01: days outside are mistakes of a program, not days of a contract."""

SERIAL = r"^[0-9]{5}(?:\.[0-9]+)?$"
"""A day as the number a spreadsheet keeps; it could be of 1900 or of 1904, so it is never guessed."""


def day_numbers(text: pl.Expr) -> pl.Expr:
    """The day number of each text; null where it is no day of the calendar."""
    import polars as pl

    forms = [
        pl.when(text.str.contains(form)).then(text.str.slice(0, 10)).str.to_date(pattern, strict=False)
        for form, pattern in _FORMS
    ]
    return pl.coalesce(forms).cast(pl.Int32)


def end_numbers(text: pl.Expr) -> pl.Expr:
    """`day_numbers`, with the word `open` as the day that never comes."""
    import polars as pl

    is_open = text.str.to_lowercase().is_in(list(OPEN))
    return pl.when(is_open).then(pl.lit(FOREVER, pl.Int32)).otherwise(day_numbers(text))
