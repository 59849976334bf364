"""The settings: which case, how it is counted, and what a krone of each calendar year is worth in the base year."""

from __future__ import annotations

from fractions import Fraction

from bundlinje.business_case.workbook.expression import Expression, at_least, constant, when
from bundlinje.business_case.workbook.ground import EARLIER, Ground, title
from bundlinje.business_case.workbook.page import Content, Entry, Formula, Look, Page, Said, Shape

FIRST_YEAR = 4
"""The column in which rows by calendar year begin, on every page that has them."""


def fill_settings(ground: Ground, page: Page) -> None:
    """Fill the page: how the case is counted, why what is locked is, then the calendar and its discount factors."""
    case = ground.case
    page.line(Said("sheet.settings"), look=Look.TITLE)
    page.line(Said("note.settings"), look=Look.NOTE)
    page.gap()
    page.line(Said("setting.title"), title(case.title, case.case))
    page.line(Said("setting.case"), case.case)
    page.line(Said("setting.contract"), case.contract or Said("none"))
    base = _base_year(ground, page)
    ground.horizon = _horizon(ground, page)
    locked: list[tuple[str, Content]] = [
        ("mode", Said(f"mode.{ground.mode.value}")),
        ("price_year", Formula(constant(case.price_year), Shape.YEAR, ground.name("price_year"))),
        ("discount", ground.worked.discount.id),
        ("index", case.index),
    ]
    for code, content in locked:
        page.line(Said(f"setting.{code}"), content, Said(f"locked.{code}"))
    page.gap()
    _calendar(ground, page, base)


def _base_year(ground: Ground, page: Page) -> Expression:
    """The year whose kroner present values are told in; nothing may happen before it, so it can only go back."""
    stated = ground.case.base_year
    entry = Entry(
        path=("base_year",),
        name=ground.name("base_year"),
        value=Fraction(stated),
        shape=Shape.YEAR,
        least=Fraction(stated - EARLIER),
        most=Fraction(stated),
    )
    return _open(page, "base_year", entry)


def _horizon(ground: Ground, page: Page) -> Expression:
    """The last year after finishing that counts, as far ahead as there are columns."""
    entry = Entry(
        path=("horizon",),
        name=ground.name("horizon", "years"),
        value=Fraction(ground.case.follow_up_years),
        shape=Shape.YEARS,
        least=Fraction(0),
        most=Fraction(ground.after_finishing[-1]),
    )
    return _open(page, "horizon", entry)


def _open(page: Page, code: str, entry: Entry) -> Expression:
    page.put(0, Said(f"setting.{code}"))
    cell = page.put(1, entry)
    limits = {"least": int(entry.least or 0), "most": int(entry.most or 0)}
    page.put(2, Said(f"open.{code}", limits))
    page.row += 1
    return cell


def _calendar(ground: Ground, page: Page, base: Expression) -> None:
    """Calendar years, years from the base year, the discount rate of each, and the factors they make."""
    page.put(0, Said("row.calendar"), Look.HEADING)
    ground.calendar = page.run(FIRST_YEAR, [Formula(constant(year), Shape.YEAR) for year in ground.years], Look.HEADING)
    page.row += 1
    page.put(0, Said("row.years_from_base"))
    distances = page.run(FIRST_YEAR, [Formula(year - base, Shape.WHOLE) for year in ground.calendar.cells])
    page.row += 1
    page.put(0, Said("row.discount_rate"))
    rates = page.run(FIRST_YEAR, [Formula(_rate(ground, distance), Shape.SHARE) for distance in distances.cells])
    page.row += 1
    page.put(0, Said("row.discount_factor"))
    cells: list[Expression] = []
    for step, rate in enumerate(rates.cells):
        worth = cells[-1] / (rate + 1) if cells else _before(rate, distances.cells[0])
        cells.append(page.put(FIRST_YEAR + step, Formula(worth, Shape.FACTOR)))
    ground.discount = page.block(page.row, FIRST_YEAR, cells)
    page.row += 1


def _rate(ground: Ground, distance: Expression) -> Expression:
    """The yearly rate that holds so many years from the base year."""
    steps = ground.worked.discount.steps
    found = constant(steps[0][1])
    for first, rate in steps[1:]:
        found = when(at_least(distance, first), rate, found)
    return found


def _before(rate: Expression, years: Expression) -> Expression:
    """What a krone of the first year is worth in the base year: the first rate holds for all years that it can move."""
    value = None if rate.value is None or years.value is None else 1 / (1 + rate.number) ** int(years.number)
    return Expression(f"1/(1+{rate.text})^{years.text}", value)


def year_headings(ground: Ground, page: Page, *before: Said) -> None:
    """A heading row of calendar years, after the words that stand before them."""
    for column, words in enumerate(before):
        page.put(column, words, Look.HEADING)
    page.run(FIRST_YEAR, [Formula(cell, Shape.YEAR) for cell in ground.calendar.cells], Look.HEADING)
    page.row += 1
