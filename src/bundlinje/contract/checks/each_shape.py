"""`each` prices an achieved outcome as one, and a measure by the quantity that `in` or a curve says."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import terms
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error
from bundlinje.terms.each import Each
from bundlinje.terms.one_of import OneOfWays


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """A measure priced without a quantity, an outcome priced by one, and alternatives of different shapes."""
    for placed in terms(contract):
        term = placed.term
        if isinstance(term, OneOfWays) and len({one.per_unit for way in term.ways() for one in way}) > 1:
            yield error("contract.ways_of_two_shapes", source.place((*placed.path, "one_of")))
        if not isinstance(term, Each):
            continue
        by_quantity = term.in_ is not None or isinstance(term.pays, list)
        is_measure = term.each in contract.measures and term.each not in contract.outcomes
        if is_measure and not by_quantity:
            yield error("contract.measure_without_in", source.place((*placed.path, "each")), name=term.each)
        elif by_quantity and not is_measure and (term.each in contract.outcomes or term.each in _UNITS):
            yield error("contract.outcome_by_quantity", source.place((*placed.path, "each")), name=term.each)
        if term.in_ is not None and term.in_.value <= 0:
            yield error("contract.in_nothing", source.place((*placed.path, "in")), written=term.in_.text())


_UNITS = ("admitted", "started", "completed")
