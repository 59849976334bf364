"""A started investment says what it adds, who steers it, and how its provider was found."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.about import About
from bundlinje.contract.approvals import has_started
from bundlinje.contract.model import Contract
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, warning


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """What a started investment leaves unsaid."""
    if not has_started(contract) or contract.kind != "social investment":
        return
    about = contract.about or About()
    place = source.place(("about",), of_key=True)
    if about.adds is None:
        yield warning("contract.adds_unsaid", place)
    if about.steering_group is None and about.forum is None:
        yield warning("contract.nobody_steers", place)
    if has_outside_provider(contract) and about.procurement is None:
        yield warning("contract.procurement_unsaid", place)


def has_outside_provider(contract: Contract) -> bool:
    """Whether somebody delivers who is no authority in the contract: then a tender may have been needed."""
    return any("provider" in party.roles and "authority" not in party.roles for party in contract.parties.values())
