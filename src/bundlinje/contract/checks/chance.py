"""Planned intake large enough to tell success from luck: the power of the comparison at the planned number of units."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.comparing import comparisons
from bundlinje.contract.sense.power import ENOUGH, needed, power
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, warning


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Comparisons of shares that more often than one time in five would miss the expected effect."""
    for one in comparisons(contract):
        compared, units = one.comparison, one.units
        if compared is None or units is None:
            continue
        found = power(compared, units)
        if found < ENOUGH:
            place, enough = source.place(("figures", one.figure), of_key=True), needed(compared)
            code = "contract.cannot_tell_from_luck" if enough else "contract.can_never_tell_from_luck"
            yield warning(code, place, name=one.figure, units=units, power=int(found * 100), needed=enough)
