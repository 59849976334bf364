"""A gate that opens only above the value where the curve already pays its most makes the curve idle."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import terms
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, warning
from bundlinje.terms.level import Level


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Gates on the figure of a curve that are stricter than the curve's last edge."""
    for placed in terms(contract):
        term = placed.term
        gate = contract.gates.get(term.gate or "") if isinstance(term, Level) else None
        if gate is None or not isinstance(term, Level):
            continue
        edges = [edge for piece in term.pays for edge in (piece.lower, piece.upper) if edge is not None]
        top = max(edges, key=lambda edge: edge.value, default=None)
        bounds = gate.where.tests.get(term.level)
        floor = (bounds.at_least or bounds.above) if bounds else None
        if top is not None and floor is not None and _stricter(floor.value, top.value):
            said = {"gate": term.gate, "bound": floor.text(), "top": top.text()}
            yield warning("contract.gate_above_curve", source.place((*placed.path, "gate")), **said)


def _stricter(floor: Fraction, top: Fraction) -> bool:
    return floor > top
