"""The parties pay for independent advice in shares that sum to the whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bundlinje.contract.model import Contract
from bundlinje.grammar.quantity import Share
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Cost shares of advice that do not sum to one."""
    shares = contract.about.advice if contract.about else None
    added = sum((shares or {}).values(), Fraction(0))
    if shares and added != 1:
        yield error(
            "contract.advice_not_whole", source.place(("about", "advice"), of_key=True), sum=Share(added).text()
        )
