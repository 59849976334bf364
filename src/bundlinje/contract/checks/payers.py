"""Every term that earns has somebody who pays it, and every flow of money has an end."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import EVERY_TERM, Contract
from bundlinje.contract.sense.walk import PlacedLeg, legs
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error
from bundlinje.terms.measured import Measured


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Terms without payers, payers of nothing, and money passed on to nobody."""
    for placed in legs(contract):
        yield from _payers(placed, source)
        yield from _passed_on(placed, source)


def _payers(placed: PlacedLeg, source: Sourced) -> Iterator[Problem]:
    earning = [(n, term) for n, term in enumerate(placed.leg.terms) if not isinstance(term, Measured)]
    payers = placed.leg.payers
    if payers is None:
        set_aside = any(path[: len(placed.payers)] == placed.payers for path in source.aside)
        if earning and not set_aside:
            yield error("contract.no_payers", source.place(placed.terms, of_key=True), leg=placed.name)
        return
    for number, term in earning:
        if term.id and not {term.id, EVERY_TERM}.intersection(payers) and (*placed.payers, term.id) not in source.aside:
            yield error("contract.term_without_payers", source.place((*placed.terms, number)), id=term.id)
    for name in payers:
        here = next((term for term in placed.leg.terms if term.id == name), None)
        if isinstance(here, Measured):
            place = source.place((*placed.payers, name), of_key=True)
            yield error("contract.payers_of_what_earns_nothing", place, id=name)


def _passed_on(placed: PlacedLeg, source: Sourced) -> Iterator[Problem]:
    if placed.leg.passes_on and placed.leg.split is None:
        yield error("contract.passed_on_to_nobody", source.place(placed.split[:-1], of_key=True), leg=placed.name)
