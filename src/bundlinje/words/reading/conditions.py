"""Conditions in words: tests of numbers, goals that are or are not achieved, joined with *both*, *one of* and *not*."""

from __future__ import annotations

from dataclasses import dataclass

from bundlinje.grammar.condition import Bounds, Condition
from bundlinje.words.reading.amounts import measured
from bundlinje.words.reading.marks import beside
from bundlinje.words.reading.voice import Voice

OUTCOME_NAMES = ("measures", "facts")
GATE_NAMES = ("figures", "measures")

_NUMERALS = (
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
    tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    tuple(str(number) for number in range(1, 100)),
)
"""How the members of a list in a condition are numbered: lists that stand inside lists count otherwise."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A condition in words, and how many layers of joining it holds."""

    text: str
    depth: int = 0


def condition(voice: Voice, where: Condition, names: tuple[str, ...]) -> str:
    """A condition as a clause that can follow *when*. `names` says where the numbers it tests are looked for."""
    return _told(voice, where, names).text


def _told(voice: Voice, where: Condition, names: tuple[str, ...]) -> _Told:
    whole = _joined(voice, _parts(voice, where, names), "all")
    return _Told(whole.text + beside(voice, where), whole.depth)


def _parts(voice: Voice, where: Condition, names: tuple[str, ...]) -> list[_Told]:
    parts = [_test(voice, name, bounds, names) for name, bounds in where.tests.items()]
    if where.achieved:
        parts.append(_Told(voice.phrase("condition.achieved", outcome=voice.name(where.achieved, ("outcomes",)))))
    if where.segment:
        parts.append(_Told(voice.phrase("condition.segment", segment=voice.quoted(where.segment))))
    for how, members in (("all", where.all), ("any", where.any)):
        if members:
            parts.append(_joined(voice, [_told(voice, one, names) for one in members], how))
    if where.not_ is not None:
        parts.append(_not(voice, where.not_, names))
    return parts


def _joined(voice: Voice, parts: list[_Told], how: str) -> _Told:
    """Two plain conditions are joined in one breath; more, or composed ones, stand as a list with numerals."""
    if len(parts) == 1:
        return parts[0]
    depth = max(part.depth for part in parts)
    if len(parts) == 2 and not depth:
        return _Told(voice.phrase(f"condition.{how}_two", one=parts[0].text, two=parts[1].text), 1)
    numerals = _NUMERALS[min(depth, len(_NUMERALS)) - 1]
    items = [voice.phrase("condition.item", n=n, part=part.text) for n, part in zip(numerals, parts, strict=False)]
    listed = voice.list_of(items, "or" if how == "any" else "and")
    return _Told(voice.phrase(f"condition.{how}_many", items=listed), depth + 1)


def _not(voice: Voice, inner: Condition, names: tuple[str, ...]) -> _Told:
    told = _told(voice, inner, names)
    if inner.achieved and not told.depth and not inner.assumed and not inner.note:
        return _Told(voice.phrase("condition.not_achieved", outcome=voice.name(inner.achieved, ("outcomes",))))
    return _Told(voice.phrase("condition.not", inner=told.text), max(told.depth, 1))


def _test(voice: Voice, name: str, bounds: Bounds, names: tuple[str, ...]) -> _Told:
    given = [f"{voice.word(f'bound.{word}')} {measured(voice, bound)}" for word, bound in bounds.given().items()]
    tested = voice.name(name, names)
    return _Told(voice.phrase("condition.test", tested=tested, bounds=voice.list_of(given)) + beside(voice, bounds))
