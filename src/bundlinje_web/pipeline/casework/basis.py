"""The basis for deciding what becomes of an investment: results, effects and ways of paying for going on (PRC-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bundlinje.problems import Refused
from bundlinje_web.acting import Actor
from bundlinje_web.contracts.beside.folder import NoBooks
from bundlinje_web.contracts.beside.holdings import holding_of
from bundlinje_web.contracts.beside.policy import SEE_FUND
from bundlinje_web.contracts.models import ExitPlan
from bundlinje_web.frame.grids import number_url
from bundlinje_web.pipeline.casework.checklist import address
from bundlinje_web.pipeline.models import Case

if TYPE_CHECKING:
    from bundlinje_web.bridge.portfolio import Holding


@dataclass(frozen=True, slots=True)
class Known:
    """A number of the basis: its words, øre or a count, none where it is unknown, and where it is explained."""

    code: str
    value: int | None
    url: str
    is_money: bool = True


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known when it is to be decided: the newest exit plan, the numbers, and where results and case stand.

    `is_late` where the plan's decision lies after the negotiations of the budget it would have to be in.
    """

    plan: ExitPlan | None
    numbers: tuple[Known, ...]
    results: str
    business_case: str
    exit: str

    @property
    def is_late(self) -> bool:
        """Whether it would be decided too late for the budget."""
        return self.plan is not None and self.plan.budget_by is not None and self.plan.decide_by > self.plan.budget_by

    def missing(self) -> tuple[str, ...]:
        """What the plan does not say yet that a decision needs."""
        if self.plan is None:
            return ("plan",)
        told = (("budget", self.plan.budget_by), ("financing", self.plan.financing), ("options", self.plan.options))
        return tuple(code for code, value in told if not value)


def basis_of(actor: Actor, case: Case) -> Basis | None:
    """The basis as the actor may see it; none for a case without a contract."""
    if case.contract is None:
        return None
    code = case.contract.code
    return Basis(
        plan=case.contract.exit_plans.first(),
        numbers=tuple(_numbers(actor, code)),
        results=address("contract-results", code),
        business_case=address("business-case", code),
        exit=address("contract-exit", code),
    )


def _numbers(actor: Actor, code: str) -> list[Known]:
    """Who came against who was planned; for those who see the fund, what was paid out and came back."""
    try:
        held = holding_of(actor, code)
    except (NoBooks, Refused):
        return []
    return [*_people(held), *(_money(held) if SEE_FUND.may(actor) else ())] if held else []


def _people(held: Holding) -> list[Known]:
    found = []
    for name in ("planned", "came"):
        if name == "came" and held.came_is_small:
            continue
        value = held.why(name).value
        found.append(
            Known(name, None if value is None else int(value), number_url(f"contract.{held.code}.{name}"), False)
        )
    return found


def _money(held: Holding) -> list[Known]:
    if held.progress is None:
        return []
    line = held.progress.line.id
    figures = (
        ("invested", held.progress.invested),
        ("received", held.progress.received),
        ("budgeted", held.progress.budgeted),
    )
    return [Known(what, figure.ore, number_url(f"fund.progress.{line}.{what}")) for what, figure in figures]


def days_to_decide(basis: Basis, today: date) -> int | None:
    """How many days are left; less than none where the day has passed, none where there is no plan."""
    return (basis.plan.decide_by - today).days if basis.plan else None
