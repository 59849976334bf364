"""What must hold for a case to break even: success rates, participants' worth, and how far each item may move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bundlinje.business_case.bottom_line import EVERYBODY, sees
from bundlinje.business_case.flows import Flow, Side
from bundlinje.business_case.worked import Worked
from bundlinje.data.discount import factor


@dataclass(frozen=True, slots=True)
class Switch:
    """One item: what it is worth today, and the factor on it at which the net is nothing; none if it never is.

    A factor of 1.2 on a cost says that it may rise by a fifth; one of 0.8 on a benefit that a fifth may fail.
    """

    side: Side
    item: str
    present_value: Fraction
    factor: Fraction | None


@dataclass(frozen=True, slots=True)
class BreakEvenRates:
    """The net success rates at which a case breaks even, if every effect falls or rises in one proportion."""

    factor: Fraction | None
    rates: Mapping[str, Fraction]


def worth(worked: Worked, flow: Flow) -> Fraction:
    """The present value of a flow, in exact øre."""
    return factor(worked.discount, flow.year - worked.case.base_year) * flow.ore


def break_even_rates(worked: Worked, view: str = EVERYBODY) -> BreakEvenRates:
    """The factor on all effects at which benefits pay the costs that do not depend on success: Δp · PV(C) / PV(B).

    Repayments only move money, so they are left out: seen by everybody together, they come to nothing anyway.
    Source: Aos, break-even success; costs per success are taken off the benefit of one.
    """
    seen = sees(view)
    varies, fixed = Fraction(0), Fraction(0)
    per_success = {cost.id for cost in worked.case.costs if cost.per == "success"}
    for flow in worked.flows:
        if seen(flow) and flow.side is not Side.REPAYMENT:
            if flow.side is Side.BENEFIT or flow.item in per_success:
                varies += worth(worked, flow)
            else:
                fixed -= worth(worked, flow)
    if varies <= 0:
        return BreakEvenRates(None, {})
    scale = fixed / varies
    return BreakEvenRates(scale, {name: rate.rate * scale for name, rate in worked.rates.items()})


def switching_values(worked: Worked, view: str = EVERYBODY) -> tuple[Switch, ...]:
    """For each item the factor on it alone at which the net present value is nothing."""
    seen, found = sees(view), dict.fromkeys(((item.side, item.id) for item in worked.items), Fraction(0))
    for flow in worked.flows:
        if seen(flow):
            found[flow.side, flow.item] += worth(worked, flow)
    net = sum(found.values(), Fraction(0))
    return tuple(
        Switch(side, item, own, 1 - net / own if own else None)
        for (side, item), own in found.items()
        if own or side is not Side.REPAYMENT
    )
