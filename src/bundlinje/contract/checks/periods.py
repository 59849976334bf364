"""The periods of the contract hold together: repayment and follow-up last until the last follow-up is settled."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import last_day
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, warning


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Periods that end before the last follow-up, and a contract in force before it was agreed."""
    periods = contract.periods
    if periods is None:
        return
    last = contract.follow_ups[-1].on if contract.follow_ups else None
    stretches = {
        "contract.repayment_ends_too_early": ("repayment", periods.repayment),
        "contract.follow_up_ends_too_early": ("follow_up", periods.follow_up),
    }
    for code, (name, stretch) in stretches.items():
        until = last_day(stretch.until) if stretch and stretch.until else None
        if last is not None and until is not None and until < last:
            place = source.place(("periods", name, "until"))
            said = {"until": until.isoformat(), "last": last.isoformat()}
            yield warning(code, place, **said)
    if periods.agreed and periods.in_force and last_day(periods.in_force) < periods.agreed.first_day():
        place = source.place(("periods", "in_force"))
        said = {"in_force": periods.in_force.text(), "agreed": periods.agreed.text()}
        yield warning("contract.in_force_before_agreed", place, **said)
