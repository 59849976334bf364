"""How well the contract is known: every assumed or unpublished value with its reason, and every source, by clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bundlinje.contract.model import Contract
from bundlinje.grammar.part import Part, walk
from bundlinje.terms.base import Term
from bundlinje.words.reading.clauses import clause
from bundlinje.words.reading.marks import bare
from bundlinje.words.reading.voice import Voice
from bundlinje.words.tree import Clause


@dataclass(frozen=True, slots=True)
class Standing:
    """One part that says how well it is known: where it stands and what it says."""

    path: tuple[str, ...]
    part: Part

    @property
    def unknown(self) -> str | None:
        """Why nobody knows it, where nobody does."""
        return getattr(self.part, "unknown", None)


def standings(contract: Contract) -> Iterator[Standing]:
    """Every part of a contract that is assumed, unknown or has a source, in reading order."""
    for path, part in walk(contract):
        if part.assumed or part.source or getattr(part, "unknown", None):
            yield Standing(by_id(contract, tuple(path.split("."))), part)


def by_id(contract: Contract, path: tuple[str, ...]) -> tuple[str, ...]:
    """A path in which a term is named by its id, as its clause is, and not by its position."""
    match path:
        case ("terms", position, *rest):
            return ("terms", _id(contract.terms or [], position), *rest)
        case ("legs", leg, "terms", position, *rest):
            return ("terms", _id(contract.all_legs()[leg].terms, position), *rest)
        case _:
            return path


def _id(terms: Sequence[Term], position: str) -> str:
    return terms[int(position)].id or position


def nearest(path: tuple[str, ...], numbers: Mapping[str, str]) -> str | None:
    """The anchor of the clause that tells of a path: of as much of it as has one, or the first clause inside it."""
    for length in range(len(path), 0, -1):
        anchor = ".".join(path[:length])
        if anchor in numbers:
            return anchor
    inside = ".".join(path) + "."
    return next((anchor for anchor in numbers if anchor.startswith(inside)), None) if path[0] else None


def ways_to_write(path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A path as a settlement writes it, and as a contract that does not spell out its flows of money would.

    A settlement calls what every leg has by the leg: a limit by its number, a payer's rule by its term or `*`.
    """
    match path:
        case ("legs", leg, rule, *rest):
            part = "limits" if rule.isdigit() else "payers"
            yield ("legs", leg, part, rule, *rest)
            yield path
            yield ("guarantee",) if leg == "investors" and part == "limits" else (part, rule, *rest)
            yield ("receivers",) if leg == "investors" else (part,)
        case _:
            yield path


def not_known(voice: Voice, found: Sequence[Standing], numbers: Mapping[str, str]) -> Iterator[Clause]:
    """Every assumed or unpublished value with its reason and source; those with one reason together."""
    alike: dict[tuple[str, str, str | None], list[str]] = {}
    for one in found:
        if one.part.assumed or one.unknown:
            mark, why = ("unknown", one.unknown) if one.unknown else ("assumed", one.part.assumed)
            place = _place(voice, one, numbers)
            alike.setdefault((mark, bare(why or ""), one.part.source), []).append(place)
    if alike:
        yield clause(voice, voice.phrase("not_known.lead"))
    for (mark, why, source), places in alike.items():
        where = voice.list_of(list(dict.fromkeys(places)))
        yield clause(voice, voice.phrase(f"not_known.{mark}", where=where, why=why, source=source))


def sources(voice: Voice, found: Sequence[Standing], numbers: Mapping[str, str]) -> Iterator[Clause]:
    """Every source, with the clauses that rest on it."""
    alike: dict[str, list[str]] = {}
    for one in found:
        if one.part.source:
            alike.setdefault(one.part.source, []).append(_where(voice, one.path, numbers))
    for source, places in alike.items():
        where = voice.list_of(list(dict.fromkeys(places)))
        yield clause(voice, voice.phrase("sources.item", source=source, where=where))


def in_order(contract: Contract, numbers: Mapping[str, str]) -> list[Standing]:
    """The standings in the order of the clauses that tell of them; what is about the whole contract first."""
    order = {anchor: position for position, anchor in enumerate(numbers)}
    return sorted(standings(contract), key=lambda one: order.get(nearest(one.path, numbers) or "", -1))


def _place(voice: Voice, one: Standing, numbers: Mapping[str, str]) -> str:
    last = next((step for step in reversed(one.path) if not step.isdigit()), "")
    field = voice.word_or(f"field.{last}", "") or None
    return voice.phrase("not_known.where", where=_where(voice, one.path, numbers), field=field)


def _where(voice: Voice, path: tuple[str, ...], numbers: Mapping[str, str]) -> str:
    anchor = nearest(path, numbers)
    return voice.phrase("not_known.the_contract") if anchor is None else voice.pointer(anchor)
