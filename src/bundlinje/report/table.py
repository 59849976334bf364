"""A table without words: headings and notes are codes, cells are values that say what they count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from bundlinje.grammar.part import Mark
from bundlinje.money import Ore


@dataclass(frozen=True, slots=True)
class Thousands:
    """Money told in 1.000 kr.; unknown has no øre."""

    ore: Ore | None
    mark: Mark = Mark.KNOWN


@dataclass(frozen=True, slots=True)
class Kroner:
    """Money told to the øre."""

    ore: Ore


@dataclass(frozen=True, slots=True)
class Percent:
    """A part of one."""

    share: Fraction


@dataclass(frozen=True, slots=True)
class Times:
    """How many times one number holds another."""

    ratio: Fraction


@dataclass(frozen=True, slots=True)
class Points:
    """A difference between two shares, in percentage points."""

    share: Fraction


@dataclass(frozen=True, slots=True)
class Count:
    """How many."""

    number: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name from the data, which has it in each language."""

    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Code:
    """Words for a code, with values (maybe cells) filled in. `area/code` names another area of words."""

    code: str
    values: Mapping[str, Cell] = field(default_factory=lambda: MappingProxyType({}))


Cell: TypeAlias = Thousands | Kroner | Percent | Times | Points | Count | Name | Code | str | None
"""What stands in a place of a table. A text is verbatim from a source; none is a blank."""


class Weight(StrEnum):
    """How a row stands out."""

    PLAIN = "plain"
    GROUP = "group"
    TOTAL = "total"
    PRINTED = "printed"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label, then its cells."""

    label: Cell
    cells: tuple[Cell, ...] = ()
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """A title, headings (the first for the labels), rows, and notes under it; `alarm` if it does not reconcile."""

    title: Cell
    headings: tuple[Cell, ...]
    rows: tuple[Row, ...]
    notes: tuple[Cell, ...] = ()
    alarm: bool = False
    text_columns: tuple[int, ...] = (0,)
