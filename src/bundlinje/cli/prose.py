"""Texts in a terminal: clauses and reasons folded between words, each line under the text it belongs to.

In a file every clause of a contract keeps its one line, so that two versions of it can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

import click
from rich.console import Console

if TYPE_CHECKING:
    from bundlinje.words.explanation import Line

_READABLE = 100
"""Longer lines are hard to read, however wide the terminal is."""
_IN_A_FILE = 120
"""Explanations stand in columns, so they are folded in a file too."""
_MARKER = re.compile(r"^\s*(?:(?:\d+(?:\.\d+)+|[a-z]+\)|-|\*)\s+)?")
_INDENT, _GAP = "  ", 2


def show_text(text: str) -> None:
    """Write a text of headings and numbered clauses."""
    room = reading_width()
    for line in text.splitlines():
        for part in folded(line, room) if room else [line]:
            click.secho(part, bold=line.startswith("#") or None)


def folded(line: str, room: int) -> list[str]:
    """A line in parts that fit, those that follow standing under the text behind its number, letter or dash."""
    marker = _MARKER.match(line)
    under = " " * len(marker[0]) if marker else ""
    return wrap(line, room, subsequent_indent=under, break_long_words=False, break_on_hyphens=False) or [""]


def show_reasons(trees: Sequence[Sequence[Line]]) -> None:
    """Write explanations one under the other, their lines indented, their amounts in one column to the right."""
    room = reading_width() or _IN_A_FILE
    right = max((len(line.amount) for lines in trees for line in lines), default=0)
    for lines in trees:
        for line in lines:
            for part in beside(line, room - right - _GAP, right):
                click.secho(part, bold=line.depth == 0 or None, dim=not line.amount or None)
        click.echo()


def beside(line: Line, left: int, right: int) -> Iterator[str]:
    """A line folded to the width on the left, with its amount on the right of its first part."""
    indent = _INDENT * line.depth
    first, *rest = wrap(
        line.text, left, initial_indent=indent, subsequent_indent=indent + _INDENT * 2, break_on_hyphens=False
    )
    yield f"{first:<{left}}{'':{_GAP}}{line.amount:>{right}}".rstrip()
    yield from rest


def reading_width() -> int:
    """The width to fold to; 0 for a file, in which nothing is folded."""
    console = Console()
    return min(console.width, _READABLE) if console.is_terminal else 0
