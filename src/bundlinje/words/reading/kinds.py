"""Kinds in words: the sentence every kind carries, with its gaps filled. The only reader of `says`.

A gap names a slot of the kind, by its key in a file; `{slot:form}` asks for a form of `FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from bundlinje.figures.base import UNIT_COUNTS
from bundlinje.grammar.part import Kind, Part
from bundlinje.grammar.quantity import Dimension
from bundlinje.limits.cap import Cap
from bundlinje.measures.base import Measure
from bundlinje.terms.each import Each
from bundlinje.words.reading.amounts import amount, curve, measured
from bundlinje.words.reading.values import cut_order, told
from bundlinje.words.reading.voice import SCOPES, Said, Voice
from bundlinje.words.template import Slot, fill_with

_NOT_IN_A_HEAD = ("over", "take", "by")
"""Slots that define a measure or figure but do not belong in a mention of it: when, which score, by whom."""


def sentence(voice: Voice, kind: Kind, without: tuple[str, ...] = ()) -> Said:
    """What the kind says, with items to be listed under it. Slots `without` are passed over like empty ones."""
    items = []

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
        said = FORMS[slot.form](voice, kind, value)
        return Said(said) if isinstance(said, str) else said
    if value is None:
        return None
    if isinstance(value, str) and not isinstance(value, Dimension) and value in closed_words(field):
        return Said(closed_word(voice, type(kind), field.alias or name, value))
    return told(voice, value, SCOPES[shelf_of(type(kind))], sentence)


def closed_word(voice: Voice, owner: type[Part], key: str, value: str) -> str:
    """A closed word of a file in words; one that means different things in different parts is told by its part first."""
    common = f"{key.rstrip('_')}.{value}"
    return voice.word_or(f"{owner.__name__}.{common}", "") and voice.word(f"{owner.__name__}.{common}") or voice.word(common)


def _every(voice: Voice, kind: Kind, value: Any) -> str | None:
    """What a price is paid for each of: *for hver person, der opfylder »Job«,* or *for hver 30 dage af …*."""
    if not isinstance(kind, Each):
        return None
    if isinstance(kind.pays, list):
        return voice.phrase("every.measured")
    if value in UNIT_COUNTS:
        return voice.phrase(f"every.{value}")
    outcome = voice.contract.outcomes.get(value)
    if outcome is not None or value not in voice.contract.measures:
        often = "once" if outcome is not None and outcome.happens == "once" else "each_occasion"
        per = "person" if outcome is not None and outcome.per == "person" else "unit"
        return voice.phrase(f"every.{often}.{per}", outcome=voice.name(value, ("outcomes",)))
    step = measured(voice, kind.in_) if kind.in_ is not None else _one(voice, value)
    return voice.phrase("every.so_much", step=step, of=voice.measure(value))


def _one(voice: Voice, measure: str) -> str:
    """One of what a measure counts."""
    contract = voice.contract
    try:
        dimension = contract.measures[measure].dimension(contract.facts)
    except (KeyError, ValueError):
        return voice.phrase("one.count")
    return voice.phrase(f"one.{dimension}")


def _price(voice: Voice, kind: Kind, value: Any) -> str:
    """The price of one; where a curve gives it, that there is one."""
    return voice.phrase("mark.an_amount") if isinstance(value, list) else amount(voice, value)


def _scale(voice: Voice, kind: Kind, value: Any) -> Said | None:
    """The curve a price is read off, and at what; none where there is no curve."""
    if not isinstance(value, list) or not isinstance(kind, Each):
        return None
    return Said(voice.phrase("curve.read_at", of=voice.name(kind.each, SCOPES["terms"])), curve(voice, value))


def _cut(voice: Voice, kind: Kind, value: Any) -> str | None:
    return cut_order(voice, kind) if isinstance(kind, Cap) else None


def _achieved(voice: Voice, kind: Kind, value: Any) -> str | None:
    return None if value is None else voice.phrase("condition.achieved", outcome=voice.name(value, ("outcomes",)))


def _among(voice: Voice, kind: Kind, value: Any) -> str | None:
    return voice.word(f"among.{value or 'due'}")


def _counted(voice: Voice, kind: Kind, value: Any) -> str | None:
    units = voice.count_of_units(value)
    return units or voice.phrase("counted.outcome", outcome=voice.name(value, SCOPES["figures"]))


def _counted_among(voice: Voice, kind: Kind, value: Any) -> str | None:
    """Among whom an outcome is counted; none where units themselves are."""
    counts_units = getattr(kind, "count", None) in UNIT_COUNTS
    return None if counts_units else _among(voice, kind, value)


def _decimals(voice: Voice, kind: Kind, value: Any) -> str | None:
    form = {0: "none", 1: "one"}.get(value, "many")
    return voice.word(f"decimals.{form}", n=str(value))


def _value_decimals(voice: Voice, kind: Kind, value: Any) -> str | None:
    return f" ({_decimals(voice, kind, value)})" if getattr(kind, "value", None) == "number" else ""


def _accounts(voice: Voice, kind: Kind, value: Any) -> str | None:
    if value is None:
        return voice.phrase("accounts.all")
    return voice.list_of([voice.name(name, ("accounts",)) for name in value])



def _verbatim(voice: Voice, kind: Kind, value: Any) -> str | None:
    return None if value is None else str(voice.party(str(value)) or value)


FORMS: Mapping[str, Callable[[Voice, Kind, Any], Said | str | None]] = {
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
