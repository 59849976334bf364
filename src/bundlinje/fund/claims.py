"""Claims: what a report's prose states about numbers that the books can compute. One class for each thing stated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field

from bundlinje.fund.figure import Figure, Origin
from bundlinje.fund.parts import Group, Quoted
from bundlinje.fund.printed import Printed, Unit
from bundlinje.grammar.part import NonEmpty, Part

if TYPE_CHECKING:
    from bundlinje.fund.model import Fund

SPENDING: tuple[Group, ...] = ("drift", "investment", "donation")


@dataclass(frozen=True, slots=True)
class Computed:
    """What the books say: an exact number (øre, parts of one, or a count), its grain, and the cells behind it."""

    value: Fraction
    unit: Unit
    grain: Fraction = Fraction(0)
    because: tuple[Origin, ...] = ()


def _kroner(fund: Fund, figure: Figure) -> Computed:
    return Computed(Fraction(figure.known), Unit.KRONER, fund.grain, figure.because)


def _count(figures: Iterable[Figure]) -> Computed:
    moved = [figure for figure in figures if figure.ore]
    return Computed(Fraction(len(moved)), Unit.COUNT, Fraction(0), tuple(o for f in moved for o in f.because))


class Received(Part):
    """Result payments received for an investment, up to and with a year."""

    what: Literal["received"]
    line: NonEmpty
    through: NonEmpty

    def compute(self, fund: Fund) -> Computed:
        """Sum of the cells, as money in."""
        repayment = fund.repayment_of(self.line)
        return _kroner(fund, -fund.sum_of(repayment.id if repayment else None, fund.through(self.through)))


class Spent(Part):
    """Everything paid out in a year."""

    what: Literal["spent"]
    column: NonEmpty

    def compute(self, fund: Fund) -> Computed:
        """Running costs, investments and donations."""
        return _kroner(fund, fund.sum(SPENDING, [fund.column(self.column)]))


class Repaid(Part):
    """All result payments received in a year."""

    what: Literal["repaid"]
    column: NonEmpty

    def compute(self, fund: Fund) -> Computed:
        """Result payments, as money in."""
        return _kroner(fund, -fund.sum(["result_payment"], [fund.column(self.column)]))


class Net(Part):
    """What a year cost when result payments are taken off."""

    what: Literal["net"]
    column: NonEmpty

    def compute(self, fund: Fund) -> Computed:
        """All lines of the column."""
        return _kroner(fund, fund.sum([*SPENDING, "result_payment"], [fund.column(self.column)]))


class Active(Part):
    """How many lines of a group moved money in a year; an investment programme on one line counts once."""

    what: Literal["active"]
    group: Group
    column: NonEmpty

    def compute(self, fund: Fund) -> Computed:
        """Lines with an amount other than zero."""
        lines = [line.id for line in fund.lines if line.group == self.group]
        return _count(fund.figures(lines, [fund.column(self.column)]))


class RunningCosts(Part):
    """Running costs from one year through another."""

    what: Literal["running_costs"]
    first: NonEmpty = Field(alias="from")
    last: NonEmpty = Field(alias="through")

    def compute(self, fund: Fund) -> Computed:
        """Sum of the lines of running costs."""
        columns = [column for column in fund.through(self.last) if column.first >= fund.column(self.first).first]
        return _kroner(fund, fund.sum(["drift"], columns))


class PrintedBalance(Part):
    """What the table under the prose prints as the balance of a year."""

    what: Literal["balance"]
    column: NonEmpty

    def compute(self, fund: Fund) -> Computed:
        """The printed cell: prose and table should at least agree with each other."""
        if fund.printed is None:
            raise ValueError("no printed table")
        return _kroner(fund, fund.printed.balances[self.column])


class CapitalSet(Part):
    """All capital put into the fund."""

    what: Literal["capital"]

    def compute(self, fund: Fund) -> Computed:
        """Sum of the deposits."""
        return Computed(Fraction(sum(deposit.amount for deposit in fund.facts.deposits)), Unit.KRONER)


class Started(Part):
    """How many investments were started; a programme of two counts as two."""

    what: Literal["started"]

    def compute(self, fund: Fund) -> Computed:
        """Agreements behind the investment lines."""
        return Computed(Fraction(sum(len(line.agreements) for line in fund.investments())), Unit.COUNT)


class ProposalsIn(Part):
    """How many proposals stand in a state."""

    what: Literal["proposals"]
    states: list[NonEmpty]
    channel: Literal["ordinary", "call"] = "ordinary"
    received: int | None = None

    def compute(self, fund: Fund) -> Computed:
        """Counted from the proposals; the year only where one is asked for."""
        rows = fund.proposals.proposals if fund.proposals else []
        hit = [row for row in rows if row.channel == self.channel and row.state in self.states]
        asked = [row for row in hit if self.received is None or row.received == self.received]
        return Computed(Fraction(sum(row.number for row in asked)), Unit.COUNT)


class PartOfWhole(Part):
    """A share computed from two counts that the same report gives: 110 fewer of 1,475 students."""

    what: Literal["share", "points"]
    part: Annotated[int, Field(strict=True)]
    whole: Annotated[int, Field(strict=True, gt=0)]

    def compute(self, fund: Fund) -> Computed:
        """Part over whole."""
        return Computed(Fraction(self.part, self.whole), Unit.SHARE if self.what == "share" else Unit.POINTS)


class Above(Part):
    """How far one share lies above another, relative to it: 58 % against 31 % expected is 87 % above."""

    what: Literal["above"]
    value: Printed
    base: Printed

    def compute(self, fund: Fund) -> Computed:
        """Value over base, less one."""
        return Computed(self.value.value / self.base.value - 1, Unit.SHARE)


class ColumnSum(Part):
    """A column of the department's table, added."""

    what: Literal["column_sum"]
    column: Literal["investment", "repayment", "savings", "net"]

    def compute(self, fund: Fund) -> Computed:
        """Sum of the printed cells; the finest printed digit is the grain."""
        rows = fund.department.rows if fund.department else []
        cells = [row.cells[self.column] for row in rows]
        grain = max((cell.step for cell in cells), default=Fraction(0))
        return Computed(sum((cell.value for cell in cells), Fraction(0)), Unit.KRONER, grain)


class Yearly(Part):
    """What two stated amounts leave a year: (more − less) over years."""

    what: Literal["a_year"]
    more: Printed
    less: Printed
    years: Annotated[int, Field(strict=True, gt=0)]

    def compute(self, fund: Fund) -> Computed:
        """The difference, divided."""
        return Computed((self.more.value - self.less.value) / self.years, Unit.KRONER)


Computation: TypeAlias = Annotated[
    Received
    | Spent
    | Repaid
    | Net
    | Active
    | RunningCosts
    | PrintedBalance
    | CapitalSet
    | Started
    | ProposalsIn
    | PartOfWhole
    | Above
    | ColumnSum
    | Yearly,
    Field(discriminator="what"),
]


class Claim(Quoted):
    """A stated number, its words, and what to compute it from. `bound: below` is a claim of less than the number."""

    id: NonEmpty
    printed: Printed
    bound: Literal["exact", "below"] = "exact"
    computes: Computation

    def holds(self, computed: Computed) -> bool:
        """Whether what the books say can be what the prose means."""
        if self.bound == "below":
            return computed.value < self.printed.value
        return self.printed.agrees_with(computed.value, computed.grain)
