"""Kinds in words: the sentence every kind carries, with its gaps filled. The only reader of `says`.

A gap names a slot of the kind, by its key in a file; `{slot:form}` asks for a form of `FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from bundlinje.figures.base import UNIT_COUNTS
from bundlinje.grammar.part import Kind, Part
from bundlinje.grammar.quantity import Dimension
from bundlinje.limits.cap import Cap
from bundlinje.measures.base import Measure
from bundlinje.terms.each import Each
from bundlinje.words.reading.amounts import amount, curve, measured
from bundlinje.words.reading.handing import cut_order
from bundlinje.words.reading.values import told
from bundlinje.words.reading.voice import SCOPES, Around, Said, Voice
from bundlinje.words.template import Slot, fill_with
from bundlinje.words.tree import Clause

_NOT_IN_A_HEAD = ("over", "take", "by")
"""Slots that define a measure or figure but do not belong in a mention of it: when, which score, by whom."""


def sentence(voice: Voice, kind: Kind, without: tuple[str, ...] = ()) -> Said:
    """What the kind says, with items to be listed under it. Slots `without` are passed over like empty ones."""
    items: list[Clause] = []

    def find(slot: Slot) -> str | None:
        said = None if slot.name in without else _said(voice, kind, slot)
        if said is None:
            return None
        items.extend(said.items)
        return said.text

    text = fill_with(getattr(type(kind).says, voice.language), find)
    return Said(" ".join(text.split()).removesuffix(":"), tuple(items))


def head(voice: Voice, part: Part) -> str:
    """How a measure or figure is mentioned where it is used: what it counts, without how and when."""
    if not isinstance(part, Kind):
        raise TypeError(type(part))
    text = sentence(voice, part, without=_NOT_IN_A_HEAD).text
    if not isinstance(part, Measure) or part.compared_with is None:
        return text
    against = "start" if hasattr(part.compared_with, "own_start") else "norm"
    return voice.phrase(f"head.{against}_{part.better}", what=text)


def field_of(kind: type[Part], slot: str) -> tuple[str, FieldInfo] | None:
    """The field of a kind that a slot names, by its key in a file or in the model."""
    for name, field in kind.model_fields.items():
        if slot in (name, field.alias, name.rstrip("_")):
            return name, field
    return None


def shelf_of(kind: type[Part]) -> str:
    """The shelf a kind stands on."""
    return kind.__module__.split(".")[1]


def closed_words(field: FieldInfo) -> tuple[Any, ...]:
    """The closed words a field chooses from; none if it does not."""
    options = [field.annotation, *get_args(field.annotation)]
    return tuple(word for option in options if get_origin(option) is Literal for word in get_args(option))


def _said(voice: Voice, kind: Kind, slot: Slot) -> Said | None:
    found = field_of(type(kind), slot.name)
    if found is None:
        raise KeyError(f"{type(kind).__name__} has no slot {slot.name}")
    name, field = found
    value = getattr(kind, name)
    if slot.index is not None:
        value = value[slot.index]
    if slot.form:
        said = FORMS[slot.form](Asked(voice, kind, value))
        return Said(said) if isinstance(said, str) else said
    if value is None or value in ([], {}, ()):
        return None
    if isinstance(value, str) and not isinstance(value, Dimension) and value in closed_words(field):
        return Said(closed_word(voice, type(kind), field.alias or name, value))
    return told(around(voice, kind), value)


def around(voice: Voice, kind: Kind) -> Around:
    """Where the values of a kind are said."""
    return Around(voice, SCOPES[shelf_of(type(kind))], sentence)


def closed_word(voice: Voice, owner: type[Part], key: str, value: str) -> str:
    """A closed word of a file; one that means different things in different parts is told by its part."""
    common = f"{key.rstrip('_')}.{value}"
    own = f"{owner.__name__}.{common}"
    return voice.word(own if voice.word_or(own, "") else common)


@dataclass(frozen=True, slots=True)
class Asked:
    """A value that is wanted in a form, and the kind whose slot it stands in."""

    voice: Voice
    kind: Kind
    value: Any


def _every(asked: Asked) -> str | None:
    """What a price is paid for: *for hver person, der opfylder »Job«,* or *for hver 30 dage, som … udgør,*."""
    voice, kind, name = asked.voice, asked.kind, asked.value
    if not isinstance(kind, Each):
        return None
    if isinstance(kind.pays, list):
        return voice.phrase("every.measured")
    if name in UNIT_COUNTS:
        return voice.phrase(f"every.{name}")
    if name in voice.contract.measures and name not in voice.contract.outcomes:
        step = measured(voice, kind.in_) if kind.in_ is not None else _one(voice, name)
        return voice.phrase("every.so_much", step=step, of=voice.measure(name))
    return _every_outcome(voice, name)


def _every_outcome(voice: Voice, name: str) -> str:
    outcome = voice.contract.outcomes.get(name)
    often = "once" if outcome is not None and outcome.happens == "once" else "each_occasion"
    per = "person" if outcome is not None and outcome.per == "person" else "unit"
    return voice.phrase(f"every.{often}.{per}", outcome=voice.name(name, ("outcomes",)))


def _one(voice: Voice, measure: str) -> str:
    """One of what a measure counts."""
    contract = voice.contract
    try:
        dimension = contract.measures[measure].dimension(contract.facts)
    except (KeyError, ValueError):
        return voice.phrase("one.count")
    return voice.phrase(f"one.{dimension}")


def _price(asked: Asked) -> str:
    """The price of one; where a curve gives it, that there is one."""
    is_curve = isinstance(asked.value, list)
    return asked.voice.phrase("mark.an_amount") if is_curve else amount(asked.voice, asked.value)


def _scale(asked: Asked) -> Said | None:
    """The curve a price is read off, and at what; none where there is no curve."""
    voice, kind = asked.voice, asked.kind
    if not isinstance(asked.value, list) or not isinstance(kind, Each):
        return None
    return Said(voice.phrase("curve.read_at", of=voice.name(kind.each, SCOPES["terms"])), curve(voice, asked.value))


def _cut(asked: Asked) -> str | None:
    limit: Any = asked.kind
    return cut_order(asked.voice, limit) if isinstance(limit, Cap) else None


def _achieved(asked: Asked) -> str | None:
    if asked.value is None:
        return None
    return asked.voice.phrase("condition.achieved", outcome=asked.voice.name(asked.value, ("outcomes",)))


def _among(asked: Asked) -> str:
    return asked.voice.word(f"among.{asked.value or 'due'}")


def _counted(asked: Asked) -> str:
    units = asked.voice.count_of_units(asked.value)
    outcome = asked.voice.name(asked.value, SCOPES["figures"])
    return units or asked.voice.phrase("counted.outcome", outcome=outcome)


def _counted_among(asked: Asked) -> str | None:
    """Among whom an outcome is counted; none where units themselves are."""
    return None if getattr(asked.kind, "count", None) in UNIT_COUNTS else _among(asked)


def _decimals(asked: Asked) -> str:
    form = {0: "none", 1: "one"}.get(asked.value, "many")
    return asked.voice.word(f"decimals.{form}", n=str(asked.value))


def _value_decimals(asked: Asked) -> str:
    """The decimals of a value, in brackets; empty where it is no plain number."""
    return f" ({_decimals(asked)})" if getattr(asked.kind, "value", None) == "number" else ""


def _accounts(asked: Asked) -> str:
    if asked.value is None:
        return asked.voice.phrase("accounts.all")
    return asked.voice.list_of([asked.voice.name(name, ("accounts",)) for name in asked.value])


def _verbatim(asked: Asked) -> str | None:
    return None if asked.value is None else str(asked.voice.party(str(asked.value)) or asked.value)


FORMS: Mapping[str, Callable[[Asked], Said | str | None]] = {
    "every": _every,
    "price": _price,
    "scale": _scale,
    "cut": _cut,
    "achieved": _achieved,
    "among": _among,
    "counted": _counted,
    "counted_among": _counted_among,
    "decimals": _decimals,
    "value_decimals": _value_decimals,
    "accounts": _accounts,
    "text": _verbatim,
}
"""Forms a gap may ask for, beside the way its value is said by itself."""
