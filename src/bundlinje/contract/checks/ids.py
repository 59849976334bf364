"""Every clause that earns has an id of its own: limits, payers, amendments and settlements name it by it."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import EVERY_TERM, Contract
from bundlinje.contract.sense.walk import legs
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Terms without an id, and ids given twice."""
    first: dict[str, int | None] = {}
    for placed in legs(contract):
        for number, term in enumerate(placed.leg.terms):
            place = source.place((*placed.terms, number))
            if term.id is None:
                yield error("contract.term_without_id", place, key=term.key)
            elif term.id == EVERY_TERM or term.id in first:
                line = first.get(term.id)
                yield error("contract.repeated_id", place, id=term.id, first_line=line)
            else:
                first[term.id] = place.line
