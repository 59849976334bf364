"""Discount tables: what a krone some years ahead is worth today, exactly, at a rate that falls with distance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from bundlinje.data.package_file import Raw, provenance, rate, read, text
from bundlinje.data.provenance import Provenance, Status, Text
from bundlinje.problems import Refused, error


@dataclass(frozen=True, slots=True)
class DiscountTable:
    """Yearly rates by years after the base year: each `(first year, rate)` holds until the next begins.

    The first step must begin at year 0 and the steps stand in order, each rate above −100 %; else `ValueError`.
    """

    id: str
    steps: tuple[tuple[int, Fraction], ...]
    provenance: Provenance
    name: Text | None = None

    def __post_init__(self) -> None:
        firsts = [first for first, _ in self.steps]
        if firsts[:1] != [0] or firsts != sorted(set(firsts)) or any(rate <= -1 for _, rate in self.steps):
            raise ValueError(self.steps)

    @property
    def status(self) -> Status:
        """How well the rates are known."""
        return self.provenance.status

    def rate(self, t: int) -> Fraction:
        """The rate of the year that ends `t` years after the base year."""
        return next(rate for first, rate in reversed(self.steps) if first <= t)


@cache
def discount_tables() -> Mapping[str, DiscountTable]:
    """Every table there is, by id."""
    tables = [_table(raw) for raw in read("discount.yaml")]
    return MappingProxyType({table.id: table for table in tables})


def discount_table(id_: str) -> DiscountTable:
    """The table of this id; an unknown one is refused."""
    known = discount_tables()
    if id_ not in known:
        raise Refused([error("data.discount_unknown", id=id_, known=", ".join(known))])
    return known[id_]


def flat(yearly: Fraction) -> DiscountTable:
    """One rate for all years, chosen by the caller."""
    return DiscountTable("flat", ((0, yearly),), Provenance(Status.CHOICE))


def factor(table: DiscountTable, t: int) -> Fraction:
    """The present value of one krone `t` years after the base year: DF(0) = 1, DF(t) = DF(t−1) / (1 + r(t)).

    Source: Finansministeriet, 7 January 2021, read as cumulative. A year before the base year raises `ValueError`.
    """
    if t < 0:
        raise ValueError(t)
    worth = Fraction(1)
    bounds = [*(first for first, _ in table.steps[1:]), t + 1]
    for (first, yearly), after in zip(table.steps, bounds, strict=True):
        years = min(after, t + 1) - max(first, 1)
        worth /= (1 + yearly) ** max(years, 0)
    return worth


def _table(raw: Raw) -> DiscountTable:
    steps = tuple((int(step["from_year"]), rate(step["rate"])) for step in raw["rates"])
    return DiscountTable(raw["id"], steps, provenance(raw), text(raw["name"]))
