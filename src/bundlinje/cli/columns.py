"""The columns of a table as text, and how wide each may be where the terminal is narrow.

Numbers are never broken over lines. Where a table is too wide, headings fold first, then texts; where that does not
help, the columns go into several blocks, one under the other, each beginning with the labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bundlinje.report.table import Table
from bundlinje.words.numbers import Language
from bundlinje.words.tables import text

_FRAME, _GAP = 1, 3
"""What the drawing adds: at the edge, and around each column."""
_LABEL, _PROSE = 22, 16
"""The most that a column of labels, or of other texts, insists on."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its cells, and whether they are texts, which may fold."""

    heading: str
    cells: tuple[str, ...]
    is_text: bool = False
    insists: int = 0

    @property
    def natural(self) -> int:
        """The width at which nothing folds."""
        return max(map(len, (self.heading, *self.cells)))

    @property
    def narrowest(self) -> int:
        """The width below which a number or a word would break."""
        words = _longest(self.heading.split())
        cells = min(self.insists, _longest(self.cells)) if self.is_text else _longest(self.cells)
        return max(words, cells, 1)


def _longest(texts: Sequence[str]) -> int:
    return max(map(len, texts), default=0)


def columns_of(table: Table, language: Language) -> list[Column]:
    """The columns of a table in a language, labels first. A column of texts that says nothing is left out."""
    found = list(_all_columns(table, language))
    return [found[0], *(column for column in found[1:] if not column.is_text or any(column.cells))]


def _all_columns(table: Table, language: Language) -> Iterator[Column]:
    rows = [[row.label, *row.cells, *[None] * (len(table.headings) - 1 - len(row.cells))] for row in table.rows]
    for number, heading in enumerate(table.headings):
        cells = tuple(text(row[number], language) for row in rows)
        is_text = number in table.text_columns
        yield Column(text(heading, language), cells, is_text, insists=_PROSE if number else _LABEL)


def total(widths: Sequence[int]) -> int:
    """The width of a drawing whose columns have these widths."""
    return _FRAME + sum(width + _GAP for width in widths)


def blocks(columns: Sequence[Column], room: int) -> list[list[Column]]:
    """The columns in as many blocks as are needed for each to fit; every block begins with the labels."""
    labels, found = columns[0], [[columns[0]]]
    for column in columns[1:]:
        fits = total([one.narrowest for one in (*found[-1], column)]) <= room
        if fits or len(found[-1]) == 1:
            found[-1].append(column)
        else:
            found.append([labels, column])
    return found


def fitted(columns: Sequence[Column], room: int) -> list[int]:
    """The width of each column: what it would like to have, less what the widest texts and headings can give."""
    widths = [column.natural for column in columns]
    while total(widths) > room:
        slack, widest = max(
            (width - column.narrowest, i) for i, (width, column) in enumerate(zip(widths, columns, strict=True))
        )
        if slack <= 0:
            break
        widths[widest] -= 1
    return widths
