"""The first page: what the workbook is, how to use it, what colours mean, and which sheets there are."""

from __future__ import annotations

from bundlinje.business_case.workbook.ground import Ground, pages_of, title
from bundlinje.business_case.workbook.page import Look, Page, Said

_PARAGRAPHS = ("what", "mode", "inputs", "formulas", "back", "colours", "unknown", "tolerance")


def fill_readme(ground: Ground, page: Page) -> None:
    """Fill the page."""
    page.line(title(ground.case.title, ground.case.case), look=Look.TITLE)
    page.line(Said("readme.subtitle"), look=Look.NOTE)
    page.gap()
    for paragraph in _PARAGRAPHS:
        page.line(Said(f"readme.{paragraph}"), look=Look.WRAPPED)
    page.gap()
    for mark in ("known", "assumed", "unknown"):
        page.line(Said(f"legend.{mark}"), look=Look(mark))
    page.gap()
    for text in (ground.case.theory_of_change, ground.case.alternative):
        if text is not None:
            page.line(title(text, ""), look=Look.WRAPPED)
    for one in ground.case.knowledge:
        page.line(title(one.text, ""), look=Look.WRAPPED)
    page.gap()
    page.line(Said("readme.sheets"), look=Look.HEADING)
    for code in pages_of(ground.case)[1:]:
        page.line(Said(f"sheet.{code}"))
