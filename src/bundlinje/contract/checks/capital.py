"""Capital is known, drawn, and comes back to those who put it in, or the contract says that it does not."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import legs
from bundlinje.facts.flow import Flow
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, warning
from bundlinje.splits.base import Split
from bundlinje.splits.pro_rata import ProRata


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """No capital stated, none ever drawn, or capital that nobody pays back."""
    if contract.kind != "social investment":
        return
    if not contract.capital:
        if not source.mentions("capital"):
            yield warning("contract.capital_missing", source.place(()))
        return
    earns = any(leg.terms for leg in contract.all_legs().values())
    if earns and not any(isinstance(fact, Flow) for fact in contract.facts.values()):
        yield warning("contract.capital_never_drawn", source.place(("capital",), of_key=True))
    repaid = _repaid(contract)
    for name in contract.capital if earns else ():
        if repaid is not None and not _accounts_of(contract, name) & repaid:
            yield warning("contract.capital_never_returned", source.place(("capital", name), of_key=True), name=name)


def _accounts_of(contract: Contract, name: str) -> set[str]:
    """What capital under this name may be repaid to: the name itself, its accounts, the party's other accounts."""
    own = {account for account, one in contract.accounts.items() if one.of == name}
    return {name} | own


def _repaid(contract: Contract) -> set[str] | None:
    """Accounts that some flow of money pays to; none where all accounts there are share it."""
    splits = [placed.leg.split for placed in legs(contract) if placed.leg.split is not None]
    if any(_everybody(split) for split in splits):
        return None
    return {account for split in splits for account in split.accounts()}


def _everybody(split: Split) -> bool:
    return isinstance(split, ProRata) and split.pro_rata is None
