"""Amounts and curves in words: what is paid, in each of the forms contracts use, and the scale it is read off."""

from __future__ import annotations

from collections.abc import Sequence

from bundlinje.grammar.amount import ByCase, Fixed, Growing, Indexed, PartOf, Stated, Unknown, Yearly
from bundlinje.grammar.curve import Piece
from bundlinje.grammar.part import Part
from bundlinje.grammar.quantity import Quantity
from bundlinje.grammar.stated import Number
from bundlinje.limits.bound import DRAWN_CAPITAL, PLANNED_UNITS, Balance, Units
from bundlinje.words.exact import number as exact_number
from bundlinje.words.exact import percent, quantity
from bundlinje.words.reading.marks import beside, unknown
from bundlinje.words.reading.moments import read_shown
from bundlinje.words.reading.voice import Voice
from bundlinje.words.tree import Clause

_BASES = {DRAWN_CAPITAL: "base.drawn_capital", PLANNED_UNITS: "base.planned_units"}
_NAMED_IN = ("accounts", "figures", "outcomes", "measures", "terms")


def measured(voice: Voice, value: Quantity) -> str:
    """A quantity with its unit."""
    return quantity(value, voice.language, voice.contract.currency)


def number(voice: Voice, stated: Number) -> str:
    """A number with what there is to say about it."""
    if stated.value is None:
        return unknown(voice, stated.unknown or "", "mark.a_number") + beside(voice, stated)
    return measured(voice, stated.value) + beside(voice, stated)


def amount(voice: Voice, what: Part) -> str:
    """An amount, or the bound of a limit, in words."""
    return _plain(voice, what) + ("" if isinstance(what, Indexed | Growing) else beside(voice, what))


def _plain(voice: Voice, what: Part) -> str:
    match what:
        case Fixed():
            return voice.money(what.ore)
        case PartOf():
            share = percent(what.share, voice.language)
            phrase = "amount.part_of_it" if what.of is None else "amount.part"
            return voice.phrase(phrase, share=share, of=_base(voice, what.of or ""))
        case Yearly():
            rate = percent(what.rate, voice.language)
            return voice.phrase("amount.yearly", rate=rate, on=_base(voice, what.on))
        case Balance():
            accounts = [_base(voice, account) for account in what.accounts]
            return voice.phrase("amount.balance", account=voice.list_of(accounts))
        case Units():
            form = "one" if what.units == 1 else "many"
            return f"{exact_number(what.units, voice.language)} {voice.unit[form]}"
        case _:
            return _composed(voice, what)


def _composed(voice: Voice, what: Part) -> str:
    match what:
        case ByCase():
            return _by_case(voice, what)
        case Indexed():
            index = voice.name(what.indexed, ("figures", "facts"))
            return voice.phrase(
                "amount.indexed",
                amount=amount(voice, what.amount),
                index=index,
                base=read_shown(voice, what.base),
                more=beside(voice, what),
            )
        case Growing():
            rate, year = percent(what.rate, voice.language), str(what.from_year)
            return voice.phrase(
                "amount.growing", amount=amount(voice, what.amount), rate=rate, year=year, more=beside(voice, what)
            )
        case Stated():
            return amount(voice, what.amount)
        case Unknown():
            return unknown(voice, what.unknown)
        case _:
            raise TypeError(type(what))


def _base(voice: Voice, name: str) -> str:
    return voice.phrase(_BASES[name]) if name in _BASES else voice.name(name, _NAMED_IN)


def _by_case(voice: Voice, what: ByCase) -> str:
    cases = [
        voice.phrase("amount.case", amount=amount(voice, one), by=voice.word(f"by.{what.by}"), case=_case(voice, case))
        for case, one in what.cases.items()
    ]
    return voice.list_of(cases)


def _case(voice: Voice, case: str) -> str:
    return case if case[:1].isdigit() else voice.quoted(case)


def curve(voice: Voice, pieces: Sequence[Piece]) -> tuple[Clause, ...]:
    """The pieces of a curve, one item each."""
    return tuple(Clause(f"{_stretch(voice, piece)}: {_height(voice, piece)}{beside(voice, piece)}") for piece in pieces)


def _stretch(voice: Voice, piece: Piece) -> str:
    edges = {"from": piece.from_, "above": piece.above, "up_to": piece.up_to, "below": piece.below}
    given = {word: measured(voice, edge) for word, edge in edges.items() if edge is not None}
    if not given:
        return voice.phrase("edge.any")
    if len(given) == 1:
        word, edge = next(iter(given.items()))
        return voice.phrase(f"edge.only_{word}", edge=edge)
    return " ".join(voice.phrase(f"edge.{word}", edge=edge) for word, edge in given.items())


def _height(voice: Voice, piece: Piece) -> str:
    foot = amount(voice, piece.pays)
    if piece.rising_to is None:
        return foot
    return voice.phrase("edge.slope", foot=foot, top=amount(voice, piece.rising_to))
