"""Building clauses: a sentence with its remarks, a stop at its end, and what is listed under it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bundlinje.grammar.part import Part
from bundlinje.words.reading.marks import beside
from bundlinje.words.reading.voice import Voice
from bundlinje.words.tree import Clause

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
"""An abbreviation that ends a sentence: its stop is the sentence's."""
_ABBREVIATIONS = ("kr.", "pkt.", "mio.")
_ENDS = (".", ":", "?", "!")


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """The text with one stop at the end, and nowhere two in a row."""
    whole = text if not text or text.endswith(_ENDS) else f"{text}."
    return _TWO_STOPS.sub(".", whole)


def unstopped(text: str) -> str:
    """The text without the stop that ends its sentence; one that belongs to an abbreviation stays."""
    return text if text.endswith(_ABBREVIATIONS) else text.removesuffix(".")


def clause(
    voice: Voice, text: str, anchor: str = "", items: tuple[Clause, ...] = (), part: Part | None = None
) -> Clause:
    """A clause: one or more sentences, the remarks its part carries, and what is listed under it."""
    remarks = "" if part is None else beside(voice, part)
    if remarks or items:
        text = unstopped(stopped(text.rstrip(":"))) + remarks
    return Clause(text if items else stopped(text), items, anchor)


def listed(voice: Voice, values: Mapping[str, str], anchor: str = "") -> tuple[Clause, ...]:
    """Items of a name and a value each."""
    return tuple(
        Clause(voice.phrase("listed", name=name, value=value), anchor=f"{anchor}.{name}" if anchor else "")
        for name, value in values.items()
    )
