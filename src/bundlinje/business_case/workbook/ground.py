"""What the pages of a case share: its years, its mode, names for cells, and references handed from page to page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.flows import Account, Side
from bundlinje.business_case.parts import Mode
from bundlinje.business_case.workbook.expression import Block, Expression
from bundlinje.business_case.workbook.page import CasePath, Entry, Named, Page, Said, Shape
from bundlinje.business_case.worked import Worked
from bundlinje.contract.model import Contract
from bundlinje.contract.parts import Name
from bundlinje.grammar.part import Mark
from bundlinje.grammar.stated import Number
from bundlinje.money import ORE_PER_KRONE

SPARE_YEARS = 2
"""Calendar years beyond the last in which anything happens, so that a start can be put off and nothing falls out."""

LONGER = 2
"""Years by which a horizon can be made longer; there are columns for them."""

EARLIER = 10
"""Years by which a base year can be moved back."""

PAGES = (
    "readme",
    "settings",
    "target_group",
    "costs",
    "effect",
    "consequences",
    "prices",
    "payers",
    "repayment",
    "bottom_lines",
    "results",
    "sroi",
    "staff",
    "sensitivity",
    "sources",
)
"""The pages of a workbook in reading order: one for each step."""


def pages_of(case: Case) -> tuple[str, ...]:
    """The pages a case has: social return and staff only where it says something of them."""
    absent = {"sroi"} if case.sroi is None else set()
    if not case.staff:
        absent.add("staff")
    return tuple(code for code in PAGES if code not in absent)


_UNSAFE = re.compile(r"\W")
_LIMITS: Mapping[Shape, tuple[int | None, int | None]] = {
    Shape.SHARE: (0, 1),
    Shape.GROWTH: (-1, None),
    Shape.KRONER: (0, None),
    Shape.COUNT: (0, None),
}


class CohortCells(NamedTuple):
    """References to one cohort: when it starts and finishes, who starts, and who completes."""

    start: Expression
    finishes: Expression
    participants: Expression
    finishers: Expression


class FlowRow(NamedTuple):
    """A row of kroner by calendar year: what an item brings (positive) or costs (negative) one account."""

    side: Side
    item: str
    account: Account
    years: Block
    cashable: bool = True


@dataclass(slots=True)
class Ground:
    """Everything a page needs of the case and of the pages it builds on."""

    worked: Worked
    years: range
    pages: dict[str, Page]
    contract: Contract | None = None
    named: set[str] = field(default_factory=set)
    listed: list[tuple[CasePath, Expression]] = field(default_factory=list)
    """Every number of the case with its cell, for the page of sources."""
    horizon: Expression = field(default_factory=lambda: Expression("", None))
    """The last year after finishing in which consequences are counted."""
    calendar: Block = field(default_factory=lambda: Block("", ()))
    discount: Block = field(default_factory=lambda: Block("", ()))
    knobs: dict[str, Expression] = field(default_factory=dict)
    cohorts: list[CohortCells] = field(default_factory=list)
    rates: dict[str, Expression] = field(default_factory=dict)
    gross: dict[str, Expression] = field(default_factory=dict)
    """The rate of each effect without its baseline taken off, as weak evidence leaves it."""
    successes: dict[str, list[Expression]] = field(default_factory=dict)
    positions: list[Block] = field(default_factory=list)
    """For each cohort, which year after finishing each calendar year is, counted from 1."""
    flows: list[FlowRow] = field(default_factory=list)
    """Every row that counts in this mode: in the budget, only the municipality's."""
    costs: list[FlowRow] = field(default_factory=list)
    """Every cost, whoever pays it: what is invested is told in the budget too."""
    freed: list[tuple[Account, Expression]] = field(default_factory=list)
    outdated: Expression | None = None
    """How many inputs are not those that repayments were worked out at, where these stand as values."""

    @property
    def case(self) -> Case:
        """The case."""
        return self.worked.case

    @property
    def mode(self) -> Mode:
        """How it is counted."""
        return self.worked.mode

    @property
    def extended(self) -> bool:
        """Whether fade-out, phase-in, realisation, overlap, weak evidence and overruns count."""
        return self.mode is not Mode.SOM

    @property
    def nominal(self) -> bool:
        """Whether amounts are told in the kroner of each year."""
        return self.mode is Mode.BUDGET

    @property
    def after_finishing(self) -> range:
        """The years after finishing that have a column, counted from 0; the horizon says which of them count."""
        return range(self.case.follow_up_years + LONGER + 1)

    def name(self, *parts: str | int) -> str:
        """A name for a cell that no other has: `cohort_2023_participants`."""
        wanted = _UNSAFE.sub("_", "_".join(str(part) for part in parts))
        name, number = wanted, 1
        while name.lower() in self.named:
            number += 1
            name = f"{wanted}_{number}"
        self.named.add(name.lower())
        return name

    def entry(self, path: CasePath, number: Number | None, shape: Shape, *name: str | int) -> Entry:
        """The input for a number of the case; where it has none, a blank one for what is 100 % or nothing."""
        least, most = _LIMITS.get(shape, (None, None))
        return Entry(
            path=path,
            name=self.name(*name),
            value=None if number is None else number_in_cell(number),
            shape=shape,
            mark=Mark.KNOWN if number is None else number.mark,
            least=None if least is None else Fraction(least),
            most=None if most is None else Fraction(most),
        )

    def position(self, cohort: CohortCells, t: Expression | int) -> Expression:
        """Where the calendar year t years after a cohort finishes stands among the columns, counted from 1."""
        return cohort.finishes + t - (self.years.start - 1)


def number_in_cell(number: Number) -> Fraction | None:
    """A number as a cell has it: money in kroner, a share as a part of one; nothing where it is unknown."""
    if number.value is None:
        return None
    return number.value.value / ORE_PER_KRONE if number.value.dimension.value == "kr" else number.value.value


def title(name: Name | None, otherwise: str) -> Named | str:
    """The name of a part, or its id where it has none."""
    if name is None:
        return otherwise
    return Named({"da": name.da, "en": name.en or name.da})


def status_of(number: Number | None) -> Said:
    """How well a number is known, as a word."""
    return Said(f"mark.{(number.mark if number else Mark.KNOWN).name.lower()}")


def why_of(number: Number | None) -> str:
    """The reason, source or note of a number, verbatim."""
    if number is None:
        return ""
    return " · ".join(text for text in (number.unknown, number.assumed, number.source, number.note) if text)


def input_line(
    ground: Ground, page: Page, label: Named | Said | str, entry: Entry, number: Number | None
) -> Expression:
    """A row of its own for one number: label, input, how well it is known, why."""
    page.put(0, label)
    cell = page.put(1, entry)
    page.put(2, status_of(number))
    if why := why_of(number):
        page.put(3, why)
    page.row += 1
    if number is not None:
        ground.listed.append((entry.path, cell))
    return cell
