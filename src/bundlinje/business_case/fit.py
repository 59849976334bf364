"""A case beside its contract: what the two say about the same thing must not differ without anybody noticing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from bundlinje.business_case.budget_views import investment
from bundlinje.business_case.flows import Flow, Side
from bundlinje.business_case.parts import Sector
from bundlinje.business_case.values import exact
from bundlinje.grammar.amount import Fixed
from bundlinje.grammar.part import walk
from bundlinje.problems import Place, Problem, error, warning

if TYPE_CHECKING:
    from bundlinje.business_case.case_file import Case
    from bundlinje.business_case.worked import Worked
    from bundlinje.contract.model import Contract
    from bundlinje.money import Ore

Locate: TypeAlias = Callable[[tuple[str | int, ...]], Place]


def nowhere(path: tuple[str | int, ...]) -> Place:
    """The path alone, where the lines of the file are not at hand."""
    return Place(path=".".join(str(step) for step in path))


def fits(case: Case, contract: Contract, place: Locate = nowhere) -> Iterator[Problem]:
    """Names of the case that the contract does not know, and intake that differs from what the contract plans."""
    if case.contract != contract.contract:
        yield error("case.another_contract", place(("contract",)), id=case.contract or "–", contract=contract.contract)
    yield from _names(case, contract, place)
    yield from _payers(case, contract, place)
    yield from _intake(case, contract, place)


def _names(case: Case, contract: Contract, place: Locate) -> Iterator[Problem]:
    known = ", ".join(contract.outcomes)
    for name, effect in case.effects.items():
        if effect.outcome is not None and effect.outcome not in contract.outcomes:
            yield error("case.unknown_outcome", place(("effects", name, "outcome")), id=effect.outcome, known=known)
    for name in case.expects:
        if name not in contract.outcomes and name not in contract.figures:
            both = ", ".join([*contract.outcomes, *contract.figures])
            yield error("case.unknown_outcome", place(("expects", name)), id=name, known=both)


def _payers(case: Case, contract: Contract, place: Locate) -> Iterator[Problem]:
    """Whose money a party's is, as both say it; and payers of the contract that the case does not declare."""
    for name, party in contract.parties.items():
        declared = case.parties.get(name)
        if declared is None and "payer" in party.roles:
            yield warning("case.payer_not_declared", place(("parties",)), id=name)
        elif declared is not None and party.sector in {s.value for s in Sector} and declared.value != party.sector:
            yield error(
                "case.sectors_differ", place(("parties", name)), id=name, case=declared.value, contract=party.sector
            )


def _intake(case: Case, contract: Contract, place: Locate) -> Iterator[Problem]:
    planned = [cohort.intake.planned.value for cohort in contract.all_cohorts().values()]
    people = [cohort.participants.value for cohort in case.cohorts]
    if not people or None in planned or None in people:
        return
    in_case = sum(exact(cohort.participants) for cohort in case.cohorts)
    in_contract = sum(exact(cohort.intake.planned) for cohort in contract.all_cohorts().values())
    if in_case != in_contract:
        yield warning("case.intake_differs", place(("cohorts",)), case=str(in_case), contract=str(in_contract))


def capital_gap(worked: Worked, contract: Contract) -> Ore | None:
    """What investors put in by the case less the capital of the contract, in øre; none where one is not stated."""
    stated = [part.ore for _, part in walk(contract.capital or {}) if isinstance(part, Fixed)]
    own = [flow for flow in worked.all_flows if _invests(flow)]
    return investment(own) - sum(stated) if stated and own else None


def _invests(flow: Flow) -> bool:
    return flow.side is Side.COST and flow.account.sector is Sector.INVESTOR
