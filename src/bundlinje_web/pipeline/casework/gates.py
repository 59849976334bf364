"""What must be settled before a case goes to a step: asked all at once, so that nobody hears of it one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bundlinje.problems import Problem
from bundlinje_web.contracts.models import Event
from bundlinje_web.frame.wrong import wrong
from bundlinje_web.pipeline.casework.surplus import surplus_of
from bundlinje_web.pipeline.models import Case

UNIT_PRICES, INNOVATION = "unit-prices", "small-innovation"
EXCEPTIONS = (UNIT_PRICES, INNOVATION)
"""Why a case may go on without a surplus: unit prices below the saving (BC-09), or a small innovation (INB-16)."""

SETTLED_PROCUREMENT = (Case.Procurement.NOT_NEEDED, Case.Procurement.DONE)
"""A tender that is not needed or has been held lets a case start (GOV-11)."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that must be settled: its code, whether it is, and the form of the case it is settled on."""

    code: str
    met: Callable[[Case], bool]
    part: str = ""


def has_gain(case: Case) -> bool:
    """Whether the case shows a surplus for the municipality, or names the exception that lets it go on (PRC-06).

    A small innovation needs both conditions: it would not start without the fund, and no budget fits it (INB-16).
    """
    if case.exception == INNOVATION:
        return case.would_not_start and case.no_budget_fits and bool(case.exception_text)
    if case.exception:
        return bool(case.exception_text)
    surplus = surplus_of(case)
    return surplus is not None and surplus > 0


def _premises(case: Case) -> bool:
    versions = case.contract.versions if case.contract else None
    return versions is not None and versions.filter(withdrawal__isnull=True).exists()


def _risk(case: Case) -> bool:
    return case.contract is not None and case.contract.risk_assessments.exists()


def _exit(case: Case) -> bool:
    return case.contract is not None and case.contract.exit_plans.exists()


def _start_list(case: Case) -> bool:
    found = getattr(case.contract, "start_list", None)
    return found is not None and not found.missing


def _happened(*kinds: Event.Kind) -> Callable[[Case], bool]:
    return lambda case: case.contract is not None and case.contract.events.filter(kind__in=kinds).exists()


THEORY = Demand("theory", lambda case: bool(case.theory_of_change), "forandringsteori")
GAINS = Demand("gains", lambda case: bool(case.gains_text) and case.gains_on is not None, "gevinster")
SAVINGS = Demand("savings", has_gain, "overskud")
REPAYMENT = Demand("repayment", lambda case: case.repayment_done_on is not None, "tilbagebetaling")
PREMISES = Demand("premises", _premises)
RISK = Demand("risk", _risk)
EXIT = Demand("exit", _exit)
STARTED = Demand("started", _happened(Event.Kind.STARTED))
START_LIST = Demand("start_list", _start_list)
ENDED = Demand("ended", _happened(Event.Kind.INTERVENTION_ENDED, Event.Kind.ENDED_EARLY))
OUTCOME = Demand("outcome", lambda case: bool(case.outcome), "udfald")
SETTLED = Demand("settled", _happened(Event.Kind.CLOSED))
LEGAL = Demand("legal", lambda case: case.legal_on is not None and bool(case.legal_text), "lovlighed")
PROCUREMENT = Demand("procurement", lambda case: case.procurement in SETTLED_PROCUREMENT, "udbud")

GATES: Mapping[str, tuple[Demand, ...]] = {
    Case.SAVINGS: (THEORY, GAINS),
    Case.REPAYMENT: (SAVINGS,),
    Case.IMPLEMENTATION: (SAVINGS, REPAYMENT, PREMISES, RISK, EXIT),
    Case.INTERVENTION: (LEGAL, PROCUREMENT, STARTED, START_LIST),
    Case.EVALUATION: (ENDED,),
    Case.CLOSED: (OUTCOME, SETTLED),
}
"""For each step what must be settled before a case goes there (PRC-02, PRC-06, PRC-07, PRC-08, PRC-09, RSK-01)."""


def is_forward(before: str, after: str) -> bool:
    """Whether a move goes on and not back."""
    order = (*Case.STEPS, Case.CLOSED)
    return after in order and order.index(after) > order.index(before)


def unmet(case: Case, to: str) -> tuple[Demand, ...]:
    """What is not settled that a move to this step demands; going back demands nothing."""
    if not is_forward(case.state, to):
        return ()
    return tuple(demand for demand in GATES.get(to, ()) if not demand.met(case))


def missing(case: Case, to: str) -> list[Problem]:
    """The same as mistakes to be told: "the case cannot be moved to step 4: 3b is missing"."""
    return [wrong(f"casework.problem.{demand.code}", "to", step=to) for demand in unmet(case, to)]
