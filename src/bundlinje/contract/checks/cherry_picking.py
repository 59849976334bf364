"""A payment that rewards a part of the result only invites picking those for whom that part is easy."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import PlacedTerm, terms
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, warning
from bundlinje.terms.each import Each
from bundlinje.terms.measured import Measured
from bundlinje.terms.one_of import OneOfWays


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Only results of single units are paid and nothing holds the intake; or one result is paid among several."""
    every = [placed for placed in terms(contract) if not isinstance(placed.term, OneOfWays)]
    paid = list(dict.fromkeys(placed.term.each for placed in every if isinstance(placed.term, Each)))
    other = [placed for placed in every if not isinstance(placed.term, Each | Measured)]
    followed = _followed(contract, every, paid)
    if not paid or other:
        return
    place = source.place(every[0].path[:-1], of_key=True)
    if not _intake_is_held(contract):
        yield warning("contract.cherry_picking", place, paid=", ".join(paid))
    if len(paid) == 1 and followed:
        yield warning("contract.part_of_result_paid", place, paid=paid[0], measured=", ".join(followed))


def _followed(contract: Contract, every: list[PlacedTerm], paid: list[str]) -> list[str]:
    measured = [placed.term.measured for placed in every if isinstance(placed.term, Measured)]
    return [name for name in measured if name in contract.outcomes and name not in paid]


def _intake_is_held(contract: Contract) -> bool:
    """Whether criteria, quotas or dated milestones say who is to be admitted."""
    return any(
        cohort.criteria or cohort.quotas or cohort.intake.milestones for cohort in contract.all_cohorts().values()
    )
