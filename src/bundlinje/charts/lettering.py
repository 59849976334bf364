"""Letters: how wide a text is, where its lines break, and labels moved apart so that none covers another.

Widths are those of Helvetica, which Arial and Liberation Sans share, in thousandths of the size of the type.
Source: Adobe Font Metrics for Helvetica and Helvetica-Bold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

HARD_SPACE = "\u00a0"
MINUS = "−"

_PLAIN = {
    191: "'",
    222: "ijl’",
    260: "|",
    278: " .,:;/\\!ftI[]" + HARD_SPACE,
    333: "-()r",
    389: "*",
    415: "‑",
    500: "ckszvxyJ“”",
    556: "abdeghnopqu0123456789L$?_–åéü§",
    584: "+=<>~−×",
    611: "FTZø",
    667: "ABEKPSVXYÅ&",
    722: "CDHNRUw",
    778: "GOQØ",
    833: "mM",
    889: "%æ",
    944: "W",
    1000: "—Æ…",
}
_WIDTHS = {letter: width for width, letters in _PLAIN.items() for letter in letters}
_USUAL = 556
_GAIN = 56
_GAINING = frozenset("bcdfghijklmnopqrstuvwxyABJKLÅü:;!?&’'|[]")
"""Letters that are wider in bold, all of them by as much."""

LINE = 1.28
"""From one line to the next, in sizes of the type."""

_UNIT = re.compile(
    r"(?<=\d) (?=(?:%|kr\.|mio\.|procentpoint|percentage points|million|år\b|years?\b))|(?<=mio\.) (?=kr\.)"
)
_CURRENCY = re.compile(r"(?<=\bDKK) (?=[-−\d]|million)")
_NEGATIVE = re.compile(r"(?<![\w-])-(?=\d)")


def typeset(text: str) -> str:
    """The text as it is printed: a true minus before numbers, and no line break between a number and its unit."""
    kept = _UNIT.sub(HARD_SPACE, text)
    return _NEGATIVE.sub(MINUS, _CURRENCY.sub(HARD_SPACE, kept))


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a text is in pixels."""
    plain = sum(_WIDTHS.get(letter, _USUAL) for letter in text)
    gained = sum(_GAIN for letter in text if letter in _GAINING) if bold else 0
    return (plain + gained) * size / 1000


def widest(texts: Sequence[str], size: float, bold: bool = False) -> float:
    """The width of the widest text; zero where there are none."""
    return max((width(text, size, bold) for text in texts), default=0.0)


def wrapped(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than the room; a word that alone is wider is cut. No text is no lines."""
    lines: list[str] = []
    for word in text.split(" ") if text else ():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.extend(_cut(word, size, room, bold))
    return tuple(lines)


def _cut(word: str, size: float, room: float, bold: bool) -> Iterator[str]:
    while width(word, size, bold) > room and len(word) > 2:
        fits = next((n for n in range(len(word) - 1, 1, -1) if width(f"{word[:n]}-", size, bold) <= room), 1)
        yield f"{word[:fits]}-"
        word = word[fits:]
    yield word


def shortened(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text, cut where it is wider than the room, with three dots for what is left out."""
    if width(text, size, bold) <= room:
        return text
    fits = next((n for n in range(len(text) - 1, 0, -1) if width(f"{text[:n]}…", size, bold) <= room), 0)
    return f"{text[:fits].rstrip()}…"


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Places as near as can be to the wanted ones, at least a gap apart and within the bounds, in the same order.

    Places that crowd form a block around their common middle. Where there is no room for all, the gap shrinks.
    """
    gap = min(gap, (high - low) / max(len(wanted) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    blocks: list[list[int]] = []
    for i in order:
        blocks.append([i])
        while len(blocks) > 1 and _end(blocks[-2], wanted, gap, (low, high)) > _start(
            blocks[-1], wanted, gap, (low, high)
        ):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    placed = {i: _start(block, wanted, gap, (low, high)) + n * gap for block in blocks for n, i in enumerate(block)}
    return tuple(placed[i] for i in range(len(wanted)))


def _start(block: Sequence[int], wanted: Sequence[float], gap: float, bounds: tuple[float, float]) -> float:
    extent = (len(block) - 1) * gap
    middle = sum(wanted[i] for i in block) / len(block) - extent / 2
    return max(bounds[0], min(middle, bounds[1] - extent))


def _end(block: Sequence[int], wanted: Sequence[float], gap: float, bounds: tuple[float, float]) -> float:
    return _start(block, wanted, gap, bounds) + len(block) * gap - 1e-9
