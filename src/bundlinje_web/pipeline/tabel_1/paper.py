"""Tabel 1 on paper, as it goes into the annual report: the count of a day, and what was printed where it differs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bundlinje.words.numbers import whole
from bundlinje_web.frame.grids import Grid, GridCell, GridRow
from bundlinje_web.frame.papers import Paper
from bundlinje_web.frame.words import language_now, say_now
from bundlinje_web.pipeline.tabel_1.lines import ALL, Line


def paper(lines: Sequence[Line], day: date, lead: str) -> Paper:
    """The table of a day; each channel begins with all of its inquiries, and its categories add up to them."""
    has_printed = any(line.printed for line in lines)
    heads = [GridCell(say_now("inbox.table.what")), _number(say_now("inbox.table.number"))]
    if has_printed:
        heads.append(_number(say_now("inbox.table.printed")))
    rows = [row for line in lines for row in _rows(line, has_printed)]
    sums = [line for line in lines if line.category == ALL]
    notes = [
        f"{say_now(f'inbox.table.{line.channel}')}: {say_now('inbox.table.adds_up', n=line.number)}" for line in sums
    ]
    title = say_now("inbox.table.title")
    return Paper(title, lead, Grid(title, tuple(heads), tuple(rows)), day, notes=notes)


def _rows(line: Line, has_printed: bool) -> list[GridRow]:
    """A line; before the first of a channel, the channel by name."""
    cells = [_number(whole(line.number, language_now()))]
    if has_printed:
        printed = whole(line.printed.number, language_now()) if line.printed else say_now("frame.not_stated")
        cells.append(_number(printed))
    row = GridRow(GridCell(say_now(f"inbox.category.{line.category}")), tuple(cells), _weight(line))
    named = GridRow(GridCell(say_now(f"inbox.table.{line.channel}")), weight="group")
    return [named, row] if line.category == ALL else [row]


def _weight(line: Line) -> str:
    return "total" if line.category == ALL else "plain"


def _number(text: str) -> GridCell:
    return GridCell(text, is_number=True)
