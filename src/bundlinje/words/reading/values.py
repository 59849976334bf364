"""Values in words: whatever stands in a slot of a kind, said by its type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from bundlinje.comparisons.control import Group
from bundlinje.comparisons.historical import Past
from bundlinje.comparisons.mix import Weighed
from bundlinje.comparisons.until import Moment
from bundlinje.grammar.curve import Piece
from bundlinje.grammar.part import Kind, Part
from bundlinje.grammar.quantity import Dimension, Quantity
from bundlinje.grammar.stated import Number
from bundlinje.grammar.window import Calendar, Named, Window
from bundlinje.grammar.written import Length, Numbers
from bundlinje.limits.cap import Cap
from bundlinje.limits.scope import TERM, Scope
from bundlinje.splits.base import Split
from bundlinje.splits.in_turn import UntilFull, UpTo
from bundlinje.splits.leaf import BySegment, Leaf
from bundlinje.splits.shares import Holder
from bundlinje.terms.base import Term
from bundlinje.terms.timing import At, Schedule
from bundlinje.words.exact import length, percent
from bundlinje.words.exact import number as exact_number
from bundlinje.words.reading.amounts import amount, curve, measured, number
from bundlinje.words.reading.handing import cap, holder, step
from bundlinje.words.reading.marks import beside
from bundlinje.words.reading.voice import Around, Said, Voice
from bundlinje.words.reading.windows import window
from bundlinje.words.tree import Clause


def told(around: Around, value: Any) -> Said:
    """A value in words. A type nobody has words for raises `TypeError`: a test finds it."""
    for cls in type(value).__mro__:
        if cls in _PLAIN:
            return Said(_PLAIN[cls](around.voice, value))
        if cls in _COMPOSED:
            return _COMPOSED[cls](around, value)
    raise TypeError(f"no words for {type(value).__name__}")


def _at(voice: Voice, value: At) -> str:
    if value.number:
        return voice.phrase("at.follow_up", number=str(value.number))
    return voice.word(f"at.{value.word}")


def _schedule(voice: Voice, value: Schedule) -> str:
    if value.from_ is None or value.until is None:
        return voice.phrase("schedule.days", days=voice.list_of([voice.day(day) for day in value.days]))
    every = voice.word(f"every_one.{value.every}")
    return voice.phrase("schedule.every", every=every, first=voice.day(value.from_), last=voice.day(value.until))


def _scope(voice: Voice, value: Scope) -> str:
    return voice.name(value.name, ("terms",)) if value.word == TERM else voice.word(f"scope.{value.word}")


def _past(voice: Voice, value: Past) -> str:
    known = {"achieved": value.achieved, "of": value.of}
    counts = {key: None if one is None else exact_number(one, voice.language) for key, one in known.items()}
    stated = number(voice, value.value) if value.value else None
    group = voice.group(value.group) if value.group else None
    return voice.phrase("past", value=stated, group=group, period=value.period, **counts) + beside(voice, value)


def _group(voice: Voice, value: Group) -> str:
    expected = number(voice, value.expected) if value.expected else None
    return voice.phrase("control", group=voice.group(value.group), expected=expected) + beside(voice, value)


def _moment(voice: Voice, value: Moment) -> str:
    if value.date is not None:
        return voice.day(value.date)
    if value.follow_up is not None:
        return voice.phrase("moment.follow_up", number=str(value.follow_up))
    return voice.phrase("moment.cohorts", cohorts=voice.list_of([voice.quoted(one) for one in value.cohorts or ()]))


_PLAIN: Mapping[type, Callable[[Voice, Any], str]] = {
    Window: window,
    Calendar: window,
    Named: window,
    Number: number,
    Quantity: measured,
    Fraction: lambda voice, value: percent(value, voice.language),
    Length: lambda voice, value: length(value, voice.language),
    Numbers: lambda _, value: value.text(),
    bool: lambda voice, value: voice.word(str(value).lower()),
    int: lambda voice, value: exact_number(value, voice.language),
    date: Voice.day,
    Dimension: lambda voice, value: voice.word(f"dimension.{value.value}"),
    At: _at,
    Schedule: _schedule,
    Scope: _scope,
    Past: _past,
    Moment: _moment,
    Group: _group,
    Leaf: lambda voice, value: voice.name(value.account, ("accounts",)) + beside(voice, value),
}
"""Values that are one text."""


def _kind(around: Around, value: Kind) -> Said:
    said = around.sentence(around.voice, value)
    return Said(said.text + beside(around.voice, value), said.items)


def _by_segment(around: Around, value: BySegment) -> Said:
    said = {around.voice.quoted(name): told(around, one) for name, one in value.to.of.items()}
    items = tuple(Clause(f"{name}: {one.text}", one.items) for name, one in said.items())
    return Said(around.voice.phrase("split.by_segment"), items)


def _mapping(around: Around, value: Mapping[str, Any]) -> Said:
    """Shares of accounts are listed; any other mapping is a list of names with what belongs to each."""
    if any(isinstance(one, Holder) for one in value.values()):
        return Said("", tuple(holder(around, told, name, one) for name, one in value.items()))
    voice = around.voice
    return Said(
        voice.list_of([f"{voice.name(name, around.names)} ({told(around, one).text})" for name, one in value.items()])
    )


def _sequence(around: Around, value: Sequence[Any]) -> Said:
    voice, first = around.voice, value[0] if value else None
    if isinstance(first, Piece):
        return Said(voice.phrase("curve.lead"), curve(voice, value))
    if isinstance(first, Weighed):
        return Said(voice.list_of([_weighed(around, one) for one in value]))
    if isinstance(first, str):
        return Said(voice.list_of([voice.name(one, around.names) for one in value]))
    last = len(value) - 1
    return Said("", tuple(_item(around, one, is_last=position == last) for position, one in enumerate(value)))


def _weighed(around: Around, value: Weighed) -> str:
    weight = percent(value.weight, around.voice.language)
    text = around.voice.phrase("weighed", weight=weight, what=told(around, value.reference).text)
    return text + beside(around.voice, value)


def _item(around: Around, value: Any, is_last: bool) -> Clause:
    voice = around.voice
    match value:
        case list():
            inner = tuple(_item(around, one, is_last=False) for one in value)
            return Clause(voice.phrase("ways.together"), inner)
        case Term():
            said = _kind(around, value)
            return Clause(said.text, said.items)
        case UpTo() | UntilFull():
            return step(around, told, value)
        case Cap():
            return Clause(cap(around, told, value))
        case Split():
            said = told(around, value)
            return Clause(voice.phrase("split.rest", what=said.text) if is_last else said.text, said.items)
        case _:
            raise TypeError(f"no words for a list of {type(value).__name__}")


Told: TypeAlias = Callable[[Around, Any], Said]

_COMPOSED: Mapping[type, Told] = {
    BySegment: _by_segment,
    Kind: _kind,
    Part: lambda around, value: Said(amount(around.voice, value)),
    str: lambda around, value: Said(around.voice.name(value, around.names)),
    dict: _mapping,
    list: _sequence,
    tuple: _sequence,
}
"""Values that hold names or other values."""
