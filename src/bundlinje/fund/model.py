"""The fund as read: its facts, the lines and columns of its economy, and every cell as a figure with its origin."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from bundlinje.fund.books_file import CapitalRow, DepartmentTable, PrintedTable, ProgressRow
from bundlinje.fund.claims import Claim
from bundlinje.fund.columns import Column, ColumnKind
from bundlinje.fund.figure import Figure, total
from bundlinje.fund.fund_file import FundFile, LineText, Organisation
from bundlinje.fund.parts import CellText, Group
from bundlinje.fund.proposals_file import PrintedFunnel, ProposalsFile
from bundlinje.money import Ore


@dataclass(frozen=True, slots=True)
class PrintedTotals:
    """What the report printed under the lines: figures by column, and how far rounding may carry a sum, in øre."""

    table: PrintedTable
    totals: Mapping[str, Figure]
    balances: Mapping[str, Figure]
    rounding: Ore


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund with its books. What a file did not give is empty or none, never assumed."""

    facts: FundFile
    columns: tuple[Column, ...]
    cells: Mapping[tuple[str, str], Figure]
    texts: Mapping[tuple[str, str], CellText] = field(default_factory=dict)
    unit: Ore = 100
    printed: PrintedTotals | None = None
    claims: tuple[Claim, ...] = ()
    capital: tuple[CapitalRow, ...] = ()
    progress: tuple[ProgressRow, ...] = ()
    department: DepartmentTable | None = None
    proposals: ProposalsFile | None = None
    funnel: PrintedFunnel | None = None
    organisations: tuple[Organisation, ...] = ()

    @property
    def lines(self) -> tuple[LineText, ...]:
        """The lines of the economy in printed order."""
        return tuple(self.facts.lines)

    def line(self, line_id: str) -> LineText:
        """The line with this id; reading has made sure that every id in the files names one."""
        return next(line for line in self.lines if line.id == line_id)

    def repayment_of(self, line_id: str) -> LineText | None:
        """The line on which an investment's result payments stand, if it has one."""
        return next((line for line in self.lines if line.of == line_id), None)

    def investments(self) -> tuple[LineText, ...]:
        """The lines that are investments."""
        return tuple(line for line in self.lines if line.group == "investment")

    def column(self, column_id: str) -> Column:
        """The column with this id."""
        return next(column for column in self.columns if column.id == column_id)

    @property
    def accounts(self) -> tuple[Column, ...]:
        """The years that are closed."""
        return tuple(column for column in self.columns if column.kind is ColumnKind.ACCOUNTS)

    @property
    def budget(self) -> tuple[Column, ...]:
        """The years that are planned, the summed later ones among them."""
        return tuple(column for column in self.columns if column.kind is not ColumnKind.ACCOUNTS)

    def through(self, column_id: str) -> tuple[Column, ...]:
        """The columns up to and with this one."""
        return self.columns[: self.columns.index(self.column(column_id)) + 1]

    def after(self, column_id: str) -> tuple[Column, ...]:
        """The columns after this one."""
        return self.columns[self.columns.index(self.column(column_id)) + 1 :]

    def figures(self, lines: Iterable[str], columns: Iterable[Column]) -> Iterator[Figure]:
        """The cells of these lines in these columns; blank ones are not there."""
        wanted = tuple(columns)
        for line in lines:
            yield from (self.cells[line, column.id] for column in wanted if (line, column.id) in self.cells)

    def sum(self, groups: Collection[Group], columns: Iterable[Column]) -> Figure:
        """All cells of these groups in these columns, added."""
        return total(self.figures((line.id for line in self.lines if line.group in groups), columns))

    def sum_of(self, line_id: str | None, columns: Iterable[Column]) -> Figure:
        """All cells of one line in these columns, added; of no line, nothing."""
        return total(self.figures([line_id] if line_id else [], columns))

    @property
    def grain(self) -> Fraction:
        """The finest difference the books can tell: one of their units, in øre."""
        return Fraction(self.unit)
