"""The header row: which column of the file is which column of the table."""

from __future__ import annotations

from collections.abc import Sequence

from bundlinje.facts.columns import Column, as_header
from bundlinje.facts.reading.private import shown
from bundlinje.facts.reading.raw import Raw
from bundlinje.problems import Collector, error


def match_headers(raw: Raw, columns: Sequence[Column], found: Collector) -> dict[str, int]:
    """Stored column name → place in the file; unknown, repeated and missing headers go to `found`."""
    known = {as_header(header): column for column in columns for header in reversed(column.headers)}
    matched: dict[str, int] = {}
    for i, header in enumerate(raw.headers):
        column = known.get(as_header(header))
        place = raw.place(raw.header_line)
        if column is None and (header or _filled(raw, i)):
            headers = ", ".join(c.name for c in columns)
            found.add(error("facts.column.unknown", place, column=shown(header) or str(i + 1), known=headers))
        elif column is not None and column.name in matched:
            first = raw.headers[matched[column.name]]
            found.add(error("facts.column.repeated", place, column=header, first=first))
        elif column is not None:
            matched[column.name] = i
    for column in columns:
        if column.column_needed and column.name not in matched:
            also = ", ".join(column.aliases)
            found.add(error("facts.column.missing", raw.place(raw.header_line), column=column.name, also=also))
    return matched


def _filled(raw: Raw, column: int) -> bool:
    return raw.cells[str(column)].null_count() < raw.cells.height
