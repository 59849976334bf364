"""The price catalogue: what one unit of a public service costs, in whose prices of which year, and who bears it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any

from bundlinje.data.indices import converted, index_of
from bundlinje.data.package_file import Raw, kroner, provenance, read
from bundlinje.data.payers import ByPayer, Payer
from bundlinje.data.provenance import Provenance, Status, Text, weakest
from bundlinje.data.rules import Fee, Fixed, InBands, NotSeen, OnLadder, Rule, SupportedStay, Use
from bundlinje.data.units import Unit
from bundlinje.money import Ore
from bundlinje.problems import Refused, error


class Reading(StrEnum):
    """How a printed price is meant."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    ABOUT = "about"
    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class PriceRow:
    """The price of one unit of a service. `ore` and `year` are none where nobody has seen a figure: never nothing.

    `per` says whose unit it is where that matters: of a place, a citizen, a pupil. `net_of_reimbursement` says whether
    the state's part is already taken off, none if the source does not tell. `paid_to` is the public payer that
    receives the money, where one pays another: what the first saves, the second loses.
    """

    id: str
    name: Text
    unit: Unit
    ore: Ore | None
    year: int | None
    rule: Rule
    provenance: Provenance
    index: str | None = None
    reads: Reading = Reading.EXACT
    per: str | None = None
    net_of_reimbursement: bool | None = False
    paid_to: Payer | None = None
    rule_status: Status = Status.SEEN

    @property
    def status(self) -> Status:
        """How well the amount is known."""
        return self.provenance.status

    @property
    def counts_reimbursement_twice(self) -> bool:
        """Whether the state's part is taken off the price already and the rule would take it off again."""
        return self.net_of_reimbursement is True and isinstance(self.rule, OnLadder | SupportedStay | InBands)

    def status_on(self, on: date) -> Status:
        """How well amount and division together are known on a day: what a result that leans on both must tell."""
        return weakest(self.status, self.rule_status, self.rule.status(on))

    def in_prices_of(self, year: int) -> Fraction:
        """The price in øre of another year's prices, by the row's own index; what is unknown is refused."""
        ore, own = self._known()
        if own == year:
            return Fraction(ore)
        if self.index is None:
            raise Refused([error("data.price_without_index", id=self.id, year=year)])
        return converted(ore, index_of(self.index), own, year)

    def borne(
        self, quantity: Fraction, on: date, price_year: int | None = None, before: Fraction | None = None
    ) -> ByPayer:
        """Exact øre that each payer bears when one person uses `quantity` units in the year of `on`.

        A negative quantity is a use that is avoided. `before` is what `rules.Use` says. Refused where the price, the
        division or the way to `price_year` is unknown, or reimbursement would be taken off twice.
        """
        if self.counts_reimbursement_twice:
            raise Refused([error("data.reimbursed_twice", id=self.id)])
        ore = self.in_prices_of(price_year) if price_year is not None else Fraction(self._known()[0])
        return self.rule.divided(Use(ore, self.unit, quantity, on, before))

    def _known(self) -> tuple[Ore, int]:
        if self.ore is None or self.year is None:
            raise Refused([error("data.price_unknown", id=self.id)])
        return self.ore, self.year


@cache
def catalogue() -> Mapping[str, PriceRow]:
    """Every price there is, by id, in the catalogue's order."""
    rows = [_row(raw) for raw in read("prices.yaml")]
    return MappingProxyType({row.id: row for row in rows})


def price(id_: str) -> PriceRow:
    """The price of this id; an unknown one is refused."""
    if id_ not in catalogue():
        raise Refused([error("data.price_not_there", id=id_)])
    return catalogue()[id_]


_NET = {"yes": True, "no": False, "unknown": None}


def _row(raw: Raw) -> PriceRow:
    return PriceRow(
        id=raw["id"],
        name=Text(**raw["name"]),
        unit=Unit(raw["unit"]),
        ore=kroner(raw["amount"]),
        year=None if raw["year"] == "unknown" else int(raw["year"]),
        rule=_rule(raw["rule"], raw["id"]),
        provenance=provenance(raw),
        index=raw.get("index"),
        reads=Reading(raw.get("reads", "exact")),
        per=raw.get("per"),
        net_of_reimbursement=_NET[raw["net"]],
        paid_to=Payer(raw["paid_to"]) if "paid_to" in raw else None,
        rule_status=Status(raw.get("rule_status", "seen")),
    )


def _rule(raw: Any, price_id: str) -> Rule:
    """The rule a row writes as `ladder`, as the one payer's name, or as a kind with its value."""
    if isinstance(raw, str):
        return OnLadder() if raw == "ladder" else Fixed(ByPayer.only(Payer(raw), Fraction(1)))
    ((kind, value),) = raw.items()
    if kind == "not_seen":
        return NotSeen(price_id, Text(**value))
    return _KINDS[kind](value)


_KINDS: Mapping[str, Callable[[str], Rule]] = {
    "ladder": lambda week: OnLadder(int(week)),
    "stay": SupportedStay,
    "bands": InBands,
    "fee": lambda payer: Fee(Payer(payer)),
}
