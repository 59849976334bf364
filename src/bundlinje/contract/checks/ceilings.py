"""Payers whose ceilings together are lower than the cap on what is owed cannot pay all that may be owed."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import fixed
from bundlinje.contract.sense.walk import PlacedLeg, legs, parts
from bundlinje.grammar.source import Sourced
from bundlinje.limits.at_most import AtMost
from bundlinje.limits.scope import TOTAL
from bundlinje.problems import Problem, warning
from bundlinje.splits.shares import Shares


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Shares that all end at a ceiling, with ceilings that sum to less than the cap."""
    for placed in legs(contract):
        cap = _cap(placed)
        for term, split in (placed.leg.payers or {}).items():
            for path, part in parts(split, (*placed.payers, term)):
                ceilings = _ceilings(part) if isinstance(part, Shares) else None
                if cap is not None and ceilings is not None and ceilings < cap:
                    said = {"ceilings_ore": ceilings, "cap_ore": cap}
                    yield warning("contract.ceilings_below_cap", source.place(path), **said)


def _cap(placed: PlacedLeg) -> int | None:
    """The lowest cap on all money of the leg."""
    caps = [
        fixed(limit.at_most)  # type: ignore[arg-type]
        for limit in placed.leg.limits
        if isinstance(limit, AtMost) and limit.scope.word == TOTAL and not limit.terms
    ]
    return min((cap for cap in caps if cap is not None), default=None)


def _ceilings(shares: Shares) -> int | None:
    holders = list(shares.shares.values())
    ceilings = [one.at_most.ore for one in holders if one.at_most and one.overflow is None and one.each is None]
    return sum(ceilings) if len(ceilings) == len(holders) else None
