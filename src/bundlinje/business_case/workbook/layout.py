"""A case laid out as a book: each step on its page, each formula built on the cells of the steps before it."""

from __future__ import annotations

from bundlinje.business_case.workbook.bottom_lines_page import fill_bottom_lines
from bundlinje.business_case.workbook.consequences_page import fill_consequences
from bundlinje.business_case.workbook.costs_page import fill_costs
from bundlinje.business_case.workbook.effect_page import fill_effect
from bundlinje.business_case.workbook.ground import LONGER, SPARE_YEARS, Ground, pages_of
from bundlinje.business_case.workbook.page import Book, Page
from bundlinje.business_case.workbook.payers_page import fill_accounts, fill_payers
from bundlinje.business_case.workbook.price_levels import fill_price_levels
from bundlinje.business_case.workbook.prices_page import fill_prices
from bundlinje.business_case.workbook.readme_page import fill_readme
from bundlinje.business_case.workbook.repayment_page import fill_repayment
from bundlinje.business_case.workbook.results_page import fill_results, fill_switching
from bundlinje.business_case.workbook.sensitivity_page import fill_knobs, fill_spreads
from bundlinje.business_case.workbook.settings_page import fill_settings
from bundlinje.business_case.workbook.social_page import fill_social
from bundlinje.business_case.workbook.sources_page import fill_sources
from bundlinje.business_case.workbook.staff_page import fill_staff
from bundlinje.business_case.workbook.target_group import fill_target_group
from bundlinje.business_case.worked import Worked
from bundlinje.contract.model import Contract

_NARROW, _WIDE = 13, 46
_WIDTHS = {
    "readme": (100,),
    "target_group": (12, *[_NARROW] * 7, _WIDE),
    "results": (_WIDE, 16),
    "staff": (_WIDE, _NARROW, _NARROW, _NARROW, 14, _WIDE),
    "sources": (_WIDE, 16, 14, _WIDE, _WIDE, _WIDE),
}


def lay_out(worked: Worked, contract: Contract | None = None) -> Book:
    """The book of a case worked out in one mode, with repayments where they were added, by the contract's terms."""
    pages = {code: Page(code, _WIDTHS.get(code, (_WIDE, 18, 14, 18, _NARROW))) for code in pages_of(worked.case)}
    ground = Ground(worked, calendar_of(worked), pages, contract)
    fill_readme(ground, pages["readme"])
    fill_settings(ground, pages["settings"])
    fill_knobs(ground, pages["sensitivity"])
    fill_target_group(ground, pages["target_group"])
    fill_effect(ground, pages["effect"])
    levels = fill_price_levels(ground, pages["prices"])
    prices = fill_prices(ground, pages["prices"], levels)
    fill_payers(ground, pages["payers"], fill_consequences(ground, pages["consequences"], prices))
    fill_costs(ground, pages["costs"], levels)
    fill_repayment(ground, pages["repayment"])
    lines = fill_bottom_lines(ground, pages["bottom_lines"], fill_accounts(ground, pages["payers"]))
    fill_results(ground, pages["results"], lines)
    if "sroi" in pages:
        fill_social(ground, pages["sroi"], levels)
    if "staff" in pages:
        fill_staff(ground, pages["staff"])
    fill_switching(ground, pages["sensitivity"])
    fill_spreads(ground, pages["sensitivity"])
    fill_sources(ground, pages["sources"])
    return Book(tuple(pages.values()))


def calendar_of(worked: Worked) -> range:
    """The calendar years of a workbook: those in which anything happens or may, and some to spare."""
    case = worked.case
    last = max((cohort.finishes for cohort in case.cohorts), default=case.base_year) + case.follow_up_years
    return range(case.base_year, max(last, worked.years.stop - 1) + LONGER + SPARE_YEARS + 1)
