"""Values in words: whatever stands in a slot of a kind, said by its type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import singledispatch
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
from bundlinje.limits import scope as scopes
from bundlinje.limits.bound import Against, against
from bundlinje.limits.cap import Cap
from bundlinje.limits.scope import Scope
from bundlinje.splits.base import Split
from bundlinje.splits.in_turn import UntilFull, UpTo
from bundlinje.splits.leaf import BySegment, Leaf
from bundlinje.splits.shares import Holder
from bundlinje.terms.base import Term
from bundlinje.terms.timing import At, Schedule
from bundlinje.words.exact import length, percent
from bundlinje.words.exact import number as exact_number
from bundlinje.words.reading.amounts import amount, curve, measured, number
from bundlinje.words.reading.marks import beside
from bundlinje.words.reading.voice import Said, Voice
from bundlinje.words.reading.windows import window
from bundlinje.words.tree import Clause

Sentence: TypeAlias = Callable[..., Said]
"""Says a kind that stands inside another."""


@singledispatch
def _tell(value: Any, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    raise TypeError(f"no words for {type(value).__name__}")


def told(voice: Voice, value: Any, scope: tuple[str, ...], sentence: Sentence) -> Said:
    """A value in words. `scope` is where names are looked for. A type without words raises `TypeError`: a test finds it."""
    return _tell(value, voice, scope, sentence)


@_tell.register(Part)
def _(value: Part, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(amount(voice, value))


@_tell.register(Kind)
def _(value: Kind, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    said = sentence(voice, value)
    return Said(said.text + beside(voice, value), said.items)


@_tell.register(Window)
@_tell.register(Calendar)
@_tell.register(Named)
def _(value: Any, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(window(voice, value))


@_tell.register
def _(value: Number, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(number(voice, value))


@_tell.register
def _(value: Quantity, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(measured(voice, value))


@_tell.register
def _(value: Fraction, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(percent(value, voice.language))


@_tell.register
def _(value: Length, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(length(value, voice.language))


@_tell.register
def _(value: Numbers, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(value.text())


@_tell.register
def _(value: bool, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(voice.word(str(value).lower()))


@_tell.register
def _(value: int, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(exact_number(value, voice.language))


@_tell.register
def _(value: date, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(voice.day(value))


@_tell.register
def _(value: Dimension, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(voice.word(f"dimension.{value.value}"))


@_tell.register
def _(value: str, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(voice.name(value, scope))


@_tell.register
def _(value: At, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(voice.phrase("at.follow_up", number=str(value.number)) if value.number else voice.word(f"at.{value.word}"))


@_tell.register
def _(value: Schedule, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    if value.from_ is None or value.until is None:
        return Said(voice.phrase("schedule.days", days=voice.list_of([voice.day(day) for day in value.days])))
    every = voice.word(f"every_one.{value.every}")
    return Said(voice.phrase("schedule.every", every=every, first=voice.day(value.from_), last=voice.day(value.until)))


@_tell.register
def _(value: Scope, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    if value.word == scopes.TERM:
        return Said(voice.name(value.name, ("terms",)))
    return Said(voice.word(f"scope.{value.word}"))


@_tell.register
def _(value: Group, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(voice.group(value.group) + beside(voice, value))


@_tell.register
def _(value: Past, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    stated = number(voice, value.value) if value.value else None
    return Said(
        voice.phrase(
            "past",
            value=stated,
            achieved=_whole(voice, value.achieved),
            of=_whole(voice, value.of),
            group=voice.group(value.group) if value.group else None,
            period=value.period,
        )
        + beside(voice, value)
    )


def _whole(voice: Voice, value: int | None) -> str | None:
    return None if value is None else exact_number(value, voice.language)


@_tell.register
def _(value: Moment, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    if value.date is not None:
        return Said(voice.day(value.date))
    if value.follow_up is not None:
        return Said(voice.phrase("moment.follow_up", number=str(value.follow_up)))
    return Said(voice.phrase("moment.cohorts", cohorts=voice.list_of([voice.quoted(c) for c in value.cohorts or ()])))


@_tell.register(Leaf)
def _(value: Leaf, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    return Said(voice.name(value.account, ("accounts",)))


@_tell.register(BySegment)
def _(value: BySegment, voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    said = {voice.quoted(name): told(voice, one, scope, sentence) for name, one in value.to.of.items()}
    return Said(voice.phrase("split.by_segment"), tuple(Clause(f"{name}: {one.text}", one.items) for name, one in said.items()))


@_tell.register(dict)
def _(value: Mapping[str, Any], voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    if any(isinstance(one, Holder) for one in value.values()):
        return Said("", tuple(_holder(voice, name, one, sentence) for name, one in value.items()))
    parts = [f"{voice.name(name, scope)} ({told(voice, one, scope, sentence).text})" for name, one in value.items()]
    return Said(voice.list_of(parts))


def _holder(voice: Voice, name: str, holder: Holder, sentence: Sentence) -> Clause:
    inner = told(voice, holder.split, ("accounts",), sentence) if holder.split else Said("")
    overflow = told(voice, holder.overflow, ("accounts",), sentence) if holder.overflow else Said("")
    ceiling = amount(voice, holder.at_most) if holder.at_most else None
    text = voice.phrase(
        "split.share",
        share=percent(holder.share, voice.language),
        account=voice.name(name, ("accounts",)),
        split=inner.text or None,
        ceiling=ceiling,
        each=voice.word(f"each.{holder.each}") if holder.each else None,
        overflow=overflow.text or None,
        others=voice.phrase("split.to_the_others") if ceiling and not overflow.text else None,
    )
    return Clause(text + beside(voice, holder), (*inner.items, *overflow.items))


@_tell.register(list)
@_tell.register(tuple)
def _(value: Sequence[Any], voice: Voice, scope: tuple[str, ...], sentence: Sentence) -> Said:
    if value and isinstance(value[0], Piece):
        return Said(voice.phrase("curve.lead"), curve(voice, value))
    if value and all(isinstance(one, str) for one in value):
        return Said(voice.list_of([voice.name(one, scope) for one in value]))
    if value and isinstance(value[0], Weighed):
        return Said(voice.list_of([_weighed(voice, one, scope, sentence) for one in value]))
    steps = enumerate(value)
    return Said("", tuple(_item(voice, one, sentence, is_last=n == len(value) - 1) for n, one in steps))


def _weighed(voice: Voice, value: Weighed, scope: tuple[str, ...], sentence: Sentence) -> str:
    weight = percent(value.weight, voice.language)
    return voice.phrase("weighed", weight=weight, what=told(voice, value.reference, scope, sentence).text) + beside(voice, value)


def _item(voice: Voice, value: Any, sentence: Sentence, is_last: bool) -> Clause:
    match value:
        case list():
            inner = tuple(_item(voice, one, sentence, is_last=False) for one in value)
            return Clause(voice.phrase("ways.together"), inner)
        case Term():
            said = sentence(voice, value)
            return Clause(said.text + beside(voice, value), said.items)
        case UpTo() | UntilFull():
            return _step(voice, value, sentence)
        case Cap():
            return Clause(cap(voice, value, sentence))
        case Split():
            said = told(voice, value, ("accounts",), sentence)
            return Clause(voice.phrase("split.rest" if is_last else "split.step", what=said.text), said.items)
        case _:
            raise TypeError(type(value))


def _step(voice: Voice, step: UpTo | UntilFull, sentence: Sentence) -> Clause:
    inner = told(voice, step.rule, ("accounts",), sentence)
    if isinstance(step, UntilFull):
        accounts = voice.list_of([voice.name(name, ("accounts",)) for name in step.until_full])
        text = voice.phrase("split.until_full", what=inner.text, accounts=accounts)
    elif step.up_to == "balance":
        text = voice.phrase("split.up_to_balance", what=inner.text)
    else:
        each = voice.word(f"each.{step.each}") if step.each else None
        text = voice.phrase("split.up_to", what=inner.text, up_to=amount(voice, step.up_to), each=each)
    return Clause(text + beside(voice, step), inner.items)


def cap(voice: Voice, value: Cap, sentence: Sentence) -> str:
    """A cap inside another limit."""
    terms = voice.list_of([voice.name(name, ("terms",)) for name in value.terms]) if value.terms else None
    return voice.phrase(
        "limit.cap",
        at_most=amount(voice, value.at_most),
        scope=told(voice, value.scope, (), sentence).text,
        terms=terms,
        cut=cut_order(voice, value),
    ) + beside(voice, value)


def cut_order(voice: Voice, value: Cap) -> str:
    """Where a cut falls; a limit of units takes them in the order they fell due."""
    if against(value.at_most) is Against.UNITS:
        return voice.phrase("cut.units")
    return voice.phrase("cut.money", cut=voice.word(f"cut.{value.cut_order}"))
