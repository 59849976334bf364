"""A table as it stands in its file: texts, with the line each row came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from bundlinje.problems import Place

if TYPE_CHECKING:
    import polars as pl

Mark: TypeAlias = Literal[".", ","]

LINE = "\x00line"
"""Column of line numbers; no header can be called that."""


@dataclass(frozen=True)
class Raw:
    """Headers as written and cells as text (null where blank), every row with its line in the file.

    `mark` is the decimal mark the file is expected to use. The columns of `cells` are `"0"`, `"1"`, … in the order
    of the headers, and `LINE`.
    """

    file: str
    headers: tuple[str, ...]
    cells: pl.DataFrame
    mark: Mark = "."
    sheet: str = ""
    header_line: int = 1

    def place(self, line: int | None = None, column: int | None = None) -> Place:
        """The place of a row, and of a cell in it if `column` (from 0) is given."""
        header = self.headers[column] if column is not None else ""
        path = "!".join(part for part in (self.sheet, header) if part)
        return Place(self.file, line or None, None if column is None else column + 1, path)
