"""Costs: what the intervention costs, line by line, less what it replaces, the grants it gets and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.consequences import finishers_of, successes
from bundlinje.business_case.effects import NetRate
from bundlinje.business_case.flows import Amounts, Item, Side, account
from bundlinje.business_case.marks import assumed, joined
from bundlinje.business_case.parts import Cost, Mode
from bundlinje.business_case.pricing import told_in
from bundlinje.business_case.values import exact


def worked_cost(case: Case, cost: Cost, rates: Mapping[str, NetRate], mode: Mode) -> Item:
    """The cost as flows: negative, or positive where it lowers the cost. Every value it needs must be known."""
    amounts, where = Amounts.empty(), account(case, cost.payer)
    marks = [assumed(cost.in_mode(mode), "costs", case.costs.index(cost))]
    for year, ore in by_year(case, cost, rates):
        stated = year if cost.price_year == "nominal" else cost.price_year or case.price_year
        told = told_in(case, ore, cost.index or case.index, stated, year if mode is Mode.BUDGET else case.price_year)
        marks.append(told.marks)
        amounts.add(where, year, -cost.sign * told.ore * _overrun(cost, mode))
    if cost.per:
        marks.append(assumed(case.cohorts, "cohorts"))
    return Item(Side.COST, cost.id, cost.kind.value, amounts.flows(Side.COST, cost.id, cost.kind.value), joined(marks))


def _overrun(cost: Cost, mode: Mode) -> Fraction:
    return 1 + (exact(cost.overrun) if cost.overrun and mode is not Mode.SOM else Fraction(0))


def by_year(case: Case, cost: Cost, rates: Mapping[str, NetRate]) -> Iterator[tuple[int, Fraction]]:
    """Exact øre of the cost in each year, as stated."""
    if cost.by_year is not None:
        yield from ((year, exact(amount)) for year, amount in cost.by_year.items())
    elif cost.amount is not None:
        people = ((year, Fraction(1)) for year in cost.years) if cost.years else _people(case, cost, rates)
        yield from ((year, exact(cost.amount) * number) for year, number in people)


def _people(case: Case, cost: Cost, rates: Mapping[str, NetRate]) -> Iterator[tuple[int, Fraction]]:
    """How many people a cost is for, by the year it falls in."""
    if cost.per == "success" and cost.of is not None:
        yield from ((one.finishes, one.number) for one in successes(case, rates[cost.of]))
    for cohort in case.cohorts:
        if cost.per == "participant":
            yield cohort.start, exact(cohort.participants)
        if cost.per == "finisher":
            yield cohort.finishes, finishers_of(cohort)


def people_in(case: Case, cost: Cost, rates: Mapping[str, NetRate], year: int) -> Fraction:
    """How many people a cost is for in a year; one for an amount that is not for each of anybody."""
    if cost.per is None:
        return Fraction(1)
    return sum((number for own, number in _people(case, cost, rates) if own == year), Fraction(0))
