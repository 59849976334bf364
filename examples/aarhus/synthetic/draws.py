"""Draws with names: what looks like chance is a hash of the question that is asked, so it never depends on an order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

SEED = "Aarhus, opdigtet"

T = TypeVar("T")


def draw(*question: object) -> int:
    """A whole number for a question: the same for the same question, always."""
    text = "/".join(str(part) for part in (SEED, *question))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def below(limit: int, *question: object) -> int:
    """A whole number from 0 to just below a limit."""
    return draw(*question) % limit


def day_between(first: date, last: date, *question: object) -> date:
    """A day from the first to the last, both possible."""
    return first + timedelta(days=below((last - first).days + 1, *question))


def shuffled(items: Iterable[T], *question: object) -> list[T]:
    """The items in an order that belongs to the question."""
    return sorted(items, key=lambda item: draw(*question, item))


def days_between(first: date, last: date, count: int, *question: object) -> list[date]:
    """That many days from the first to the last, in order."""
    return sorted(day_between(first, last, *question, number) for number in range(count))


def in_turn(items: Sequence[T], number: int) -> T:
    """The items over and over again."""
    return items[number % len(items)]
