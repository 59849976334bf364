"""Handing out in words: a share with its ceiling, a step of a waterfall, a cap inside another limit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from bundlinje.limits.bound import Against, against
from bundlinje.limits.cap import Cap
from bundlinje.splits.in_turn import UntilFull, UpTo
from bundlinje.splits.shares import Holder
from bundlinje.words.exact import percent
from bundlinje.words.reading.amounts import amount
from bundlinje.words.reading.marks import beside
from bundlinje.words.reading.voice import Around, Said, Voice
from bundlinje.words.tree import Clause

Told: TypeAlias = Callable[[Around, Any], Said]
"""Says a value that stands inside another."""
_NOTHING = Said("")


def holder(around: Around, told: Told, name: str, value: Holder) -> Clause:
    """A share: whose, how much, its ceiling and where goes what is above it."""
    voice = around.voice
    inner = told(around, value.split) if value.split else _NOTHING
    overflow = told(around, value.overflow) if value.overflow else _NOTHING
    ceiling = amount(voice, value.at_most) if value.at_most else None
    text = voice.phrase(
        "split.share",
        share=percent(value.share, voice.language),
        account=voice.name(name, ("accounts",)),
        split=inner.text or None,
        ceiling=ceiling,
        each=voice.word(f"each.{value.each}") if value.each else None,
        overflow=overflow.text or None,
        others=voice.phrase("split.to_the_others") if ceiling and not overflow.text else None,
    )
    return Clause(text + beside(voice, value), (*inner.items, *overflow.items))


def step(around: Around, told: Told, value: UpTo | UntilFull) -> Clause:
    """A step of a waterfall: who takes, and until when."""
    voice, inner = around.voice, told(around, value.rule)
    if isinstance(value, UntilFull):
        accounts = voice.list_of([voice.name(name, ("accounts",)) for name in value.until_full])
        text = voice.phrase("split.until_full", what=inner.text, accounts=accounts)
    elif value.up_to == "balance":
        text = voice.phrase("split.up_to_balance", what=inner.text)
    else:
        each = voice.word(f"each.{value.each}") if value.each else None
        text = voice.phrase("split.up_to", what=inner.text, up_to=amount(voice, value.up_to), each=each)
    return Clause(text + beside(voice, value), inner.items)


def cap(around: Around, told: Told, value: Cap) -> str:
    """A cap inside another limit."""
    voice = around.voice
    terms = voice.list_of([voice.name(name, ("terms",)) for name in value.terms]) if value.terms else None
    text = voice.phrase(
        "limit.cap",
        at_most=amount(voice, value.at_most),
        scope=told(around, value.scope).text,
        terms=terms,
        cut=cut_order(voice, value),
    )
    return text + beside(voice, value)


def cut_order(voice: Voice, value: Cap) -> str:
    """Where a cut falls; a limit of units takes them in the order they fell due."""
    if against(value.at_most) is Against.UNITS:
        return voice.phrase("cut.units")
    return voice.phrase("cut.money", cut=voice.word(f"cut.{value.cut_order}"))
