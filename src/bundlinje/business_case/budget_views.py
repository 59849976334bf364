"""What a department and a treasury ask: savings in their own budget, what can be cashed, and when.

All amounts are undiscounted øre: a budget holds kroner of a year, not present values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from bundlinje.business_case.bottom_line import bottom_line, sees
from bundlinje.business_case.flows import Flow, Side, of_side, total
from bundlinje.business_case.parts import Kind, Sector
from bundlinje.business_case.worked import Worked
from bundlinje.money import Ore, round_half_away

DECENTRAL = "decentral"


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One investment as a department sees it: invested, repaid from its own budgets, saved in them, and the net."""

    case: str
    department: str
    investment: Ore
    repayment: Ore
    saving: Ore

    @property
    def net(self) -> Ore:
        """Saving less repayment: the investment is not the department's."""
        return self.saving - self.repayment


def department_row(worked: Worked, department: str, *, until: int | None = None) -> DepartmentRow:
    """The row of a department's table, of all years or of those up to and including `until`."""
    flows = [flow for flow in worked.all_flows if until is None or flow.year <= until]
    own = [flow for flow in flows if flow.account.name == f"{department}/{DECENTRAL}"]
    return DepartmentRow(
        case=worked.case.case,
        department=department,
        investment=investment(flows),
        repayment=-total(of_side(own, Side.REPAYMENT)),
        saving=total(of_side(own, Side.BENEFIT)),
    )


def investment(flows: Iterable[Flow]) -> Ore:
    """What investors put in; where nobody is one, all that the intervention costs."""
    costs = list(of_side(flows, Side.COST))
    invested = [flow for flow in costs if flow.account.sector is Sector.INVESTOR]
    return -total(invested or costs)


@dataclass(frozen=True, slots=True)
class Cashable:
    """Benefits by what they are: money a budget can be cut by, other value, and capacity that is freed.

    `not_cashable` is value in a budget that nobody can cut; `freed` is the part of average prices that no cut follows.
    """

    cashable: Ore
    not_cashable: Ore
    freed: Ore


def cashable(worked: Worked, view: str = Sector.MUNICIPALITY.value) -> Cashable:
    """The benefits of a view, such as the municipality or one of its budgets, parted."""
    seen = sees(view)
    benefits = [flow for flow in of_side(worked.flows, Side.BENEFIT) if seen(flow)]
    return Cashable(
        cashable=total(flow for flow in benefits if flow.cashable),
        not_cashable=total(flow for flow in benefits if not flow.cashable),
        freed=round_half_away(sum((flow.freed for flow in benefits), Fraction(0))),
    )


@dataclass(frozen=True, slots=True)
class HorizonRow:
    """The net accumulated over the first so many calendar years, in kroner and today's worth."""

    years: int
    until: int
    surplus: Ore
    present_value: Fraction


def by_horizon(worked: Worked, view: str = Sector.MUNICIPALITY.value) -> tuple[HorizonRow, ...]:
    """The surplus by how many years are counted, from the base year on."""
    line = bottom_line(worked, view)
    rows = zip(line.years, line.cumulated, line.cumulated_present_value, strict=True)
    return tuple(HorizonRow(n, year, surplus, worth) for n, (year, surplus, worth) in enumerate(rows, start=1))


@dataclass(frozen=True, slots=True)
class TransactionCosts:
    """What it costs to make and run the agreement, beside the investment it is made for."""

    transaction: Ore
    investment: Ore

    @property
    def share(self) -> Fraction | None:
        """Transaction costs for each krone invested; none if nothing is."""
        return Fraction(self.transaction, self.investment) if self.investment > 0 else None


def transaction_costs(worked: Worked) -> TransactionCosts:
    """Transaction costs of all payers, and the investment without them."""
    costs = list(of_side(worked.all_flows, Side.COST))
    dealing = [flow for flow in costs if flow.kind == Kind.TRANSACTION.value]
    return TransactionCosts(-total(dealing), investment([flow for flow in costs if flow not in dealing]))
