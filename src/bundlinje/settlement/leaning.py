"""What a result leans on: every assumed or unknown value in the parts of the contract it was built from."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.comparisons.base import Compared
from bundlinje.contract.model import Contract
from bundlinje.contract.parts import Outcome
from bundlinje.grammar.condition import Condition
from bundlinje.grammar.part import Mark, Marked, Part, walk
from bundlinje.grammar.stated import Number
from bundlinje.grammar.window import Named
from bundlinje.terms.base import Term

PRICED = ("pays", "fixed", "saving", "one_of")
"""Slots of a term whose marks count only where they are used."""


def marks_of_term(contract: Contract, term: Term) -> tuple[Marked, ...]:
    """The marks of everything a term looks at, except its prices."""
    found: dict[Marked, None] = {}
    for slot, value in term:
        if slot not in PRICED:
            found.update(dict.fromkeys(marks(value, f"terms.{term.id}.{slot}")))
    if term.assumed:
        found[Marked(Mark.ASSUMED, f"terms.{term.id}", term.assumed)] = None
    for path, part in _reached(contract, term):
        found.update(dict.fromkeys(marks(part, path)))
    return tuple(found)


def marks(part: object, path: str) -> Iterator[Marked]:
    """The marks on a part and on everything inside it."""
    for inner, one in walk(part, path):
        if one.assumed:
            yield Marked(Mark.ASSUMED, inner, one.assumed)
        if isinstance(one, Number) and one.unknown:
            yield Marked(Mark.UNKNOWN, inner, one.unknown)


def _reached(contract: Contract, term: Term) -> Iterator[tuple[str, Part]]:
    waiting = [*term.unit_names(), *term.figure_names(), *term.gate_names()]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for section in ("outcomes", "measures", "figures", "gates", "facts", "windows"):
            part = (getattr(contract, section) or {}).get(name)
            if part is not None:
                yield f"{section}.{name}", part
                waiting.extend(_names_in(part))


def _names_in(part: Part) -> Iterator[str]:
    for _, one in walk(part):
        if isinstance(one, Outcome):
            yield from filter(None, (one.after, one.not_measured.outcome))
        if isinstance(one, Condition):
            yield from one.outcomes()
            yield from (name for name, _ in one.numbers())
        if isinstance(one, Compared):
            yield one.figure
        if isinstance(one, Named):
            yield one.window
        for found in (getattr(one, "names", None), getattr(one, "facts_used", None)):
            if callable(found):
                yield from found()
        yield from filter(None, (getattr(one, "after", None), getattr(one, "before", None)))
