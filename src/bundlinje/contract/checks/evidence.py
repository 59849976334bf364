"""Interventions are as a rule tried; an untried one is taken on for a reason that is written down."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """An untried intervention without a reason."""
    evidence = contract.about.evidence if contract.about else None
    if evidence is not None and evidence.level == "untried" and evidence.because is None:
        yield error("contract.untried_without_reason", source.place(("about", "evidence"), of_key=True))
