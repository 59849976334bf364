"""Prices are kroner: a contract in another currency needs a reported rate to turn them into it."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.facts.report import Report
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """A currency other than kroner without a report."""
    reported = any(isinstance(fact, Report) for fact in contract.facts.values())
    if contract.currency != "DKK" and not reported:
        yield error("contract.currency_without_rate", source.place(("currency",)), currency=contract.currency)
