"""Every part of a contract with its path in the file, and every term and flow of money with where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from bundlinje.contract.model import INVESTORS, OUTCOMES, Contract, Leg
from bundlinje.grammar.part import Part
from bundlinje.terms.base import Term
from bundlinje.terms.one_of import OneOfWays

Path: TypeAlias = tuple[str | int, ...]


def parts(part: Part, path: Path = ()) -> Iterator[tuple[Path, Part]]:
    """A part and every part inside it, each with its path."""
    yield path, part
    for name, written in _slots(type(part)):
        value = getattr(part, name)
        if not isinstance(value, _PLAIN):
            yield from _inside(value, (*path, written))
    for name, value in (part.__pydantic_extra__ or {}).items():
        yield from _inside(value, (*path, name))


_PLAIN = (str, int, type(None))
"""What most slots hold, and what nothing can stand inside."""


@cache
def _slots(kind: type[Part]) -> tuple[tuple[str, str], ...]:
    """The slots of a kind of part, each with the key it is written under."""
    return tuple((name, field.alias or name) for name, field in kind.model_fields.items())


def _inside(value: Any, path: Path) -> Iterator[tuple[Path, Part]]:
    if isinstance(value, Part):
        yield from parts(value, path)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _inside(one, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from _inside(one, (*path, number))


@dataclass(frozen=True, slots=True)
class PlacedTerm:
    """A term, the leg it belongs to, the id of the clause it is part of, and where it stands."""

    leg: str
    clause: str
    term: Term
    path: Path


@dataclass(frozen=True, slots=True)
class PlacedLeg:
    """A flow of money and where its terms, limits, payers and split stand."""

    name: str
    leg: Leg
    terms: Path
    limits: Path
    payers: Path
    split: Path


def legs(contract: Contract) -> Iterator[PlacedLeg]:
    """The flows of money in the order written."""
    for name, leg in contract.all_legs().items():
        at: Path = () if contract.legs is None else ("legs", name)
        short_split: Path = ("receivers",) if name == INVESTORS else ("payers",)
        floor = contract.legs is None and name != OUTCOMES
        limits: Path = ("guarantee",) if floor else (*at, "limits")
        split: Path = short_split if contract.legs is None else (*at, "split")
        yield PlacedLeg(name, leg, (*at, "terms"), limits, (*at, "payers"), split)


def terms(contract: Contract) -> Iterator[PlacedTerm]:
    """Every term, and after each alternative the terms it chooses among."""
    for placed in legs(contract):
        for number, term in enumerate(placed.leg.terms):
            yield from _with_ways(PlacedTerm(placed.name, term.id or "", term, (*placed.terms, number)))


def _with_ways(placed: PlacedTerm) -> Iterator[PlacedTerm]:
    yield placed
    if not isinstance(placed.term, OneOfWays):
        return
    for number, way in enumerate(placed.term.one_of):
        at: Path = (*placed.path, "one_of", number)
        inner = [(at, way)] if isinstance(way, Term) else [((*at, i), term) for i, term in enumerate(way)]
        for path, term in inner:
            yield from _with_ways(PlacedTerm(placed.leg, placed.clause, term, path))
