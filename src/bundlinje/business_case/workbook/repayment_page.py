"""Step 3b: repayments, by account and year. A contract's own terms give values; an agreed share of a gain, formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bundlinje.business_case.flows import Account, Item, Side, account, by_year
from bundlinje.business_case.parts import Repayment, Sector
from bundlinje.business_case.workbook.expression import (
    Block,
    Expression,
    constant,
    larger,
    rounded,
    same,
    smaller,
    total,
    when,
)
from bundlinje.business_case.workbook.ground import FlowRow, Ground, input_line
from bundlinje.business_case.workbook.page import Formula, Look, Page, Said, Shape
from bundlinje.business_case.workbook.payers_page import TOTAL, account_words
from bundlinje.business_case.workbook.settings_page import FIRST_YEAR, year_headings
from bundlinje.grammar.quantity import Dimension
from bundlinje.grammar.stated import Number
from bundlinje.money import ORE_PER_KRONE

_MOST_ACCOUNTS = 2
"""Accounts that a repayment is divided on by a formula to the same øre as the engine; more stand as values."""
_SHAPES = {Dimension.KRONER: Shape.KRONER, Dimension.SHARE: Shape.SHARE}


def fill_repayment(ground: Ground, page: Page) -> None:
    """Fill the page, and add what it comes to for each account to the flows."""
    page.line(Said("sheet.repayment"), look=Look.TITLE)
    items = [item for item in ground.worked.items if item.side is Side.REPAYMENT]
    rule, gains = ground.case.repayment, _gains(ground)
    live = rule is not None and bool(items) and 0 < len(gains) <= _MOST_ACCOUNTS
    page.line(
        Said("note.repayment_live" if live else "note.repayment" if items else "note.no_repayment"), look=Look.NOTE
    )
    page.gap()
    if live and rule is not None:
        _by_share(ground, page, rule, gains)
    elif items:
        _expected(ground, page)
        _headings(ground, page)
        for item in items:
            _as_values(ground, page, item)


def _headings(ground: Ground, page: Page) -> None:
    heads = (Said(f"column.{name}") for name in ("repayment", "account", "status", "all_years"))
    year_headings(ground, page, *heads)


def _expected(ground: Ground, page: Page) -> None:
    """What the case expects of outcomes and figures of the contract that no effect of its own stands for."""
    for name, number in ground.case.expects.items():
        entry = ground.entry(("expects", name), number, _shape(number), "expects", name)
        input_line(ground, page, Said("row.expects", {"name": name}), replace(entry, least=None, most=None), number)
    if ground.case.expects:
        page.gap()


def _shape(number: Number) -> Shape:
    """How a number of any dimension is shown; one that is unknown is taken for a share, as most are."""
    if number.value is None:
        return Shape.SHARE
    return _SHAPES.get(number.value.dimension, Shape.COUNT)


def _as_values(ground: Ground, page: Page, item: Item) -> None:
    """What the program worked out, account by account."""
    for where in dict.fromkeys(flow.account for flow in item.flows):
        # An account may pay and receive in the same year.
        paid = by_year(flow for flow in item.flows if flow.account == where)
        cells = [constant(Fraction(paid.get(year, 0), ORE_PER_KRONE)) for year in ground.years]
        _row(ground, page, where, cells, item.id)


def _row(ground: Ground, page: Page, where: Account, cells: Sequence[Expression], item: str) -> None:
    """A row of what an account receives, or pays (negative). In the budget only the municipality's counts."""
    if ground.nominal and where.sector is not Sector.MUNICIPALITY:
        return
    page.put(0, item)
    page.put(1, account_words(where))
    page.put(2, Said("from_terms"))
    run = page.run(FIRST_YEAR, [Formula(cell, Shape.KRONER) for cell in cells])
    page.put(TOTAL, Formula(total(run), Shape.KRONER), Look.TOTAL)
    page.row += 1
    ground.flows.append(FlowRow(Side.REPAYMENT, item, where, run))


def _gains(ground: Ground) -> dict[Account, list[Block]]:
    """The rows of the gain that is shared, by the account it falls in."""
    rule, gains = ground.case.repayment, dict[Account, list[Block]]()
    for flow in ground.flows:
        if rule is not None and flow.side is Side.BENEFIT and _is_shared(rule, flow.account):
            gains.setdefault(flow.account, []).append(flow.years)
    return gains


def _is_shared(rule: Repayment, where: Account) -> bool:
    return where.sector is Sector.MUNICIPALITY if rule.of == "municipal gain" else where.name == rule.of


def _by_share(ground: Ground, page: Page, rule: Repayment, gains: dict[Account, list[Block]]) -> None:
    """A share of each year's gain, some years later, until a cap is reached; a year of loss repays nothing."""
    entry = ground.entry(("repayment", "share"), rule.share, Shape.SHARE, "repayment", "share")
    share = input_line(ground, page, Said("row.repaid_share"), entry, rule.share)
    cap = None
    if rule.cap is not None:
        entry = ground.entry(("repayment", "cap"), rule.cap, Shape.KRONER, "repayment", "cap")
        cap = input_line(ground, page, Said("row.repaid_cap"), entry, rule.cap)
    _headings(ground, page)
    by_account = [_gain_row(ground, page, where, rows) for where, rows in gains.items()]
    paid = _paid(ground, page, rule, share, cap, by_account)
    parts = _divided(paid, by_account, rule.delay)
    item = next(one.id for one in ground.worked.items if one.side is Side.REPAYMENT)
    for where, cells in zip(gains, parts, strict=True):
        _row(ground, page, where, [0 - cell for cell in cells], item)
    _row(ground, page, account(ground.case, rule.to), list(paid.cells), item)


def _gain_row(ground: Ground, page: Page, where: Account, rows: Sequence[Block]) -> Block:
    page.put(0, Said("row.shared_gain"))
    page.put(1, account_words(where))
    sums = [total(*(row.cells[place] for row in rows)) for place in range(len(ground.years))]
    run = page.run(FIRST_YEAR, [Formula(one, Shape.KRONER) for one in sums])
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


def _divided(paid: Block, gains: Sequence[Block], delay: int) -> list[list[Expression]]:
    """What each account pays: by what it gained in the year the repayment is for, and the last one the rest."""
    if len(gains) == 1:
        return [list(paid.cells)]
    first = []
    for place, whole in enumerate(paid.cells):
        if place < delay:
            first.append(constant(0))
            continue
        own, other = (larger(gain.cells[place - delay], 0) for gain in gains)
        first.append(when(same(whole, 0), 0, rounded(_quotient(whole * own, own + other))))
    return [first, [whole - part for whole, part in zip(paid.cells, first, strict=True)]]


def _quotient(above: Expression, below: Expression) -> Expression:
    """A quotient that is only asked for where its divisor is not nothing."""
    if below.value == 0:
        return Expression(f"{above.text}/({below.text})", Fraction(0))
    return above / below
