"""The shape of the files under `books/`: accounts and budget by line and year, what was printed, and capital raised."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictInt

from bundlinje.fund.claims import Claim
from bundlinje.fund.columns import Column
from bundlinje.fund.parts import CellText, Kroner, Label, Quoted, TableUnit
from bundlinje.fund.printed import Printed
from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.settlement.standing import Standing


class BookRow(Part):
    """One line of the economy: its cells by column, positive paid out, negative received; what is left out is blank."""

    line: NonEmpty
    quote: NonEmpty | None = None
    cells: dict[str, CellText]


class Book(Part):
    """Accounts or a budget: the cells of lines by year, from one table of one document."""

    book: Literal["accounts", "budget"]
    version: NonEmpty
    source: NonEmpty
    place: NonEmpty
    unit: TableUnit
    columns: list[Column] = Field(min_length=1)
    rows: list[BookRow]


class PrintedRow(Quoted):
    """A line of totals as printed."""

    cells: dict[str, CellText]


class PrintedTable(Part):
    """What a report printed under the lines: the total, the balance at year end, the notes.

    `rounding` is how many of the table's units a sum of rounded numbers may be off; more is no rounding.
    """

    table: NonEmpty
    title: Label
    source: NonEmpty
    place: NonEmpty
    unit: TableUnit
    rounding: int = Field(ge=0)
    total: PrintedRow
    balance: PrintedRow
    notes: list[Label] = Field(default_factory=list)


class Claims(Part):
    """Numbers that a report's prose states and the books can compute."""

    claims: list[Claim]


class Statement(Quoted):
    """An amount as one document states it; `agreed: revised` for what a revision of the agreement put in its place."""

    printed: Printed
    agreed: Literal["original", "revised"] = "original"


class CapitalRow(Part):
    """The capital of one agreement, or of the agreements behind one line: the Council's share and all investors'."""

    agreement: NonEmpty
    line: NonEmpty
    council: list[Statement] = Field(default_factory=list)
    all_investors: list[Statement] = Field(default_factory=list)


class Capital(Part):
    """Capital raised."""

    capital: list[CapitalRow]


class Results(Part):
    """Results so far: how many achieved the goal, and how many were expected to by now."""

    achieved: StrictInt = Field(ge=0)
    expected: StrictInt = Field(gt=0)


class ProgressRow(Quoted):
    """What is published about where an investment's repayment stands: an amount, results, or only words."""

    line: NonEmpty
    expected_to_date: Kroner | None = None
    results: Results | None = None
    reported: Standing | None = None


class Progress(Part):
    """Where repayments stand."""

    progress: list[ProgressRow]


class DepartmentRow(Part):
    """One investment in the department's table: printed amounts by column."""

    agreement: NonEmpty
    label: Label
    quote: NonEmpty
    cells: dict[str, Printed]


class DepartmentTable(Part):
    """The table of the department (MSB) from 2022: what it invests in, repays and saves of its own budgets."""

    table: NonEmpty
    title: Label
    source: NonEmpty
    place: NonEmpty
    columns: list[Literal["investment", "repayment", "savings", "net"]]
    rows: list[DepartmentRow]
    claims: list[Claim] = Field(default_factory=list)
