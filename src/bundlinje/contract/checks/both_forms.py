"""What can be said in a short and in a long form is said in one of them: otherwise half of it would not count."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error

_SHORT = ("terms", "limits", "payers", "receivers", "guarantee")


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """`cohort` beside `cohorts`, clauses beside `legs`, and a guarantee nobody could receive."""
    if contract.cohort is not None and contract.cohorts is not None:
        yield error("contract.both_forms", source.place(("cohort",)), key="cohort", other="cohorts")
    for key in _SHORT if contract.legs is not None else ():
        if getattr(contract, key) is not None:
            yield error("contract.both_forms", source.place((key,), of_key=True), key=key, other="legs")
    if contract.guarantee is not None and contract.receivers is None and not source.mentions("receivers"):
        yield error("contract.guarantee_without_receivers", source.place(("guarantee",), of_key=True))
