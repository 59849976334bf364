"""Facts come late and are corrected: a contract that pays for results says what then happens to the money."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import terms
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error
from bundlinje.terms.fixed import FixedFee
from bundlinje.terms.measured import Measured


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """`corrections` missing where results are paid."""
    paid = any(not isinstance(placed.term, FixedFee | Measured) for placed in terms(contract))
    if paid and contract.corrections is None and not source.mentions("corrections"):
        yield error("contract.corrections_missing", source.place(()))
