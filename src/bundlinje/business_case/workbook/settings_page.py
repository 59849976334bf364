"""The settings: which case, how it is counted, and what a krone of each calendar year is worth in the base year."""

from __future__ import annotations

from fractions import Fraction

from bundlinje.business_case.workbook.expression import Expression, constant
from bundlinje.business_case.workbook.ground import Ground, title
from bundlinje.business_case.workbook.page import Content, Formula, Look, Page, Said, Shape

FIRST_YEAR = 4
"""The column in which rows by calendar year begin, on every page that has them."""


def fill_settings(ground: Ground, page: Page) -> None:
    """Fill the page: what is fixed in the case file, then the calendar and its discount factors."""
    case = ground.case
    page.line(Said("sheet.settings"), look=Look.TITLE)
    page.line(Said("note.fixed_in_case"), look=Look.NOTE)
    page.gap()
    facts: list[tuple[str, Content]] = [
        ("title", title(case.title, case.case)),
        ("case", case.case),
        ("contract", case.contract or Said("none")),
        ("mode", Said(f"mode.{ground.mode.value}")),
        ("base_year", Formula(constant(case.base_year), Shape.YEAR, ground.name("base_year"))),
        ("price_year", Formula(constant(case.price_year), Shape.YEAR, ground.name("price_year"))),
        ("horizon", Formula(constant(case.follow_up_years), Shape.WHOLE, ground.name("horizon"))),
        ("discount", ground.worked.discount.id),
        ("index", case.index),
    ]
    for code, content in facts:
        page.line(Said(f"setting.{code}"), content)
    page.gap()
    _calendar(ground, page)


def _calendar(ground: Ground, page: Page) -> None:
    """Calendar years, years from the base year, the discount rate of each, and the factors they make."""
    base = ground.years.start
    page.put(0, Said("row.calendar"), Look.HEADING)
    ground.calendar = page.run(FIRST_YEAR, [Formula(constant(year), Shape.YEAR) for year in ground.years], Look.HEADING)
    page.row += 1
    page.put(0, Said("row.discount_rate"))
    rates = page.run(
        FIRST_YEAR,
        [Formula(constant(ground.worked.discount.rate(year - base)), Shape.SHARE) for year in ground.years],
    )
    page.row += 1
    page.put(0, Said("row.discount_factor"))
    cells: list[Expression] = []
    for step, rate in enumerate(rates.cells):
        worth = cells[-1] / (rate + 1) if cells else constant(Fraction(1))
        cells.append(page.put(FIRST_YEAR + step, Formula(worth, Shape.FACTOR)))
    ground.discount = page.block(page.row, FIRST_YEAR, cells)
    page.row += 1


def year_headings(ground: Ground, page: Page, *before: Said) -> None:
    """A heading row of calendar years, after the words that stand before them."""
    for column, words in enumerate(before):
        page.put(column, words, Look.HEADING)
    page.run(FIRST_YEAR, [Formula(cell, Shape.YEAR) for cell in ground.calendar.cells], Look.HEADING)
    page.row += 1
