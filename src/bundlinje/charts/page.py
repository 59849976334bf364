"""The page of a chart: the sentence over it, what it shows, its key, the field it is drawn in, and notes under it.

Everything is laid out here, in pixels, from how wide the texts are: what a renderer measures by itself differs from one
machine to the next, and then so would the picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bundlinje.charts import lettering
from bundlinje.charts.palette import INK, QUIET, Size

_GAP = 8
_SWATCH = 16
_BETWEEN = 14


class Sign(Enum):
    """What stands for a thing in the key of a chart."""

    FIELD = "field"
    LINE = "line"
    DASHES = "dashes"
    DOT = "dot"
    DIAMOND = "diamond"
    HOLLOW = "hollow"


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry of a key: its sign, its colour and what it stands for; an edge where the colour itself is pale."""

    sign: Sign
    colour: str
    text: str
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """All texts of a page in one language."""

    title: str
    what: str
    notes: tuple[str, ...] = ()
    key: tuple[KeyEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text at a place on the page, from the page's upper left corner."""

    x: float
    y: float
    text: str
    size: int
    colour: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry of the key where it stands; `y` is the middle of its first line."""

    x: float
    y: float
    entry: KeyEntry
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Margins:
    """Room around the field for axes and labels: left, right, above and below, in pixels."""

    left: float = 0
    right: float = 0
    above: float = 8
    below: float = 0


@dataclass(frozen=True, slots=True)
class Page:
    """Where everything stands: the field's corner and size, the page's height, the lines of text and the key."""

    size: Size
    left: float
    top: float
    field_width: float
    field_height: float
    height: float
    texts: tuple[Text, ...]
    key: tuple[Placed, ...]

    @property
    def right(self) -> float:
        """Room on the right of the field."""
        return self.size.width - self.left - self.field_width

    @property
    def bottom(self) -> float:
        """Room under the field."""
        return self.height - self.top - self.field_height


def page(size: Size, words: Words, margins: Margins, field_height: float) -> Page:
    """Lay out a page around a field of this height."""
    over = list(_over(size, words))
    y = (over[-1].y + over[-1].size * lettering.LINE if over else size.edge) + _GAP
    key = tuple(_key(size, words.key, y))
    if key:
        y = key[-1].y + (len(key[-1].lines) - 0.5) * _line(size.text) + _GAP
    top = round(y + margins.above)
    under = top + field_height + margins.below + _GAP
    notes = list(_lines(size, words.notes, under, size.note, QUIET))
    height = (notes[-1].y + _line(size.note) if notes else under) + size.edge / 2
    left = round(size.edge + margins.left)
    width = round(size.width - left - margins.right - size.edge)
    return Page(size, left, top, width, field_height, round(height), (*over, *notes), key)


def _line(size: float) -> float:
    return size * lettering.LINE


def _over(size: Size, words: Words) -> Iterator[Text]:
    y: float = size.edge
    for line in lettering.wrapped(words.title, size.title, size.inner, bold=True):
        yield Text(size.edge, y, line, size.title, INK, bold=True)
        y += _line(size.title)
    yield from _lines(size, (words.what,), y + 3, size.text, QUIET)


def _lines(size: Size, paragraphs: Sequence[str], y: float, type_size: int, colour: str) -> Iterator[Text]:
    for paragraph in paragraphs:
        for line in lettering.wrapped(paragraph, type_size, size.inner):
            yield Text(size.edge, y, line, type_size, colour)
            y += _line(type_size)


def _key(size: Size, entries: Sequence[KeyEntry], y: float) -> Iterator[Placed]:
    """The entries one after the other, each that does not fit on the next line; a long one takes lines of its own."""
    x: float = size.edge
    y += _line(size.text) / 2
    for entry in entries:
        lines = lettering.wrapped(entry.text, size.text, size.inner - _SWATCH - 6)
        wide = _SWATCH + 6 + lettering.widest(lines, size.text)
        if x > size.edge and x + wide > size.width - size.edge:
            x, y = size.edge, y + _line(size.text) + 2
        yield Placed(x, y, entry, lines)
        x += wide + _BETWEEN
        if len(lines) > 1:
            x, y = size.width, y + (len(lines) - 1) * _line(size.text)
