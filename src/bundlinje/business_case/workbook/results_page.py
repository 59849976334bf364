"""The results: what the case comes to for each view, and the figures a treasury and a department ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from bundlinje.business_case.budget_views import DECENTRAL
from bundlinje.business_case.flows import Side
from bundlinje.business_case.parts import Sector
from bundlinje.business_case.rate_of_return import internal_rate_of_return
from bundlinje.business_case.workbook.bottom_lines_page import Line
from bundlinje.business_case.workbook.expression import (
    Block,
    Expression,
    added,
    at_least,
    constant,
    product_of,
    ratio,
    rounded,
    total,
    valued,
    when,
    words,
)
from bundlinje.business_case.workbook.ground import FlowRow, Ground
from bundlinje.business_case.workbook.page import Formula, Look, Page, Said, Shape
from bundlinje.money import ORE_PER_KRONE

NONE = words("–")
"""Stands where there is no such figure: nothing was spent, or the net never turns."""


_GUESSES = ("0.1", "1", "5", "-0.3", "-0.7")
"""Where a spreadsheet looks for a rate of return, one after another: from a far guess it may give up."""


def fill_results(ground: Ground, page: Page, lines: Sequence[Line]) -> None:
    """Fill the page: a column for each view, then successes, cashable value and departments."""
    page.line(Said("sheet.results"), look=Look.TITLE)
    page.line(Said("note.results"), look=Look.NOTE)
    if ground.outdated is not None:
        page.put(0, Said("row.outdated"), Look.NOTE)
        page.put(1, Formula(ground.outdated, Shape.WHOLE), Look.NOTE)
        page.row += 1
    page.gap()
    page.put(0, Said("column.figure"), Look.HEADING)
    for column, line in enumerate(lines, start=1):
        page.put(column, line.view.name, Look.FIGURES)
    page.row += 1
    columns = [_figures(ground, line) for line in lines]
    for code, (_, shape) in columns[0].items():
        page.put(0, Said(f"figure.{code}"), Look.TOTAL if code == "npv" else Look.PLAIN)
        for column, (line, figures) in enumerate(zip(lines, columns, strict=True), start=1):
            name = ground.name("result", line.view.id, code)
            page.put(column, Formula(figures[code][0], shape, name), Look.TOTAL if code == "npv" else Look.PLAIN)
        page.row += 1
    _cashable(ground, page)
    _break_even_effect(ground, page)
    _departments(ground, page)


def _figures(ground: Ground, line: Line) -> Mapping[str, tuple[Expression, Shape]]:
    """Every figure of one view, by code."""
    benefits, costs = product_of(line.benefits, ground.discount), product_of(line.costs, ground.discount)
    npv = product_of(line.net, ground.discount)
    return {
        "benefits": (total(line.benefits), Shape.KRONER),
        "costs": (total(line.costs), Shape.KRONER),
        "repayments": (total(line.repayments), Shape.KRONER),
        "net": (total(line.net), Shape.KRONER),
        "pv_benefits": (benefits, Shape.KRONER),
        "pv_costs": (costs, Shape.KRONER),
        "npv": (npv, Shape.KRONER),
        "bcr": (_where_positive(costs, benefits), Shape.FACTOR),
        "irr": (_rate_of_return(line), Shape.SHARE),
        "break_even_first": (_first(line.first), Shape.YEAR),
        "break_even_stays": (_first(line.stays), Shape.YEAR),
        "npv_per_participant": (ratio(npv, _participants(ground), NONE), Shape.KRONER),
        "npv_per_success": (ratio(npv, _successes(ground), NONE), Shape.KRONER),
    }


def _participants(ground: Ground) -> Expression:
    return total(*(cohort.participants for cohort in ground.cohorts)) if ground.cohorts else constant(0)


def _successes(ground: Ground) -> Expression:
    every = [number for numbers in ground.successes.values() for number in numbers]
    return total(*every) if every else constant(0)


def _where_positive(below: Expression, above: Expression) -> Expression:
    """Benefits over costs, where anything is spent at all."""
    divided = ratio(above, below, NONE)
    return when(at_least(0, below), NONE, divided)


def _first(run: Block) -> Expression:
    """The first year of a row in which only some years stand."""
    years = [value for value in run.values if isinstance(value, Fraction)]
    value = min(years) if years else NONE.value
    return valued(f"IF(COUNT({run.text})=0,{NONE.text},MIN({run.text}))", value, run.cells)


def _rate_of_return(line: Line) -> Expression:
    """The internal rate of return, where money goes out and then comes in; looked for from the rate we found on."""
    net = line.net.values
    known = [Fraction(value) * ORE_PER_KRONE for value in net if isinstance(value, Fraction)]
    rate = internal_rate_of_return(known).rate if len(known) == len(net) else None
    found = NONE.text
    for guess in reversed([*([] if rate is None else [f"{float(rate):.4f}"]), *_GUESSES]):
        tried = f"IRR({line.net.text},{guess})"
        # Newton's method may end in a rate at which more than everything is lost each year, which is none.
        found = f"IFERROR(IF({tried}>-1,{tried},NA()),{found})"
    text = f"IF(AND(SUM({line.turns.text})=1,{line.ends.text}=1),{found},{NONE.text})"
    return valued(text, NONE.value if rate is None else rate, line.net.cells)


def _cashable(ground: Ground, page: Page) -> None:
    """What of the municipality's benefits is money a budget can be cut by, and what is not."""
    page.gap()
    page.line(Said("row.cashable_heading"), look=Look.HEADING)
    rows = [row for row in ground.flows if row.side is Side.BENEFIT and row.account.sector is Sector.MUNICIPALITY]
    parts = {
        "cashable": _sum([total(row.years) for row in rows if row.cashable]),
        "not_cashable": _sum([total(row.years) for row in rows if not row.cashable]),
        "freed": rounded(_sum([kr for account, kr in ground.freed if account.sector is Sector.MUNICIPALITY])),
    }
    for code, expression in parts.items():
        page.put(0, Said(f"figure.{code}"))
        page.put(1, Formula(expression, Shape.KRONER, ground.name("result", code)))
        page.row += 1


def _sum(parts: Sequence[Expression]) -> Expression:
    return added(list(parts))


def _break_even_effect(ground: Ground, page: Page) -> None:
    """The factor on all effects at which benefits pay the costs, whoever pays them, and the rates that gives."""
    made = [row for row in ground.flows if row.side is not Side.REPAYMENT]
    by_success = {cost.id for cost in ground.case.costs if cost.per == "success"}
    varies = _worth(ground, [row for row in made if row.side is Side.BENEFIT or row.item in by_success])
    fixed = _worth(ground, [row for row in made if row.side is Side.COST and row.item not in by_success])
    page.gap()
    page.line(Said("row.break_even_heading"), look=Look.HEADING)
    page.put(0, Said("figure.break_even_factor"))
    factor = when(at_least(0, varies), NONE, ratio(0 - fixed, varies, NONE))
    cell = page.put(1, Formula(factor, Shape.FACTOR, ground.name("result", "break_even_factor")))
    page.row += 1
    for name, rate in ground.rates.items():
        page.put(0, Said("figure.break_even_rate", {"effect": name}))
        page.put(1, Formula(_times(cell, rate), Shape.SHARE, ground.name("result", "break_even_rate", name)))
        page.row += 1


def _times(factor: Expression, rate: Expression) -> Expression:
    """The rate times a factor there may not be."""
    text = f"IF(ISNUMBER({factor.text}),{factor.text}*{rate.text},{NONE.text})"
    if factor.value is None or rate.value is None:
        return Expression(text, None)
    return Expression(text, factor.number * rate.number if isinstance(factor.value, Fraction) else NONE.value)


def _worth(ground: Ground, rows: Sequence[FlowRow]) -> Expression:
    return added([product_of(row.years, ground.discount) for row in rows])


def _departments(ground: Ground, page: Page) -> None:
    """For each department: the investment, what it repays of its own budgets, what it saves in them, and the net."""
    names = dict.fromkeys(row.account.department for row in ground.flows if row.account.budget == DECENTRAL)
    if not names:
        return
    invested = [row for row in ground.costs if row.account.sector is Sector.INVESTOR] or ground.costs
    page.gap()
    codes = ("department", "investment", "decentral_repayment", "decentral_saving", "decentral_net")
    page.line(*(Said(f"column.{code}") for code in codes), look=Look.HEADING)
    for name in names:
        own = [row for row in ground.flows if row.account.name == f"{name}/{DECENTRAL}"]
        repaid = 0 - _sum([total(row.years) for row in own if row.side is Side.REPAYMENT])
        saved = _sum([total(row.years) for row in own if row.side is Side.BENEFIT])
        cells = (0 - _sum([total(row.years) for row in invested]), repaid, saved, saved - repaid)
        page.put(0, name)
        for column, (code, cell) in enumerate(zip(codes[1:], cells, strict=True), start=1):
            page.put(column, Formula(cell, Shape.KRONER, ground.name("department", name, code)))
        page.row += 1


def fill_switching(ground: Ground, page: Page) -> None:
    """For each item: what it is worth to everybody, and the factor on it alone at which the net is nothing."""
    page.gap()
    page.line(*(Said(f"column.{code}") for code in ("item", "worth", "switch")), look=Look.HEADING)
    rows = ground.flows
    net = _worth(ground, rows)
    for side, item in dict.fromkeys((row.side, row.item) for row in rows):
        own = _worth(ground, [row for row in rows if (row.side, row.item) == (side, item)])
        page.put(0, item)
        worth = page.put(1, Formula(own, Shape.KRONER, ground.name("worth", side.value, item)))
        page.put(2, Formula(_switch(net, worth), Shape.FACTOR, ground.name("switch", side.value, item)))
        page.row += 1


def _switch(net: Expression, own: Expression) -> Expression:
    text = f"IF({own.text}=0,{NONE.text},1-({net.text})/{own.text})"
    if net.value is None or own.value is None:
        return Expression(text, None)
    return Expression(text, 1 - net.number / own.number if own.number else NONE.value)
