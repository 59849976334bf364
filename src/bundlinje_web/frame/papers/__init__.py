"""Tables on paper: a PDF that is tagged, titled, has its language and its own type, and can be kept for good.

It is set by Typst, which refuses a paper without what a screen reader needs (PDF/UA-1, PDF/A-2a). Nothing is fetched:
the type is the one that the pages have.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpResponse

from bundlinje_web.frame.grids import Grid, GridRow
from bundlinje_web.frame.words import language_now, say_now

SETTING = Path(__file__).parent / "table.typ"
_FACE = "vendor/dkfds/fonts/IBMPlexSans/complete/ttf"
WIDE = 7
"""From so many columns on, the paper lies on its side."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A table as it is printed: a title, what it says in a sentence, the table, and notes; `stamp` across the top."""

    title: str
    lead: str
    grid: Grid
    day: date
    stamp: str = ""
    notes: Sequence[str] = ()


class NoType(RuntimeError):  # noqa: N818 - it says what is missing
    """The typeface of the pages is not there: the assets have not been brought."""


def pdf(paper: Paper) -> bytes:
    """The paper as PDF. Raises `NoType`. The same paper gives the same bytes."""
    import typst

    face = finders.find(_FACE)
    if not face:
        raise NoType(_FACE)
    return typst.compile(
        SETTING,
        format="pdf",
        font_paths=[Path(str(face))],
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-2a"],
        sys_inputs={"data": json.dumps(_told(paper), ensure_ascii=False)},
        timestamp=0,
    )


def _told(paper: Paper) -> dict[str, object]:
    """What the setting is handed: words and cells, nothing to be worked out."""
    return {
        "title": paper.title,
        "lead": paper.lead,
        "stamp": paper.stamp,
        "language": language_now(),
        "made": say_now("frame.paper.made", day=_day(paper.day)),
        "page": say_now("frame.paper.page"),
        "caption": paper.grid.caption,
        "wide": paper.grid.width >= WIDE,
        "heads": [{"text": head.text, "number": head.is_number} for head in paper.grid.headings],
        "rows": [_row(row, paper.grid.width) for row in paper.grid.rows],
        "notes": [*paper.grid.notes, *paper.notes],
    }


def _row(row: GridRow, width: int) -> dict[str, object]:
    cells = [{"text": cell.text, "number": cell.is_number} for cell in row.cells]
    blank = {"text": "", "number": False}
    return {"label": row.label.text, "weight": row.weight, "cells": cells + [blank] * (width - 1 - len(cells))}


def _day(day: date) -> str:
    from bundlinje.words.numbers import day as told

    return told(day, language_now())


def answered(paper: Paper, name: str) -> HttpResponse:
    """The paper as a file to keep."""
    answer = HttpResponse(pdf(paper), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
