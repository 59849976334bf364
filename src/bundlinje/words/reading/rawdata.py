"""Plain data in words, where a contract holds values of any shape: parameters of a method, values an amendment sets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bundlinje.grammar.amount import Fixed
from bundlinje.grammar.quantity import Quantity
from bundlinje.grammar.written import read_day
from bundlinje.words.exact import number
from bundlinje.words.reading.amounts import amount, measured
from bundlinje.words.reading.voice import Voice


def raw_text(voice: Voice, raw: Any) -> str:
    """Any plain value: amounts, quantities and days as a reader writes them, all else as it stands."""
    if isinstance(raw, Mapping):
        return "; ".join(f"{_key(voice, key)}: {raw_text(voice, one)}" for key, one in raw.items())
    if isinstance(raw, list):
        return voice.list_of([raw_text(voice, one) for one in raw])
    if isinstance(raw, bool) or raw is None:
        return voice.word("none" if raw is None else str(raw).lower())
    if isinstance(raw, int):
        return number(raw, voice.language)
    return _text(voice, str(raw))


def _key(voice: Voice, key: object) -> str:
    return voice.word_or(f"field.{key}", str(key))


def _text(voice: Voice, text: str) -> str:
    for read in (_as_amount, _as_quantity, _as_day):
        found = read(voice, text)
        if found is not None:
            return found
    return text


def _as_amount(voice: Voice, text: str) -> str | None:
    slots = Fixed.slots_of(text) if text.endswith(("kr", "kr.")) else {}
    return amount(voice, Fixed(**slots)) if slots else None


def _as_quantity(voice: Voice, text: str) -> str | None:
    try:
        return measured(voice, Quantity.read(text))
    except ValueError:
        return None


def _as_day(voice: Voice, text: str) -> str | None:
    try:
        day: date = read_day(text)
    except ValueError:
        return None
    return voice.day(day)
