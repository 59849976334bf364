"""Step 3a: what the consequences bring each payer and budget in each calendar year, and each account in all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bundlinje.business_case.flows import Account, Side, sector_of_payer
from bundlinje.business_case.parts import Consequence
from bundlinje.business_case.repayment import VEHICLE
from bundlinje.business_case.workbook.consequences_page import PerSuccess
from bundlinje.business_case.workbook.expression import (
    Block,
    Expression,
    added,
    at,
    constant,
    rounded,
    total,
    total_until,
)
from bundlinje.business_case.workbook.ground import FlowRow, Ground, input_line, title
from bundlinje.business_case.workbook.page import Formula, Look, Page, Said, Shape
from bundlinje.business_case.workbook.settings_page import FIRST_YEAR, year_headings
from bundlinje.data.payers import Payer

TOTAL = 3
"""The column of a row's sum over all years."""


@dataclass(frozen=True, slots=True)
class AccountRows:
    """One account in all: what it gains, what it pays for the intervention (negative), what is repaid."""

    account: Account
    rows: Mapping[Side, Block]


@dataclass(frozen=True, slots=True)
class Reached:
    """An account that a consequence reaches: which part it gets of what the payer gets."""

    account: Account
    payer: Payer
    share: Expression


def fill_payers(ground: Ground, page: Page, made: Mapping[str, PerSuccess]) -> None:
    """Fill the page: how departments' savings divide on budgets, then a row for each consequence and account."""
    page.line(Said("sheet.payers"), look=Look.TITLE)
    page.line(Said("note.payers"), look=Look.NOTE)
    page.gap()
    budgets = _budgets(ground, page)
    heads = (Said(f"column.{name}") for name in ("consequence", "account", "cashable", "all_years"))
    year_headings(ground, page, *heads)
    ground.positions = _positions(ground, page)
    for one in ground.case.consequences:
        for reached in _accounts(ground, one, budgets, made[one.id]):
            if not ground.nominal or reached.payer is Payer.MUNICIPALITY:
                _row(ground, page, _Sum(one, reached, made[one.id], ground.positions, ground.horizon + 1))


def _budgets(ground: Ground, page: Page) -> dict[str, Expression]:
    """The share of a department's savings that falls in each of its budgets, by account."""
    cells = {}
    for department, shares in ground.case.budgets.items():
        for budget, number in shares.items():
            path = ("budgets", department, budget)
            entry = ground.entry(path, number, Shape.SHARE, "budget", department, budget)
            cells[f"{department}/{budget}"] = input_line(ground, page, f"{department}/{budget}", entry, number)
    if cells:
        page.gap()
    return cells


def _accounts(
    ground: Ground, one: Consequence, budgets: Mapping[str, Expression], made: PerSuccess
) -> Iterator[Reached]:
    """The accounts a consequence reaches, with their share of what its payer gets."""
    for payer in made.money[0] if made.money else ():
        sector = sector_of_payer(payer)
        if payer is not Payer.MUNICIPALITY or one.department is None:
            yield Reached(Account(sector, sector.value), payer, constant(1))
        elif one.budget is not None:
            yield Reached(Account(sector, f"{one.department}/{one.budget}"), payer, constant(1))
        else:
            for budget in ground.case.budgets[one.department]:
                name = f"{one.department}/{budget}"
                yield Reached(Account(sector, name), payer, budgets[name])


def _positions(ground: Ground, page: Page) -> list[Block]:
    """For each cohort, which year after finishing each calendar year is, counted from 1."""
    runs = []
    for cohort, stated in zip(ground.cohorts, ground.case.cohorts, strict=True):
        page.put(0, Said("row.position", {"year": str(stated.start)}), Look.NOTE)
        cells = [Formula(year - cohort.finishes + 1, Shape.WHOLE) for year in ground.calendar.cells]
        runs.append(page.run(FIRST_YEAR, cells, Look.NOTE))
        page.row += 1
    return runs


@dataclass(frozen=True, slots=True)
class _Sum:
    """A row to be summed: a consequence, the account it reaches, what each success brings, where years stand."""

    one: Consequence
    reached: Reached
    made: PerSuccess
    positions: list[Block]
    last: Expression
    """The last year after finishing that counts, counted from 1."""

    def brought(self, numbers: Sequence[Expression], place: int) -> Expression:
        """What all successes together bring the payer in a calendar year."""
        cohorts = zip(numbers, self.made.money, self.positions, strict=True)
        return added(
            [number * at(run[self.reached.payer], where.cells[place], self.last) for number, run, where in cohorts]
        )

    def freed(self, numbers: Sequence[Expression]) -> Expression:
        """The capacity that all successes together free for the payer, in all years."""
        pairs = zip(numbers, self.made.freed, strict=True)
        return added([number * total_until(run[self.reached.payer], self.last) for number, run in pairs])


def _row(ground: Ground, page: Page, summed: _Sum) -> None:
    """Successes of every cohort times what each brings this account in the year, rounded once to the øre."""
    one, reached, numbers = summed.one, summed.reached, ground.successes[summed.one.of]
    page.put(0, title(one.title, one.id))
    page.put(1, account_words(reached.account))
    page.put(2, Said("yes" if one.cashable else "no"))
    factor = reached.share * ground.knobs["benefits"] * (1 if one.saves else -1)
    cells = [rounded(summed.brought(numbers, place) * factor) for place in range(len(ground.years))]
    run = page.run(FIRST_YEAR, [Formula(cell, Shape.KRONER) for cell in cells])
    page.put(TOTAL, Formula(total(run), Shape.KRONER), Look.TOTAL)
    page.row += 1
    ground.flows.append(FlowRow(Side.BENEFIT, one.id, reached.account, run, one.cashable))
    if any(summed.made.freed):
        ground.freed.append((reached.account, summed.freed(numbers) * factor))


def account_words(where: Account) -> Said | str:
    """An account as a reader sees it: a sector by its word, a budget as the case names it."""
    return Said(f"payer.{where.name}") if where.name in (where.sector.value, VEHICLE) else where.name


def fill_accounts(ground: Ground, page: Page) -> list[AccountRows]:
    """What each account gains, pays and repays in all, under the rows of the page; an account is there once."""
    page.gap()
    year_headings(
        ground, page, Said("row.by_account"), Said("column.account"), Said("column.side"), Said("column.all_years")
    )
    made = []
    for where in sorted({flow.account for flow in ground.flows}):
        rows = {side: _summed(ground, page, where, side) for side in Side if _of(ground, where, side)}
        made.append(AccountRows(where, rows))
    return made


def _of(ground: Ground, where: Account, side: Side) -> list[Block]:
    return [flow.years for flow in ground.flows if flow.account == where and flow.side is side]


def _summed(ground: Ground, page: Page, where: Account, side: Side) -> Block:
    runs = _of(ground, where, side)
    page.put(0, Said(f"side.{side.value}"))
    page.put(1, account_words(where))
    cells = [total(*(run.cells[place] for run in runs)) for place in range(len(ground.years))]
    run = page.run(FIRST_YEAR, [Formula(cell, Shape.KRONER) for cell in cells], Look.TOTAL)
    page.put(TOTAL, Formula(total(run), Shape.KRONER), Look.TOTAL)
    page.row += 1
    return run
