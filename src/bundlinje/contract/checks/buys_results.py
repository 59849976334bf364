"""Outcome payers buy results: at least one thing they pay depends on what is measured."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import VEHICLE, Contract
from bundlinje.contract.sense.walk import legs
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, warning
from bundlinje.splits.base import Split
from bundlinje.terms.base import Term
from bundlinje.terms.fixed import FixedSum
from bundlinje.terms.measured import Measured


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """A social investment whose payments are the same whatever is achieved."""
    if contract.kind != "social investment":
        return
    bought = [(term, placed) for placed in legs(contract) for term in placed.leg.terms if not _is_fee(term, placed.leg.payers)]
    if bought and not any(_is_result(term) for term, _ in bought):
        yield warning("contract.buys_no_results", source.place(bought[0][1].terms, of_key=True))


def _is_result(term: Term) -> bool:
    return not isinstance(term, FixedSum | Measured)


def _is_fee(term: Term, payers: object) -> bool:
    """Whether the vehicle pays it: what a provider gets for the work, whatever the results."""
    return isinstance(term, Measured)
