"""Outcome payers buy results: something of what they pay depends on what is measured, not on what is delivered."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import EVERY_TERM, VEHICLE, Contract
from bundlinje.contract.sense.walk import PlacedLeg, legs
from bundlinje.figures.base import UNIT_COUNTS
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, warning
from bundlinje.terms.base import Term
from bundlinje.terms.each import Each
from bundlinje.terms.fixed import FixedFee
from bundlinje.terms.measured import Measured


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """A social investment that pays the same whatever is achieved."""
    bought = [(placed, term) for placed in legs(contract) for term in placed.leg.terms if _bought(placed, term)]
    if contract.kind == "social investment" and bought and not any(_is_result(term) for _, term in bought):
        yield warning("contract.buys_no_results", source.place(bought[0][0].terms, of_key=True))


def _bought(placed: PlacedLeg, term: Term) -> bool:
    """Whether outcome payers pay it: not the vehicle, which pays the provider for the work."""
    payers = placed.leg.payers or {}
    split = payers.get(term.id or "") or payers.get(EVERY_TERM)
    return not isinstance(term, Measured) and split is not None and set(split.accounts()) != {VEHICLE}


def _is_result(term: Term) -> bool:
    """Whether it depends on results: no fixed fee, and no price for everybody admitted, started or through."""
    return not isinstance(term, FixedFee) and not (isinstance(term, Each) and term.each in UNIT_COUNTS)
