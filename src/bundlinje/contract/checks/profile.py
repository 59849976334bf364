"""The yearly profile of the expected repayment adds up to it."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import fixed
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """A profile whose years come to another sum than the repayment; one with an unknown year may."""
    expected = contract.expected
    if expected is None or not expected.by_year:
        return
    years = [fixed(amount) for amount in expected.by_year.values()]
    whole, known = fixed(expected.repayment), [ore for ore in years if ore is not None]
    if whole is not None and len(known) == len(years) and sum(known) != whole:
        place = source.place(("expected", "by_year"), of_key=True)
        yield error("contract.profile_not_whole", place, added_ore=sum(known), whole_ore=whole)
