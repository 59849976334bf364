"""Why a number of a case is what it is: a tree of sums and products that add up or cannot exist.

`explanation.Because` explains amounts that are paid, by parts that sum to them. A business case also multiplies, so its
reasons say what kind of node they are: a product's factors come to its value, a sum's parts sum to it, exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import prod
from types import MappingProxyType
from typing import Any

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.consequences import (
    Success,
    accounts_of,
    by_account,
    finishers_of,
    per_success,
    quantities,
    weight,
)
from bundlinje.business_case.costs import people_in
from bundlinje.business_case.effects import NetRate
from bundlinje.business_case.flows import Account, Flow, Side, of_side
from bundlinje.business_case.parts import Consequence, Cost, Mode
from bundlinje.business_case.pricing import UnitPrice, told_in, unit_price
from bundlinje.business_case.values import exact
from bundlinje.business_case.worked import Worked
from bundlinje.explanation import DoesNotAddUp
from bundlinje.grammar.quantity import plain_text


class Shape(StrEnum):
    """How the parts of a node make its value."""

    SUM = "sum"
    PRODUCT = "product"
    ROUNDED = "rounded"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Trace:
    """One number with its reason: a code, its exact value and unit, and the parts it is made of."""

    code: str
    value: Fraction
    unit: str = ""
    shape: Shape = Shape.STATED
    values: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))
    parts: tuple[Trace, ...] = ()

    def __post_init__(self) -> None:
        parts = [part.value for part in self.parts]
        made = {Shape.SUM: sum(parts, Fraction(0)), Shape.PRODUCT: prod(parts, start=Fraction(1))}
        if self.shape in made and made[self.shape] != self.value:
            raise DoesNotAddUp(f"{self.code}: {self.shape} of {parts} is not {self.value}")
        if self.shape is Shape.ROUNDED and abs(sum(parts, Fraction(0)) - self.value) > Fraction(1, 2):
            raise DoesNotAddUp(f"{self.code}: {parts} do not round to {self.value}")

    def walk(self) -> Iterator[Trace]:
        """This node and every node under it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def as_data(self) -> dict[str, Any]:
        """The tree as plain data, for JSON."""
        data: dict[str, Any] = {"code": self.code, "value": plain_text(self.value), "unit": self.unit}
        if self.values:
            data["values"] = dict(self.values)
        if self.parts:
            data |= {"is": self.shape.value, "parts": [part.as_data() for part in self.parts]}
        return data


def stated(code: str, value: Fraction, unit: str = "", **values: str | int) -> Trace:
    """A number the case states."""
    return Trace(code, value, unit, values=MappingProxyType(values))


def product(code: str, parts: tuple[Trace, ...], unit: str = "", **values: str | int) -> Trace:
    """A number that is the product of others."""
    made = prod((part.value for part in parts), start=Fraction(1))
    return Trace(code, made, unit, Shape.PRODUCT, MappingProxyType(values), parts)


def added(code: str, parts: tuple[Trace, ...], unit: str = "", **values: str | int) -> Trace:
    """A number that is the sum of others."""
    made = sum((part.value for part in parts), Fraction(0))
    return Trace(code, made, unit, Shape.SUM, MappingProxyType(values), parts)


def why_benefit(worked: Worked, consequence: str, where: Account, year: int) -> Trace:
    """Why a consequence brings an account what it does in a year: cohort by cohort, factor by factor."""
    case = worked.case
    one = next(found for found in case.consequences if found.id == consequence)
    mine = (success for success in worked.successes if success.effect == one.of)
    parts = tuple(part for success in mine for part in _of_cohort(worked, one, success, where, year))
    exactly = added("case.benefit_exact", parts, "ore")
    flow = next((f for f in worked.item(Side.BENEFIT, consequence).flows if (f.account, f.year) == (where, year)), None)
    ore = Fraction(flow.ore if flow else 0)
    told: Mapping[str, str | int] = MappingProxyType({"item": consequence, "account": where.name, "year": year})
    return Trace("case.benefit", ore, "ore", Shape.ROUNDED, told, (exactly,))


def _of_cohort(worked: Worked, one: Consequence, success: Success, where: Account, year: int) -> Iterator[Trace]:
    case, mode = worked.case, worked.mode
    price = unit_price(case, one.price, entry_week=one.entry_week)
    told_in_year, accounts = year if mode is Mode.BUDGET else case.price_year, accounts_of(case, one)
    for t, each, _ in per_success(case, one, price, success.finishes, mode):
        ore = sum((amount for own, amount in by_account(one, each, accounts) if own == where), Fraction(0))
        if success.finishes + t == year and ore:
            quantity = stated("case.quantity", quantities(case, one)[t], price.unit.value, t=t)
            drawn = _drawn(quantity, _priced(case, price, told_in_year), ore, type(price.rule).__name__)
            parts = (why_successes(worked, success), drawn, *_weights(worked, one, t))
            yield product("case.cohort_benefit", parts, "ore", start=success.start, t=t)


def _priced(case: Case, price: UnitPrice, year: int) -> Trace:
    """The unit price as stated, carried to another year's kroner where it must be."""
    own = stated("case.price", price.ore, "ore", price=price.id, year=price.year)
    if price.year == year:
        return own
    ratio = told_in(case, Fraction(1), price.index, price.year, year).ore
    return product(
        "case.price_in_year", (own, stated("case.index", ratio, "ratio", index=price.index)), "ore", year=year
    )


def _drawn(quantity: Trace, price: Trace, ore: Fraction, rule: str) -> Trace:
    """What one success brings the account in a year: quantity × price × the account's share by the payer rule."""
    share = stated("case.payer_share", ore / (quantity.value * price.value), "share", rule=rule)
    return product("case.per_success", (quantity, price, share), "ore")


def _weights(worked: Worked, one: Consequence, t: int) -> tuple[Trace, ...]:
    """What fade-out, phase-in, overlap, evidence and realisation leave; those that leave all are not told."""
    counted = weight(worked.case, one, t, worked.mode)
    every = (
        stated("case.persistence", counted.persistence, "share", t=t),
        stated("case.phase_in", counted.phase, "share", t=t),
        stated("case.kept", counted.kept, "share"),
        stated("case.realised", counted.realised, "share"),
    )
    return tuple(part for part in every if part.value != 1)


def why_successes(worked: Worked, success: Success) -> Trace:
    """Why a cohort has the successes it has: participants × completion × net rate."""
    cohort = next(one for one in worked.case.cohorts if one.start == success.start)
    parts = (
        stated("case.participants", exact(cohort.participants), "people", start=cohort.start),
        stated("case.completion", exact(cohort.completion), "share"),
        why_rate(worked.rates[success.effect]),
    )
    return product("case.successes", parts, "people", effect=success.effect, start=success.start)


def why_rate(rate: NetRate) -> Trace:
    """Why the net rate is what it is: with less without, less what weak evidence takes."""
    if rate.with_ is None:
        net = stated("case.rate_net", rate.net, "share", effect=rate.id)
    else:
        both = (
            stated("case.rate_with", rate.with_, "share"),
            stated("case.rate_without", -rate.without, "share"),
        )
        net = added("case.rate_net", both, "share", effect=rate.id)
    if not rate.correction:
        return net
    return product("case.rate_corrected", (net, stated("case.evidence_kept", 1 - rate.correction, "share")), "share")


def why_cost(worked: Worked, name: str, year: int) -> Trace:
    """Why a cost is what it is in a year: the amount, how many it is for, and the price level and overrun."""
    item = worked.item(Side.COST, name)
    flows = [flow for flow in item.flows if flow.year == year]
    exactly = sum((flow.exact for flow in flows), Fraction(0))
    cost = next(one for one in worked.case.costs if one.id == name)
    parts = _cost_parts(worked, cost, exactly, year)
    made = product("case.cost_exact", parts, "ore") if parts else stated("case.cost_exact", exactly, "ore")
    told: Mapping[str, str | int] = MappingProxyType({"item": name, "year": year, "kind": cost.kind.value})
    return Trace("case.cost", Fraction(sum(flow.ore for flow in flows)), "ore", Shape.ROUNDED, told, (made,))


def _cost_parts(worked: Worked, cost: Cost, exactly: Fraction, year: int) -> tuple[Trace, ...]:
    amount = cost.by_year.get(year) if cost.by_year else cost.amount
    if amount is None or not exactly or not exact(amount):
        return ()
    whole = stated("case.amount", -cost.sign * exact(amount), "ore")
    people = people_in(worked.case, cost, worked.rates, year)
    number = (stated(f"case.each_{cost.per}", people, "people"),) if cost.per else ()
    rest = exactly / (whole.value * people)
    level = (stated("case.price_level", rest, "ratio"),) if rest != 1 else ()
    return (whole, *number, *level)


def why_year(flows: tuple[Flow, ...], year: int) -> Trace:
    """Why the net of some flows is what it is in a year: item by item."""
    parts = tuple(
        stated(f"case.{flow.side.value}", Fraction(flow.ore), "ore", item=flow.item, account=flow.account.name)
        for side in Side
        for flow in of_side(flows, side)
        if flow.year == year
    )
    return added("case.net", parts, "ore", year=year)


def finishers_trace(case: Case) -> Trace:
    """How many finish, cohort by cohort."""
    parts = tuple(stated("case.finishers", finishers_of(one), "people", start=one.start) for one in case.cohorts)
    return added("case.finishers", parts, "people")
