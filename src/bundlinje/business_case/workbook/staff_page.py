"""The third bottom line: what was measured among staff, before and after, and the change."""

from __future__ import annotations

from bundlinje.business_case.parts import StaffMeasure
from bundlinje.business_case.workbook.ground import Ground, status_of, title, why_of
from bundlinje.business_case.workbook.page import Formula, Look, Page, Said, Shape
from bundlinje.grammar.stated import Number


def fill_staff(ground: Ground, page: Page) -> None:
    """Fill the page: a row a measure. What nobody measured is not zero, and neither is its change."""
    if not ground.case.staff:
        return
    page.line(Said("sheet.staff"), look=Look.TITLE)
    page.line(Said("note.staff"), look=Look.NOTE)
    page.gap()
    heads = ("measure", "before", "after", "change", "status", "why")
    looks = (Look.HEADING, Look.FIGURES, Look.FIGURES, Look.FIGURES, Look.HEADING, Look.HEADING)
    for column, (name, look) in enumerate(zip(heads, looks, strict=True)):
        page.put(column, Said(f"column.{name}"), look)
    page.row += 1
    for place, one in enumerate(ground.case.staff):
        _measure(ground, page, place, one)


def _measure(ground: Ground, page: Page, place: int, one: StaffMeasure) -> None:
    page.put(0, title(one.measure, ""))
    cells = []
    for column, (key, number) in enumerate((("before", one.before), ("after", one.after)), start=1):
        entry = ground.entry(("staff", place, key), number, Shape.COUNT, "staff", place + 1, key)
        cells.append(page.put(column, entry))
        if number is not None:
            ground.listed.append((entry.path, cells[-1]))
    before, after = cells
    page.put(3, Formula(after - before, Shape.COUNT, ground.name("staff", place + 1, "change")))
    stated: list[Number] = [number for number in (one.before, one.after) if number is not None]
    page.put(4, status_of(max(stated, key=lambda number: number.mark, default=None)))
    reasons = [text for text in (*map(why_of, stated), one.assumed, one.source, one.note) if text]
    page.put(5, " · ".join(dict.fromkeys(reasons)))
    page.row += 1
