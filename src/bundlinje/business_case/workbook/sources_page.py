"""Sources and status: every number of the case with how well it is known and why, and what the results lean on."""

from __future__ import annotations

from typing import Any

from bundlinje.business_case.marks import dotted
from bundlinje.business_case.workbook.expression import Expression
from bundlinje.business_case.workbook.ground import Ground
from bundlinje.business_case.workbook.page import CasePath, Entry, Formula, Look, Page, Said, Shape
from bundlinje.data.provenance import Status
from bundlinje.grammar.part import Mark

REASONS = ("assumed", "source", "note")
"""What may be said beside a number, each in a column that may be changed."""


def fill_sources(ground: Ground, page: Page) -> None:
    """Fill the page: one row a number, then the marks of the results."""
    page.line(Said("sheet.sources"), look=Look.TITLE)
    page.line(Said("note.sources"), look=Look.NOTE)
    page.gap()
    heads = ("where", "value", "status", *REASONS)
    page.line(*(Said(f"column.{name}") for name in heads), look=Look.HEADING)
    data = ground.case.as_data()
    for path, cell in ground.listed:
        _number(ground, page, path, cell, _stated(data, path))
    page.gap()
    page.line(*(Said(f"column.{name}") for name in ("leans_on", "status", "reason")), look=Look.HEADING)
    for mark in ground.worked.marks:
        page.line(mark.path, Said(f"mark.{mark.mark.name.lower()}"), _why(mark.why))


def _number(ground: Ground, page: Page, path: CasePath, cell: Expression, stated: Any) -> None:
    """A number with its reasons. Those of a bare number are blank, and may be filled in."""
    reasons = stated if isinstance(stated, dict) else {}
    page.put(0, dotted(path))
    page.put(1, Formula(cell, Shape.ANY))
    page.put(2, Said(f"mark.{_mark(reasons)}"))
    for column, reason in enumerate(REASONS, start=3):
        name = ground.name(reason, *path)
        page.put(column, Entry((*path, reason), name, str(reasons.get(reason, "")), Shape.TEXT))
    page.row += 1


def _why(reason: str) -> Said | str:
    """A reason as it was given; that of a number of the package is its status, which has a word."""
    return Said(f"status.{reason}") if reason in {status.value for status in Status} else reason


def _mark(reasons: dict[str, Any]) -> str:
    mark = Mark.UNKNOWN if "unknown" in reasons else Mark.ASSUMED if "assumed" in reasons else Mark.KNOWN
    return mark.name.lower()


def _stated(data: Any, path: CasePath) -> Any:
    """What the case file says at a path; nothing where it leaves a default unsaid."""
    for step in path:
        if isinstance(data, list):
            data = data[int(step)] if int(step) < len(data) else None
        else:
            data = data.get(str(step)) if isinstance(data, dict) else None
    return data
