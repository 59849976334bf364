"""An agreed share of a gain, as formulas: each year's gain, what of it is repaid, and by which accounts."""

from __future__ import annotations

from collections.abc import Sequence

from bundlinje.business_case.flows import Account, Side, account
from bundlinje.business_case.parts import Repayment, Sector
from bundlinje.business_case.workbook.dividing import in_ore, part_of, part_of_one, whole_of, with_left_over
from bundlinje.business_case.workbook.expression import (
    Block,
    Expression,
    constant,
    larger,
    rounded,
    smaller,
    total,
)
from bundlinje.business_case.workbook.ground import Ground, input_line
from bundlinje.business_case.workbook.page import Formula, Look, Page, Said, Shape
from bundlinje.business_case.workbook.payers_page import account_words
from bundlinje.business_case.workbook.settings_page import FIRST_YEAR, year_headings
from bundlinje.money import ORE_PER_KRONE

Rows = dict[Account, list[Expression]]


def shared_gain(ground: Ground, page: Page) -> Rows | None:
    """Fill the page; what each account pays (negative) or receives by calendar year, or nothing if nothing is shared.

    A share of each year's gain is repaid some years later, until a cap is reached; a year of loss repays nothing.
    """
    rule = ground.case.repayment
    gains = {} if rule is None else _gains(ground, rule)
    if rule is None or not gains:
        return None
    page.line(Said("note.repayment_live"), look=Look.NOTE)
    page.gap()
    share, cap = _agreed(ground, page, rule)
    year_headings(ground, page, Said("row.shared_heading"), Said("column.account"))
    by_account = {where: _gain_row(ground, page, where, rows) for where, rows in gains.items()}
    paid = _paid(ground, page, rule, share, cap, list(by_account.values()))
    parts = _divided(page, paid, by_account, rule.delay)
    page.gap()
    rows = {where: [0 - cell for cell in cells] for where, cells in parts.items()}
    receiver = account(ground.case, rule.to)
    own = rows.get(receiver)
    rows[receiver] = [*paid.cells] if own is None else [a + b for a, b in zip(own, paid.cells, strict=True)]
    return rows


def _gains(ground: Ground, rule: Repayment) -> dict[Account, list[Block]]:
    """The rows of the gain that is shared, by the account it falls in."""
    gains: dict[Account, list[Block]] = {}
    for flow in ground.flows:
        if flow.side is Side.BENEFIT and _is_shared(rule, flow.account):
            gains.setdefault(flow.account, []).append(flow.years)
    return gains


def _is_shared(rule: Repayment, where: Account) -> bool:
    return where.sector is Sector.MUNICIPALITY if rule.of == "municipal gain" else where.name == rule.of


def _agreed(ground: Ground, page: Page, rule: Repayment) -> tuple[Expression, Expression | None]:
    """The share agreed, and the cap if there is one."""
    entry = ground.entry(("repayment", "share"), rule.share, Shape.SHARE, "repayment", "share")
    share = input_line(ground, page, Said("row.repaid_share"), entry, rule.share)
    if rule.cap is None:
        return share, None
    entry = ground.entry(("repayment", "cap"), rule.cap, Shape.KRONER, "repayment", "cap")
    return share, input_line(ground, page, Said("row.repaid_cap"), entry, rule.cap)


def _gain_row(ground: Ground, page: Page, where: Account, rows: Sequence[Block]) -> Block:
    sums = [total(*(row.cells[place] for row in rows)) for place in range(len(ground.years))]
    return _row(page, Said("row.shared_gain"), where, sums)


def _row(
    page: Page,
    label: Said,
    where: Account,
    cells: Sequence[Expression],
    shape: Shape = Shape.KRONER,
    look: Look = Look.PLAIN,
) -> Block:
    page.put(0, label, look)
    page.put(1, account_words(where), look)
    run = page.run(FIRST_YEAR, [Formula(cell, shape) for cell in cells], look)
    page.row += 1
    return run


def _paid(
    ground: Ground, page: Page, rule: Repayment, share: Expression, cap: Expression | None, gains: Sequence[Block]
) -> Block:
    """What is repaid in each year, rounded to the øre."""
    page.put(0, Said("row.repaid"))
    cells: list[Expression] = []
    for place, year in enumerate(ground.years):
        shows = place - rule.delay
        if shows < 0 or (rule.years is not None and year not in rule.years):
            due = constant(0)
        else:
            due = larger(total(*(gain.cells[shows] for gain in gains)), 0) * share
            if cap is not None:
                due = smaller(due, cap - total(*cells) if cells else cap)
            due = rounded(due)
        cells.append(page.put(FIRST_YEAR + place, Formula(due, Shape.KRONER)))
    run = page.block(page.row, FIRST_YEAR, cells)
    page.row += 1
    return run


def _divided(page: Page, paid: Block, gains: dict[Account, Block], delay: int) -> Rows:
    """What each account pays, to the øre: by what it gained in the year the repayment is for."""
    if len(gains) == 1:
        return {where: list(paid.cells) for where in gains}
    ore, blank = [in_ore(cell) for cell in paid.cells], [constant(0)] * delay
    own = [[*blank, *(larger(cell, 0) for cell in run.cells)][: len(ore)] for run in gains.values()]
    wholes = [total(*column) for column in zip(*own, strict=True)]
    exact, rests = [], []
    for where, weights in zip(gains, own, strict=True):
        cells = [part_of(*one) for one in zip(ore, weights, wholes, strict=True)]
        exact.append(_row(page, Said("row.exact_ore"), where, cells, Shape.COUNT, Look.NOTE))
        left = [part_of_one(cell) for cell in exact[-1].cells]
        rests.append(_row(page, Said("row.rest"), where, left, Shape.COUNT, Look.NOTE))
    parts = []
    for place, one in enumerate(ore):
        downs = [whole_of(run.cells[place]) for run in exact]
        parts.append(with_left_over(one, downs, [run.cells[place] for run in rests]))
    return {where: [cells[place] / ORE_PER_KRONE for cells in parts] for place, where in enumerate(gains)}
