"""A case worked out: successes, and what every item brings or costs every payer in every year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.consequences import Success, successes, worked_consequence
from bundlinje.business_case.costs import worked_cost
from bundlinje.business_case.effects import NetRate, net_rate
from bundlinje.business_case.flows import Flow, Item, Side
from bundlinje.business_case.marks import joined, unknown
from bundlinje.business_case.parts import Mode, Sector
from bundlinje.business_case.pricing import why_unusable
from bundlinje.data.discount import DiscountTable, discount_table
from bundlinje.grammar.part import Mark, Marked
from bundlinje.problems import Collector, Place, Refused, error


@dataclass(frozen=True, slots=True)
class Worked:
    """A case worked out in one mode.

    `items` are the consequences and costs with their flows, and repayments where they were added. `left_out` names
    what could not be worked out because a value is unknown: where it is not empty, every total is of what is known.
    """

    case: Case
    mode: Mode
    discount: DiscountTable
    rates: Mapping[str, NetRate]
    successes: tuple[Success, ...]
    items: tuple[Item, ...]
    left_out: tuple[Marked, ...] = ()

    @property
    def all_flows(self) -> tuple[Flow, ...]:
        """Every flow of every item, whoever's it is."""
        return tuple(flow for item in self.items for flow in item.flows)

    @property
    def flows(self) -> tuple[Flow, ...]:
        """Every flow that counts in this mode: in the budget, only the municipality's."""
        if self.mode is not Mode.BUDGET:
            return self.all_flows
        return tuple(flow for flow in self.all_flows if flow.account.sector is Sector.MUNICIPALITY)

    @property
    def years(self) -> range:
        """The calendar years from the base year to the last in which anything happens."""
        last = max((flow.year for flow in self.all_flows), default=self.case.base_year)
        return range(self.case.base_year, last + 1)

    @property
    def participants(self) -> Fraction:
        """Everybody who starts."""
        numbers = (cohort.participants.value for cohort in self.case.cohorts)
        return sum((number.value for number in numbers if number is not None), Fraction(0))

    @property
    def marks(self) -> tuple[Marked, ...]:
        """Every assumed value the result leans on, and every unknown one that was left out."""
        return joined((*(item.marks for item in self.items), self.left_out))

    def item(self, side: Side, name: str) -> Item:
        """One item; a name that is none raises `KeyError`."""
        for item in self.items:
            if item.side is side and item.id == name:
                return item
        raise KeyError(name)

    def with_items(self, *items: Item) -> Worked:
        """The same with more items, such as repayments."""
        return replace(self, items=(*self.items, *items))


def worked_out(case: Case, mode: Mode | None = None, *, known_only: bool = False) -> Worked:
    """The case worked out in a mode, by default its own.

    An unknown value is not zero: where one is needed, `Refused` carries every one of them with its path. With
    `known_only` the items that need them are left out instead, and the result says which and why.
    """
    chosen = mode or case.mode
    table = discount_table("undiscounted" if chosen is Mode.BUDGET else case.discount)
    missing, found = _missing(case, chosen), Collector()
    needed = joined(marks for (section, _), marks in missing.items() if section in ("consequences", "costs"))
    if needed and not known_only:
        raise Refused(error("case.needs_unknown", Place(path=mark.path), why=mark.why) for mark in needed)
    rates = {name: net_rate(case, name, chosen) for name in case.effects if ("effects", name) not in missing}
    items = tuple(_items(case, rates, chosen, missing, found))
    found.refuse_errors()
    every = tuple(success for rate in rates.values() for success in _known_successes(case, rate, missing))
    return Worked(case, chosen, table, MappingProxyType(rates), every, items, needed)


Missing = Mapping[tuple[str, str], tuple[Marked, ...]]


def _missing(case: Case, mode: Mode) -> Missing:
    """For every part of the case that cannot be worked out, the unknown values it needs."""
    cohorts = unknown(case.cohorts, "cohorts")
    missing = {("cohorts", ""): cohorts}
    for name, effect in case.effects.items():
        corrected = _correction_unknown(case, effect.evidence, mode)
        missing["effects", name] = joined((unknown(effect.rates(), "effects", name), corrected))
    for number, one in enumerate(case.consequences):
        missing["consequences", one.id] = joined(
            (
                unknown(one.in_mode(mode), "consequences", number),
                missing.get(("effects", one.of), ()),
                _price_unknown(case, one.price),
                unknown(case.budgets.get(one.department or ""), "budgets", one.department or ""),
                _correction_unknown(case, one.evidence, mode),
                cohorts,
            )
        )
    for number, cost in enumerate(case.costs):
        people = cohorts if cost.per else ()
        success = missing.get(("effects", cost.of or ""), ())
        missing["costs", cost.id] = joined((unknown(cost.in_mode(mode), "costs", number), people, success))
    return {key: marks for key, marks in missing.items() if marks}


def _correction_unknown(case: Case, evidence: int | None, mode: Mode) -> tuple[Marked, ...]:
    own = case.optimism.get(evidence or 0)
    return () if mode is Mode.SOM else unknown(own, "optimism", evidence or 0)


def _price_unknown(case: Case, name: str) -> tuple[Marked, ...]:
    if name in case.prices:
        return unknown(case.prices[name], "prices", name)
    why = why_unusable(name)
    return () if why is None else (Marked(Mark.UNKNOWN, f"data.prices.{name}", why),)


def _items(case: Case, rates: Mapping[str, NetRate], mode: Mode, missing: Missing, found: Collector) -> Iterator[Item]:
    """Every item whose values are known; what cannot be told in the year's kroner goes to `found`, with its place."""
    for number, one in enumerate(case.consequences):
        if ("consequences", one.id) not in missing:
            work = partial(worked_consequence, case, one, rates[one.of], mode)
            yield from _tried(work, f"consequences.{number}", found)
    for number, cost in enumerate(case.costs):
        if ("costs", cost.id) not in missing:
            yield from _tried(partial(worked_cost, case, cost, rates, mode), f"costs.{number}", found)


def _tried(work: Callable[[], Item], path: str, found: Collector) -> Iterator[Item]:
    try:
        yield work()
    except Refused as refusal:
        found.add(*(replace(problem, place=Place(path=path)) for problem in refusal.problems))


def _known_successes(case: Case, rate: NetRate, missing: Missing) -> Iterator[Success]:
    if ("cohorts", "") not in missing:
        yield from successes(case, rate)
