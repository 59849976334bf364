"""Facts from plain Python rows, for tests, examples and simulations, through the same checks as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from bundlinje.facts.base import FactKind
from bundlinje.facts.reading.raw import LINE, Raw
from bundlinje.grammar.quantity import plain_text

if TYPE_CHECKING:
    from bundlinje.facts.tables import Facts

Row = Mapping[str, Any]


def facts_from_rows(declared: Mapping[str, FactKind], **tables: Iterable[Row]) -> Facts:
    """Facts from rows by table: `facts_from_rows(declared, enrolments=[{"unit": "a", "from": date(2024, 1, 1)}])`.

    Values are written as in a file or given as `int`, `Decimal` or `Fraction`; days as `date` or text. A missing key is
    a blank. Mistakes raise `Refused`; their place is the table, and the line counts rows from 1. A float raises
    `TypeError`, a table that does not exist `ValueError`.
    """
    from bundlinje.facts.reading.whole import facts_of
    from bundlinje.facts.tables import NAMES

    strange = sorted(set(tables) - set(NAMES))
    if strange:
        raise ValueError(f"no such table: {', '.join(strange)}")
    listed = {name: list(rows) for name, rows in tables.items()}
    return facts_of({name: _raw(name, rows) for name, rows in listed.items() if rows}, declared)


def _raw(table: str, rows: list[Row]) -> Raw:
    import polars as pl

    headers = tuple(dict.fromkeys(key for row in rows for key in row))
    columns = {str(i): [_text(row.get(header)) for row in rows] for i, header in enumerate(headers)}
    schema = {**dict.fromkeys(columns, pl.String), LINE: pl.Int32}
    return Raw(table, headers, pl.DataFrame({**columns, LINE: range(1, len(rows) + 1)}, schema=schema), header_line=0)


def _text(value: Any) -> str | None:
    if isinstance(value, float):
        raise TypeError("a float is not an exact number; give a text, an int, a Decimal or a Fraction")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (Fraction, Decimal)):
        return plain_text(Fraction(value))
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    text = "" if value is None else str(value).strip()
    return text or None
