"""Which outcomes and figures of a contract must be counted or drawn before what it pays can be told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bundlinje.comparisons.base import Reference
from bundlinje.figures.base import Figure
from bundlinje.grammar.part import walk
from bundlinje.terms.base import Term
from bundlinje.terms.measured import Measured

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract

MILLIONTHS = 1_000_000
"""Figures that are drawn are whole numbers of these."""


def paying_terms(contract: Contract) -> list[Term]:
    """The terms that can earn something."""
    return [term for _, term in contract.all_terms() if not isinstance(term, Measured)]


def counted_outcomes(contract: Contract) -> tuple[str, ...]:
    """The outcomes whose counts decide what is paid."""
    terms = paying_terms(contract)
    of_units = [name for term in terms for name in term.unit_names()]
    drawn = set(drawn_figures(contract))
    of_groups = _reached(contract, [n for t in terms for n in (*t.figure_names(), *t.gate_names())], stop_at=drawn)
    return tuple(dict.fromkeys(name for name in (*of_units, *of_groups) if name in contract.outcomes))


def drawn_figures(contract: Contract) -> tuple[str, ...]:
    """The figures that are not counted from outcomes alone, and so must be said or drawn themselves.

    A figure that another is built from is drawn only through that other one, which a term or gate names.
    """
    names = [name for term in paying_terms(contract) for name in term.figure_names()]
    names += [name for gate in contract.gates.values() for name, _ in gate.where.numbers()]
    return tuple(dict.fromkeys(name for name in names if name in contract.figures and not _is_counted(contract, name)))


def _is_counted(contract: Contract, name: str) -> bool:
    """Whether a figure is built from counts of outcomes of the intervention group and nothing else."""
    for reached in _reached(contract, [name]):
        if reached in contract.measures or reached in contract.facts:
            return False
        for _, part in walk(contract.figures.get(reached)):
            if isinstance(part, Figure) and (part.group or part.segment):
                return False
            if isinstance(part, Reference) and part.groups():
                return False
    return True


def _reached(contract: Contract, names: Sequence[str], stop_at: Collection[str] = ()) -> Iterator[str]:
    """Everything by name that these figures and gates are built from; what is drawn itself is not looked into."""
    waiting, seen = list(names), set[str](stop_at)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        yield name
        part = contract.figures.get(name) or contract.gates.get(name)
        if part is not None:
            for _, one in walk(part):
                waiting.extend(_texts(one))


def _texts(part: Any) -> Iterator[str]:
    for slot, value in part:
        if slot in ("title", "group", "segment", "source", "note", "assumed"):
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from (key for key in value if isinstance(key, str))
