"""The approvals an investment needs before it starts: the Council's, the mayor's and every authority's own."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from bundlinje.contract.about import Approval, Step
from bundlinje.contract.model import Contract
from bundlinje.contract.parts import Moment

STARTED = frozenset(
    {
        "running", "intervention", "follow-up", "evaluation", "repayment", "finished", "ended", "ended early",
        "terminated",
    }
)  # fmt: skip
"""Stages that an investment reaches only once it has started."""

ROUTE: tuple[Step, ...] = ("council", "authority", "finished", "signed")
"""The authority's way: the Council's approval, its own, the text finished, its signature."""


@dataclass(frozen=True, slots=True)
class Needed:
    """An approval that must exist before start: the step, and for an authority's own the party it is of."""

    step: Step
    of: str | None = None


Given: TypeAlias = tuple[Needed, Approval | None]


def has_started(contract: Contract) -> bool:
    """Whether the stage says that the investment has started."""
    return contract.stage in STARTED


def needed(contract: Contract) -> tuple[Needed, ...]:
    """The three approvals and no more: Council, mayor, and each authority. A donation is the Council's and mayor's."""
    authorities = (name for name, party in contract.parties.items() if "authority" in party.roles)
    own = tuple(Needed("authority", name) for name in authorities) if contract.kind == "social investment" else ()
    return (Needed("council"), Needed("mayor"), *own)


def approvals(contract: Contract) -> tuple[Given, ...]:
    """Every approval needed with the one given, whose day may be unknown; none where nothing is said of it."""
    said = (contract.about.approvals or []) if contract.about else []
    return tuple(
        (one, next((given for given in said if _meets(one, given, contract)), None)) for one in needed(contract)
    )


def _meets(one: Needed, given: Approval, contract: Contract) -> bool:
    """Whether an approval is the one needed; with a single authority it need not be named."""
    if given.step != one.step:
        return False
    return one.of is None or given.of == one.of or (given.of is None and _authorities(contract) == 1)


def _authorities(contract: Contract) -> int:
    return sum("authority" in party.roles for party in contract.parties.values())


def missing(contract: Contract) -> tuple[Needed, ...]:
    """The approvals of which nothing is said. One whose day nobody has published is not missing."""
    return tuple(one for one, given in approvals(contract) if given is None)


def may_start(contract: Contract) -> bool:
    """Whether every approval is given on a day: what is not known to be given lets nothing start."""
    return all(given is not None and given.on is not None for _, given in approvals(contract))


def out_of_order(contract: Contract) -> Iterator[tuple[Approval, Approval]]:
    """Approvals dated before one they must follow: the mayor's after the Council's, the authority's by `ROUTE`."""
    said = (contract.about.approvals or []) if contract.about else []
    for first, then in (("council", "mayor"), *pairwise(ROUTE)):
        for earlier in (one for one in said if one.step == first):
            for later in (one for one in said if one.step == then and _same_route(earlier, one)):
                if earlier.on and later.on and surely_before(later.on, earlier.on):
                    yield earlier, later


def _same_route(one: Approval, other: Approval) -> bool:
    return one.of is None or other.of is None or one.of == other.of


def surely_before(one: Moment, other: Moment) -> bool:
    """Whether a moment lies before another however the part that is not known turns out."""
    return last_day(one) < other.first_day()


def last_day(moment: Moment) -> date:
    """The last day a moment can mean."""
    month = moment.month or 12
    return date(moment.year, month, moment.day or monthrange(moment.year, month)[1])
