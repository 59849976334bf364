"""The quantity of a service or value that one success changes, in inputs by year after finishing."""

from __future__ import annotations

from bundlinje.business_case.values import Quantities
from bundlinje.business_case.workbook.expression import Block, Expression, at_least, constant, when
from bundlinje.business_case.workbook.ground import Ground, status_of, why_of
from bundlinje.business_case.workbook.page import CasePath, Content, Entry, Formula, Look, Page, Said, Shape
from bundlinje.business_case.workbook.settings_page import FIRST_YEAR
from bundlinje.grammar.stated import Number


def fill_quantity(ground: Ground, page: Page, quantity: Quantities, path: CasePath, name: str) -> Block:
    """The row of a quantity as the case has it, a list by year or one for every year, and its reasons under it."""
    page.put(0, Said("row.quantity"))
    if quantity.each_year is not None:
        return _each_year(ground, page, quantity, quantity.each_year, (*path, "each_year"), name)
    stated = quantity.years or []
    page.put(2, status_of(max(stated, key=lambda number: number.mark, default=None)))
    contents = [_year(ground, quantity, (*path, t), name, t) for t in ground.after_finishing]
    run = page.run(FIRST_YEAR, contents)
    pairs = zip(contents, run.cells, strict=True)
    ground.listed += [(content.path, cell) for content, cell in pairs if isinstance(content, Entry)]
    why_row(page, *stated)
    return run


def _year(ground: Ground, quantity: Quantities, path: CasePath, name: str, t: int) -> Content:
    if quantity.unknown is not None:
        return Formula(Expression("NA()", None), Shape.COUNT)
    stated = quantity.years or []
    if t >= len(stated):
        return Formula(constant(0), Shape.COUNT)
    return ground.entry(path, stated[t], Shape.COUNT, "quantity", name, t)


def _each_year(ground: Ground, page: Page, quantity: Quantities, number: Number, path: CasePath, name: str) -> Block:
    page.put(2, status_of(number))
    each = page.put(1, ground.entry(path, number, Shape.COUNT, "quantity", name, "each_year"))
    ground.listed.append((path, each))
    reached = [quantity.at(t) is not None for t in ground.after_finishing]
    stated = ground.case.follow_up_years
    cells = [
        constant(0) if not there else each if t <= stated else when(at_least(ground.horizon, t), each, 0)
        for t, there in enumerate(reached)
    ]
    run = page.run(FIRST_YEAR, [Formula(cell, Shape.COUNT) for cell in cells])
    why_row(page, number)
    return run


def why_row(page: Page, *numbers: Number) -> None:
    """Go to the next row, with the reasons given for these numbers in it if there are any."""
    page.row += 1
    reasons = " · ".join(dict.fromkeys(filter(None, map(why_of, numbers))))
    if reasons:
        page.line(Said("row.why"), reasons, look=Look.NOTE)
