"""An investment starts when Council, mayor and every authority have approved it, each in its turn."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.approvals import has_started, missing, out_of_order
from bundlinje.contract.model import Contract
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error, warning


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Approvals that are missing though the stage says it has started, and approvals dated before those they follow."""
    if has_started(contract) and not (contract.about is None and source.mentions("about")):
        place = source.place(("stage",))
        for one in missing(contract):
            if one.of is None:
                yield error(f"contract.{one.step}_has_not_approved", place)
            else:
                yield error("contract.authority_has_not_approved", place, party=contract.parties[one.of].name)
    for earlier, later in out_of_order(contract):
        at = (contract.about.approvals or []).index(later) if contract.about else 0
        place = source.place(("about", "approvals", at))
        days = {"on": later.on.text() if later.on else "", "other_on": earlier.on.text() if earlier.on else ""}
        yield warning("contract.approval_out_of_order", place, by=later.by, other=earlier.by, **days)
