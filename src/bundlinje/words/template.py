"""Sentences with gaps: `{slot}` is filled, `{slot:form}` in a form, `[a part]` left out where its slots are empty.

Both languages of a sentence have the same gaps. `{{` and `}}` stand for braces, as Python writes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

_TOKEN = re.compile(r"\{\{|\}\}|\{(?P<slot>[a-zA-Z_][\w]*(?:\[\d+\])?)(?::(?P<form>[a-z_]+))?\}|(?P<mark>[\[\]])")


@dataclass(frozen=True, slots=True)
class Slot:
    """A gap in a sentence: which value belongs there, which one of a list of values, and in which form."""

    name: str
    form: str = ""
    index: int | None = None


Piece: TypeAlias = str | Slot
Found: TypeAlias = Callable[[Slot], str | None]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a sentence that stands or falls together."""

    pieces: tuple[Piece, ...]
    may_fall: bool

    def filled(self, find: Found) -> str:
        """The part with its gaps filled; empty where it may fall and something it needs is not there."""
        texts = [piece if isinstance(piece, str) else find(piece) for piece in self.pieces]
        if self.may_fall and any(text is None for text in texts):
            return ""
        return "".join(text or "" for text in texts)


@lru_cache(maxsize=2048)
def parse(text: str) -> tuple[Stretch, ...]:
    """A sentence as its parts. A bracket without its partner, or one inside another, raises `ValueError`."""
    stretches: list[Stretch] = []
    pieces: list[Piece] = []
    inside = False
    for piece in _tokens(text):
        if piece not in ("[", "]"):
            pieces.append(piece.removeprefix("\0") if isinstance(piece, str) else piece)
            continue
        if (piece == "[") is inside:
            raise ValueError(text)
        stretches.append(Stretch(tuple(pieces), may_fall=inside))
        pieces, inside = [], piece == "["
    if inside:
        raise ValueError(text)
    return (*stretches, Stretch(tuple(pieces), may_fall=False))


def _tokens(text: str) -> Iterator[Piece]:
    """Plain text (marked, so that it is no bracket), slots and bare brackets, in order."""
    end = 0
    for found in _TOKEN.finditer(text):
        if found.start() > end:
            yield "\0" + text[end : found.start()]
        end = found.end()
        yield _token(found)
    if end < len(text):
        yield "\0" + text[end:]


def _token(found: re.Match[str]) -> Piece:
    if found["slot"]:
        name, _, index = found["slot"].partition("[")
        return Slot(name, found["form"] or "", int(index[:-1]) if index else None)
    return found["mark"] or "\0" + found[0][0]


def slots_of(text: str) -> tuple[Slot, ...]:
    """Every gap of a sentence, in order."""
    return tuple(piece for stretch in parse(text) for piece in stretch.pieces if isinstance(piece, Slot))


@lru_cache(maxsize=2048)
def firm_slots(text: str) -> frozenset[str]:
    """The gaps of a sentence that must be filled."""
    firm = (stretch for stretch in parse(text) if not stretch.may_fall)
    return frozenset(piece.name for stretch in firm for piece in stretch.pieces if isinstance(piece, Slot))


def fill_with(text: str, find: Found) -> str:
    """The sentence with every gap filled by what `find` gives for it."""
    return "".join(stretch.filled(find) for stretch in parse(text))


def fill(text: str, values: Mapping[str, str | None]) -> str:
    """The sentence with its gaps filled from `values`. A gap that must be filled and has no value raises `KeyError`."""
    if missing := sorted(name for name in firm_slots(text) if values.get(name) is None):
        raise KeyError(f"{text!r} needs {', '.join(missing)}")
    return fill_with(text, lambda slot: values.get(slot.name))
