"""A workbook as data: pages of labels, inputs and formulas, each in its cell. Nothing here knows a language or a file.

A layout fills pages; the writer makes a spreadsheet of them, and the reader uses them to know what stood where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from bundlinje.business_case.workbook.expression import Block, Expression, Value
from bundlinje.grammar.part import Mark

CasePath: TypeAlias = tuple[str | int, ...]
"""Where an input stands in the case's plain data, such as `("cohorts", 0, "participants")`."""


class Shape(StrEnum):
    """How a value is shown, and what may be typed in its place."""

    KRONER = "kroner"
    SHARE = "share"
    GROWTH = "growth"
    COUNT = "count"
    FACTOR = "factor"
    WHOLE = "whole"
    YEAR = "year"
    YEARS = "years"
    TEXT = "text"
    ANY = "any"


class Look(StrEnum):
    """How a cell stands out."""

    PLAIN = "plain"
    TITLE = "title"
    HEADING = "heading"
    FIGURES = "figures"
    TOTAL = "total"
    NOTE = "note"
    WRAPPED = "wrapped"
    KNOWN = "known"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Said:
    """Words for a code, with values (maybe words themselves) filled in."""

    code: str
    values: Mapping[str, str | int | Said] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Named:
    """A name the case gives, in each language it has one in."""

    texts: Mapping[str, str]

    def text(self, language: str) -> str:
        """The name in a language, or in the one it has."""
        return self.texts.get(language) or next(iter(self.texts.values()))


@dataclass(frozen=True, slots=True)
class Entry:
    """An input: where it stands in the case, the name of its cell, its value, and how well that is known."""

    path: CasePath
    name: str
    value: Value
    shape: Shape
    mark: Mark = Mark.KNOWN
    least: Fraction | None = None
    most: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in a cell; `name` where others may ask for it by name."""

    expression: Expression
    shape: Shape
    name: str | None = None


Content: TypeAlias = Said | Named | str | Entry | Formula
"""What stands in a cell. A bare text is verbatim and is never read as a formula."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A content with its look."""

    content: Content
    look: Look = Look.PLAIN


def letters(column: int) -> str:
    """The letters of a column counted from 0: `A`, `Z`, `AA`."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


class Page:
    """One sheet being filled, from the top down; rows and columns are counted from 0."""

    def __init__(self, code: str, widths: Sequence[int] = (44,), frozen: tuple[int, int] | None = None) -> None:
        self.code = code
        self.widths = tuple(widths)
        self.frozen = frozen
        self.row = 0
        self._cells: dict[tuple[int, int], Cell] = {}

    @property
    def cells(self) -> Mapping[tuple[int, int], Cell]:
        """Every filled cell by row and column."""
        return MappingProxyType(self._cells)

    def put(self, column: int, content: Content, look: Look = Look.PLAIN) -> Expression:
        """Fill a cell of the current row; the answer is a reference to it, by its name where it has one."""
        self._cells[self.row, column] = Cell(content, look)
        if isinstance(content, Entry | Formula) and content.name:
            return Expression(content.name, _value(content))
        return Expression(self.reference(self.row, column), _value(content))

    def line(self, first: Content, *rest: Content, look: Look = Look.PLAIN) -> None:
        """Fill a row from its first column and go to the next."""
        for column, content in enumerate((first, *rest)):
            self.put(column, content, look)
        self.row += 1

    def gap(self, rows: int = 1) -> None:
        """Leave rows blank."""
        self.row += rows

    def run(self, first: int, contents: Iterable[Content], look: Look = Look.PLAIN) -> Block:
        """Fill cells side by side in the current row from this column; the answer refers to all of them."""
        cells = [self.put(first + step, content, look) for step, content in enumerate(contents)]
        return self.block(self.row, first, cells)

    def block(self, row: int, first: int, cells: Sequence[Expression]) -> Block:
        """Cells that stand side by side, as one reference."""
        last = first + len(cells) - 1
        text = f"{{{self.code}}}!${letters(first)}${row + 1}:${letters(last)}${row + 1}"
        return Block(text, tuple(cells))

    def reference(self, row: int, column: int) -> str:
        """How a formula refers to a cell of this page."""
        return f"{{{self.code}}}!${letters(column)}${row + 1}"

    def entries(self) -> Iterator[tuple[tuple[int, int], Entry]]:
        """Every input with its cell."""
        for place, cell in self._cells.items():
            if isinstance(cell.content, Entry):
                yield place, cell.content

    def formulas(self) -> Iterator[tuple[tuple[int, int], Formula]]:
        """Every formula with its cell."""
        for place, cell in self._cells.items():
            if isinstance(cell.content, Formula):
                yield place, cell.content


def _value(content: Content) -> Value:
    if isinstance(content, Entry):
        return content.value
    return content.expression.value if isinstance(content, Formula) else None


def cell_name(row: int, column: int) -> str:
    """The name of a cell as a spreadsheet shows it: `B5`."""
    return f"{letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class Book:
    """All pages of a case, in reading order."""

    pages: tuple[Page, ...]

    def entries(self) -> Iterator[tuple[Page, tuple[int, int], Entry]]:
        """Every input with its page and cell."""
        for page in self.pages:
            for place, entry in page.entries():
                yield page, place, entry

    def formulas(self) -> Iterator[tuple[Page, tuple[int, int], Formula]]:
        """Every formula with its page and cell."""
        for page in self.pages:
            for place, formula in page.formulas():
                yield page, place, formula
