"""The flows of a case: what each item brings or costs each payer in each year, rounded once, with what it leans on.

A benefit is positive and a cost negative. Quantities and rates are exact until an item's amount for one account and
year is rounded to the øre; sums are sums of rounded amounts, so that payers always sum to the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Sector
from bundlinje.data.payers import Payer
from bundlinje.grammar.part import Marked
from bundlinje.money import Ore, round_half_away

ZERO = Fraction(0)


class Side(StrEnum):
    """What a flow is: a consequence, a cost of the intervention, or a repayment (which moves money, and makes none)."""

    BENEFIT = "benefit"
    COST = "cost"
    REPAYMENT = "repayment"


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """Whose money it is, and in which account of theirs: `msb/decentral` of the municipality, or a sector itself."""

    sector: Sector
    name: str

    @property
    def department(self) -> str:
        """The party before the slash."""
        return self.name.partition("/")[0]

    @property
    def budget(self) -> str:
        """The budget after the slash; nothing where the account is a party or a sector as a whole."""
        return self.name.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Flow:
    """What one item brings (positive) or costs (negative) one account in one year, exactly and in whole øre.

    `freed` is the part of the average price that cannot be cut from a budget: capacity, and not money.
    """

    side: Side
    item: str
    account: Account
    year: int
    exact: Fraction
    ore: Ore
    freed: Fraction = ZERO
    cashable: bool = True
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A consequence or a cost worked out: its flows, and every assumed value it leans on."""

    side: Side
    id: str
    kind: str
    flows: tuple[Flow, ...]
    marks: tuple[Marked, ...] = ()

    @property
    def ore(self) -> Ore:
        """Its whole amount, over all accounts and years."""
        return sum(flow.ore for flow in self.flows)


def account(case: Case, name: str) -> Account:
    """The account a case names; its party must be declared."""
    sector = case.sector_of(name)
    if sector is None:
        raise ValueError(f"{name} is no party of the case; the reader has refused it before this")
    return Account(sector, name)


def shares_of_budgets(case: Case, department: str | None, budget: str | None) -> Mapping[str, Fraction]:
    """How a municipal amount divides on accounts: one budget, the department's stated shares, or all in one."""
    if department is None:
        return {Sector.MUNICIPALITY.value: Fraction(1)}
    if budget is not None:
        return {f"{department}/{budget}": Fraction(1)}
    shares = {name: share.value.value for name, share in case.budgets[department].items() if share.value is not None}
    return {f"{department}/{name}": share for name, share in shares.items()}


@dataclass(slots=True)
class Amounts:
    """Exact amounts gathered by account and year before they are rounded once."""

    money: defaultdict[tuple[Account, int], Fraction]
    freed: defaultdict[tuple[Account, int], Fraction]

    @classmethod
    def empty(cls) -> Amounts:
        """Nothing gathered yet."""
        return cls(defaultdict(Fraction), defaultdict(Fraction))

    def add(self, where: Account, year: int, amount: Fraction, freed: Fraction = ZERO) -> None:
        """Gather an amount that is money, and one that is capacity only."""
        self.money[where, year] += amount
        if freed:
            self.freed[where, year] += freed

    def flows(self, side: Side, item: str, kind: str = "", *, cashable: bool = True) -> tuple[Flow, ...]:
        """The flows, each rounded once; those of nothing at all are left out."""
        return tuple(
            Flow(side, item, where, year, exact, round_half_away(exact), self.freed[where, year], cashable, kind)
            for (where, year), exact in sorted(self.money.items(), key=lambda one: (one[0][1], one[0][0]))
            if exact or self.freed[where, year]
        )


def sector_of_payer(payer: Payer) -> Sector:
    """The sector a public payer is."""
    return Sector(payer.value)


def by_year(flows: Iterable[Flow]) -> dict[int, Ore]:
    """Øre by year, in order."""
    total: defaultdict[int, Ore] = defaultdict(int)
    for flow in flows:
        total[flow.year] += flow.ore
    return dict(sorted(total.items()))


def total(flows: Iterable[Flow]) -> Ore:
    """Øre of all flows together."""
    return sum(flow.ore for flow in flows)


def of_side(flows: Iterable[Flow], *sides: Side) -> Iterator[Flow]:
    """The flows of these sides."""
    return (flow for flow in flows if flow.side in sides)
