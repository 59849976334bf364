"""The bottom lines: for everybody, each sector and each account, what each year brings and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bundlinje.business_case.bottom_line import EVERYBODY, PUBLIC_SECTOR
from bundlinje.business_case.flows import Account, Side
from bundlinje.business_case.parts import PUBLIC
from bundlinje.business_case.workbook.expression import (
    Block,
    Expression,
    at_least,
    constant,
    every,
    same,
    total,
    valued,
    when,
    words,
)
from bundlinje.business_case.workbook.ground import Ground
from bundlinje.business_case.workbook.page import Formula, Look, Page, Said, Shape
from bundlinje.business_case.workbook.payers_page import AccountRows, account_words
from bundlinje.business_case.workbook.settings_page import FIRST_YEAR, year_headings


@dataclass(frozen=True, slots=True)
class View:
    """Whose bottom line: what it is called, and the accounts it sees."""

    id: str
    name: Said | str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The rows of one view, by calendar year."""

    view: View
    benefits: Block
    costs: Block
    repayments: Block
    net: Block
    cumulated: Block
    turns: Block
    """1 where the net changes sign for another time."""
    ends: Expression
    """The sign of the last amount that is not nothing: −1 where money comes first and goes out later."""
    first: Block
    """The year where the accumulated net is zero or more after something has moved, else nothing."""
    stays: Block
    """The year where it is so to the end, else nothing."""


def views(accounts: Sequence[Account]) -> Iterator[View]:
    """Everybody, the public, every sector, and every account that is not one; a party's own has its budgets too."""
    yield View(EVERYBODY, Said(f"payer.{EVERYBODY}"), tuple(accounts))
    yield View(PUBLIC_SECTOR, Said(f"payer.{PUBLIC_SECTOR}"), tuple(one for one in accounts if one.sector in PUBLIC))
    for sector in dict.fromkeys(one.sector for one in accounts):
        yield View(sector.value, Said(f"payer.{sector.value}"), tuple(one for one in accounts if one.sector is sector))
    for one in accounts:
        if one.name != one.sector.value:
            own = tuple(account for account in accounts if one.name in (account.name, account.department))
            yield View(one.name, account_words(one), own)


def fill_bottom_lines(ground: Ground, page: Page, accounts: Sequence[AccountRows]) -> list[Line]:
    """Fill the page: a block for each view."""
    page.line(Said("sheet.bottom_lines"), look=Look.TITLE)
    page.line(Said("note.bottom_lines"), look=Look.NOTE)
    lines = []
    for view in views([one.account for one in accounts]):
        page.gap()
        year_headings(ground, page)
        page.row -= 1
        page.put(0, view.name, Look.HEADING)
        page.row += 1
        lines.append(_Writer(ground, page).line(view, [one for one in accounts if one.account in view.accounts]))
    return lines


class _Writer:
    """Writes the rows of one view."""

    def __init__(self, ground: Ground, page: Page) -> None:
        self.ground = ground
        self.page = page
        self.count = len(ground.years)

    def line(self, view: View, accounts: Sequence[AccountRows]) -> Line:
        """All rows of the view."""
        benefits = self._side(accounts, Side.BENEFIT)
        costs = self._side(accounts, Side.COST, -1)
        repayments = self._side(accounts, Side.REPAYMENT)
        triples = zip(benefits.cells, costs.cells, repayments.cells, strict=True)
        net = self._row("row.net_by_year", [gain - cost + paid for gain, cost, paid in triples], Look.TOTAL)
        cumulated = self._running("row.cumulated", net)
        worth = self._row(
            "row.present_value", [a * b for a, b in zip(net.cells, self.ground.discount.cells, strict=True)]
        )
        self._running("row.cumulated_present_value", worth)
        turns, ends = self._turns(net)
        first, stays = self._break_even(net, cumulated)
        return Line(view, benefits, costs, repayments, net, cumulated, turns, ends, first, stays)

    def _row(
        self, code: str, cells: Sequence[Expression], look: Look = Look.PLAIN, shape: Shape = Shape.KRONER
    ) -> Block:
        self.page.put(0, Said(code), look)
        run = self.page.run(FIRST_YEAR, [Formula(cell, shape) for cell in cells], look)
        self.page.row += 1
        return run

    def _side(self, accounts: Sequence[AccountRows], side: Side, sign: int = 1) -> Block:
        runs = [one.rows[side] for one in accounts if side in one.rows]
        cells = [total(*(run.cells[place] for run in runs)) if runs else constant(0) for place in range(self.count)]
        return self._row(f"side.{side.value}", [0 - cell if sign < 0 else cell for cell in cells])

    def _running(self, code: str, run: Block) -> Block:
        self.page.put(0, Said(code))
        cells: list[Expression] = []
        for place, one in enumerate(run.cells):
            whole = cells[-1] + one if cells else one
            cells.append(self.page.put(FIRST_YEAR + place, Formula(whole, Shape.KRONER)))
        made = self.page.block(self.page.row, FIRST_YEAR, cells)
        self.page.row += 1
        return made

    def _turns(self, net: Block) -> tuple[Block, Expression]:
        """The sign of the last amount that was not nothing, from it whether a year changes it, and the sign at last."""
        self.page.put(0, Said("row.sign"), Look.NOTE)
        signs: list[Expression] = []
        for place, one in enumerate(net.cells):
            before = signs[-1] if signs else constant(0)
            sign = when(same(one, 0), before, when(at_least(one, 0), 1, -1))
            signs.append(self.page.put(FIRST_YEAR + place, Formula(sign, Shape.WHOLE), Look.NOTE))
        self.page.row += 1
        changed = [when(same(one * two, -1), 1, 0) for one, two in pairwise(signs)]
        return self._row("row.turns", [constant(0), *changed], Look.NOTE, Shape.WHOLE), signs[-1]

    def _break_even(self, net: Block, cumulated: Block) -> tuple[Block, Block]:
        """The years in which the accumulated net is zero or more: at all, and from then on to the end."""
        still = [when(same(one, 0), 1, 0) for one in net.cells]
        unmoved = self._row("row.unmoved", self._so_far(still), Look.NOTE, Shape.WHOLE)
        at_zero = [every(same(a, 0), at_least(b, 0)) for a, b in zip(unmoved.cells, cumulated.cells, strict=True)]
        years = self.ground.calendar.cells
        first = self._row(
            "row.at_or_above",
            [when(there, year, words("")) for there, year in zip(at_zero, years, strict=True)],
            Look.NOTE,
            Shape.YEAR,
        )
        self.page.put(0, Said("row.stays_above"), Look.NOTE)
        cells: dict[int, Expression] = {}
        for place in reversed(range(self.count)):
            later = cells.get(place + 1)
            lasts = at_zero[place] if later is None else every(at_zero[place], _is_there(later))
            stays = when(lasts, years[place], words(""))
            cells[place] = self.page.put(FIRST_YEAR + place, Formula(stays, Shape.YEAR), Look.NOTE)
        made = self.page.block(self.page.row, FIRST_YEAR, [cells[place] for place in range(self.count)])
        self.page.row += 1
        return first, made

    def _so_far(self, flags: Sequence[Expression]) -> list[Expression]:
        """1 as long as every flag up to and including this one is 1."""
        cells: list[Expression] = []
        row = self.page.row
        for place, flag in enumerate(flags):
            if place:
                cells.append(flag * Expression(self.page.reference(row, FIRST_YEAR + place - 1), cells[-1].value))
            else:
                cells.append(flag)
        return cells


def _is_there(cell: Expression) -> Expression:
    value = None if cell.value is None else cell.value != ""
    return valued(f'{cell.text}<>""', value)
