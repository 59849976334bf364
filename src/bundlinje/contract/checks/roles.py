"""An investment is a contract between an authority, a provider and an investor; who pays or guarantees is said so."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import PlacedLeg, legs, parts
from bundlinje.grammar.source import Sourced
from bundlinje.limits.at_least import AtLeast
from bundlinje.problems import Problem, error, warning

_PAYING = {"payer", "authority", "donor", "investor"}
_MANDATORY = (("authority", "payer"), ("provider",), ("investor",))


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Mandatory roles nobody has, and money that comes from a party without the role for it."""
    held = {role for party in contract.parties.values() for role in party.roles}
    whole = not any(path[0] == "parties" for path in source.aside)
    if contract.kind == "social investment" and whole:
        for roles in _MANDATORY:
            if not held.intersection(roles):
                place = source.place(("parties",), of_key=True)
                yield error("contract.role_missing", place, role=roles[0])
    for placed in legs(contract):
        yield from _payers(contract, placed, source)
        yield from _guarantors(contract, placed, source)


def _payers(contract: Contract, placed: PlacedLeg, source: Sourced) -> Iterator[Problem]:
    for term, split in (placed.leg.payers or {}).items():
        paying = dict.fromkeys(account.partition("/")[0] for account in split.accounts())
        for name in paying:
            party = contract.parties.get(name)
            if party is not None and name not in contract.accounts and not _PAYING.intersection(party.roles):
                place = source.place((*placed.payers, term), of_key=True)
                yield warning("contract.payer_without_role", place, party=name)


def _guarantors(contract: Contract, placed: PlacedLeg, source: Sourced) -> Iterator[Problem]:
    for number, limit in enumerate(placed.leg.limits):
        path = placed.limits if placed.limits == ("guarantee",) else (*placed.limits, number)
        for at, part in parts(limit, path):
            party = contract.parties.get(part.paid_by.partition("/")[0]) if isinstance(part, AtLeast) else None
            if party is not None and isinstance(part, AtLeast) and "guarantor" not in party.roles:
                yield warning("contract.guarantor_without_role", source.place((*at, "paid_by")), party=part.paid_by)
