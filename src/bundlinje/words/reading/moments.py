"""Moments in words: a day, or only the month or year where no more is known."""

from __future__ import annotations

from bundlinje.contract.parts import Moment
from bundlinje.words.numbers import month
from bundlinje.words.reading.voice import Voice


def shown(voice: Voice, when: Moment) -> str:
    """The moment by itself: `1. maj 2021`, `maj 2021`, `2021`."""
    if when.month is None:
        return str(when.year)
    first = when.first_day()
    return month(first, voice.language) if when.day is None else voice.day(first)


def moment(voice: Voice, when: Moment) -> str:
    """The moment with the word that stands before it in a sentence: `den 1. maj 2021`, `i maj 2021`."""
    grain = "year" if when.month is None else "month" if when.day is None else "day"
    return voice.phrase(f"moment.{grain}", when=shown(voice, when))


def read_shown(voice: Voice, text: str) -> str:
    """A moment written as text; any other text as it stands."""
    try:
        return shown(voice, Moment.read(text))
    except ValueError:
        return text


def between(voice: Voice, first: Moment | None, last: Moment | None) -> str:
    """A stretch: `fra maj 2021 til 2024`, either end of which may be open."""
    ends = {name: None if end is None else shown(voice, end) for name, end in (("first", first), ("last", last))}
    return voice.phrase("stretch", **ends).strip()
