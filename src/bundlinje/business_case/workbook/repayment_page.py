"""Step 3b: repayments, by account and year: formulas where a contract's terms or the share agreed allow, or values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bundlinje.business_case.flows import Account, Item, Side
from bundlinje.business_case.parts import Sector
from bundlinje.business_case.repayment import AGREED, expected_rates
from bundlinje.business_case.workbook.contract_inputs import Handed
from bundlinje.business_case.workbook.contract_page import ContractPage
from bundlinje.business_case.workbook.contract_plan import ContractPlan, NotAsFormulas, contract_plan
from bundlinje.business_case.workbook.expression import Expression, constant, total
from bundlinje.business_case.workbook.ground import FlowRow, Ground, input_line
from bundlinje.business_case.workbook.page import Formula, Look, Page, Said, Shape
from bundlinje.business_case.workbook.payers_page import TOTAL, account_words
from bundlinje.business_case.workbook.settings_page import FIRST_YEAR, year_headings
from bundlinje.business_case.workbook.shared_gain import shared_gain
from bundlinje.business_case.workbook.target_group import latest_start
from bundlinje.grammar.quantity import Dimension
from bundlinje.grammar.stated import Number
from bundlinje.money import ORE_PER_KRONE

_SHAPES = {Dimension.KRONER: Shape.KRONER, Dimension.SHARE: Shape.SHARE}


def fill_repayment(ground: Ground, page: Page) -> None:
    """Fill the page, and add what it comes to for each account to the flows."""
    page.line(Said("sheet.repayment"), look=Look.TITLE)
    items = [item for item in ground.worked.items if item.side is Side.REPAYMENT]
    if any(item.kind == "contract" for item in items):
        _by_contract(ground, page, items)
        return
    rows = shared_gain(ground, page) if items else None
    if rows is None:
        page.line(Said("note.no_repayment"), look=Look.NOTE)
        return
    for where, cells in rows.items():
        _row(ground, page, where, cells)


def _by_contract(ground: Ground, page: Page, items: Sequence[Item]) -> None:
    """The contract's own terms: as formulas, or else as values with what stands in the way."""
    try:
        plan = _live(ground)
    except NotAsFormulas as why:
        page.line(Said("note.repayment"), look=Look.NOTE)
        page.line(Said(f"why.{why.code}", {"name": why.name}), look=Look.NOTE)
        page.gap()
        _write_values(ground, page, items)
    else:
        page.line(Said("note.repayment_by_terms"), look=Look.NOTE)
        page.gap()
        _write_live(ground, page, plan)


def _live(ground: Ground) -> ContractPlan:
    """The plan of the contract. Raises `NotAsFormulas` where formulas would not come to the engine's own figures."""
    if ground.contract is None:
        raise NotAsFormulas("no_contract", "")
    starts = [cohort.start for cohort in ground.case.cohorts]
    if len(set(starts)) < len(starts):
        raise NotAsFormulas("same_start", "")
    last = max((latest_start(ground, cohort) for cohort in ground.case.cohorts), default=ground.years.start)
    plan = contract_plan(ground.contract, range(ground.years.start, last + 1))
    tried = replace(ground, named=set(ground.named), listed=[*ground.listed], flows=[])
    _write_live(tried, Page("repayment"), plan)
    if not _agrees(tried, ground):
        raise NotAsFormulas("differs", ground.contract.contract)
    return plan


def _agrees(tried: Ground, ground: Ground) -> bool:
    """Whether formulas come to what the engine says, to the øre, for every account that counts and every year."""
    ours = _paid([item for item in ground.worked.items if item.side is Side.REPAYMENT])
    counts = {key: kroner for key, kroner in ours.items() if kroner and _counts(ground, key[0])}
    rows = ((row.account, zip(ground.years, row.years.values, strict=True)) for row in tried.flows)
    return {(where, year): kroner for where, years in rows for year, kroner in years if kroner != 0} == counts


def _counts(ground: Ground, where: Account) -> bool:
    """In the budget only the municipality's money counts."""
    return not ground.nominal or where.sector is Sector.MUNICIPALITY


def _write_live(ground: Ground, page: Page, plan: ContractPlan) -> None:
    """What the contract's formulas come to, by account and calendar year."""
    expects = _expects(ground, page)
    if ground.contract is None:
        return
    moved = ContractPage(ground, page, plan, Handed(ground, ground.contract, expects)).fill()
    _headings(ground, page)
    for where, cells in moved.items():
        _row(ground, page, where, cells)


def _write_values(ground: Ground, page: Page, items: Sequence[Item]) -> None:
    """What the program worked out, account by account, and whether the inputs are still those it was worked out at."""
    expects = _expects(ground, page)
    if ground.contract is not None:
        names = expected_rates(ground.case, ground.contract, ground.mode)
        ground.outdated = Handed(ground, ground.contract, expects).fill_outdated(page, names)
        page.gap()
    _headings(ground, page)
    paid = _paid(items)
    for where in dict.fromkeys(where for where, _ in paid):
        _row(ground, page, where, [constant(paid.get((where, year), Fraction(0))) for year in ground.years])


def _expects(ground: Ground, page: Page) -> dict[str, Expression]:
    """The inputs in which the case says itself what it expects of the contract."""
    cells = {}
    for name, number in ground.case.expects.items():
        entry = ground.entry(("expects", name), number, _shape(number), "expects", name)
        label = Said("row.expects", {"name": name})
        cells[name] = input_line(ground, page, label, replace(entry, least=None, most=None), number)
    if cells:
        page.gap()
    return cells


def _shape(number: Number) -> Shape:
    """How a number of any dimension is shown; one that is unknown is taken for a share, as most are."""
    if number.value is None:
        return Shape.SHARE
    return _SHAPES.get(number.value.dimension, Shape.COUNT)


def _paid(items: Sequence[Item]) -> dict[tuple[Account, int], Fraction]:
    """Kroner that the engine says each account receives, or pays (negative), by account and year."""
    found: dict[tuple[Account, int], Fraction] = {}
    for flow in (flow for item in items for flow in item.flows):
        # An account may pay and receive in the same year.
        found[flow.account, flow.year] = found.get((flow.account, flow.year), Fraction(0)) + Fraction(
            flow.ore, ORE_PER_KRONE
        )
    return found


def _headings(ground: Ground, page: Page) -> None:
    heads = (Said(f"column.{name}") for name in ("repayment", "account", "status", "all_years"))
    year_headings(ground, page, *heads)


def _row(ground: Ground, page: Page, where: Account, cells: Sequence[Expression]) -> None:
    """A row of what an account receives, or pays (negative)."""
    if not _counts(ground, where):
        return
    page.put(0, AGREED)
    page.put(1, account_words(where))
    page.put(2, Said("from_terms"))
    run = page.run(FIRST_YEAR, [Formula(cell, Shape.KRONER) for cell in cells])
    page.put(TOTAL, Formula(total(run), Shape.KRONER), Look.TOTAL)
    page.row += 1
    ground.flows.append(FlowRow(Side.REPAYMENT, AGREED, where, run))
