"""Unit prices: the case's own or the catalogue's, told in the kroner of the year they are counted in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.marks import assumed, joined, of_data
from bundlinje.business_case.payer_rules import rule_of
from bundlinje.business_case.values import exact
from bundlinje.data.indices import Index, Step, index_of, indices
from bundlinje.data.payers import Payer
from bundlinje.data.prices import PriceRow, catalogue
from bundlinje.data.provenance import Provenance, Status
from bundlinje.data.rules import Fixed, NotSeen, OnLadder, Rule
from bundlinje.data.units import Unit
from bundlinje.grammar.part import Mark, Marked


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """What one unit of a service costs, in exact øre of a year's kroner, the rule that divides it, and its marks."""

    id: str
    ore: Fraction
    unit: Unit
    year: int
    index: str
    rule: Rule
    marks: tuple[Marked, ...] = ()
    paid_to: Payer | None = None
    """The public payer who receives the price, where one pays another: what the first saves, the second loses."""


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in øre told in another year's kroner, and what the way there leans on."""

    ore: Fraction
    marks: tuple[Marked, ...] = ()


def unit_price(case: Case, name: str, *, entry_week: int | None = None) -> UnitPrice:
    """The price of a service, the case's own before the catalogue's. It must be known."""
    price = case.prices.get(name)
    if price is None:
        return _from_catalogue(case, name, entry_week)
    rule = rule_of(price)
    marks = joined((assumed(price, "prices", name), _entry_marks(rule, entry_week)))
    return UnitPrice(name, exact(price.amount), price.unit, price.year, price.index or case.index, rule, marks)


def _from_catalogue(case: Case, name: str, entry_week: int | None) -> UnitPrice:
    row = catalogue()[name]
    return UnitPrice(
        id=name,
        ore=Fraction(row.ore or 0),
        unit=row.unit,
        year=row.year or case.price_year,
        index=row.index or case.index,
        rule=row.rule,
        marks=joined((_row_marks(row), _entry_marks(row.rule, entry_week))),
        paid_to=row.paid_to,
    )


def _row_marks(row: PriceRow) -> Iterator[Marked]:
    """What of a catalogue row nobody vouches for: its amount, its division, or whether it is net of reimbursement."""
    path = f"data.prices.{row.id}"
    yield from of_data(row.provenance, path)
    if row.rule_status.is_assumed:
        yield Marked(Mark.ASSUMED, f"{path}.rule", row.rule_status.value)
    if row.net_of_reimbursement is None and not isinstance(row.rule, Fixed):
        yield Marked(Mark.ASSUMED, f"{path}.net", Status.UNVERIFIED.value)


def _entry_marks(rule: Rule, entry_week: int | None) -> tuple[Marked, ...]:
    """A place on the ladder that nobody stated is assumed to be its last step."""
    if isinstance(rule, OnLadder) and entry_week is None and rule.entry_week is None:
        return (Marked(Mark.ASSUMED, "data.reimbursement.entry_week", Status.CHOICE.value),)
    return ()


def index_for(case: Case, name: str, years: Iterable[int]) -> Index:
    """An index with the case's own steps, and with its expected growth in those of `years` nothing is published for."""
    published = indices()
    base = index_of(name) if name in published or name not in case.indices else _own(name)
    stated = case.indices.get(name, {})
    own = [_step(year, rate.value.value, Status.SEEN) for year, rate in stated.items() if rate.value is not None]
    index = base.with_steps(*own)
    growth = case.growth.get(name)
    if growth is None or growth.value is None:
        return index
    expected = [_step(year, growth.value.value, Status.CHOICE) for year in years if year not in index.steps]
    return index.with_steps(*expected)


def _own(name: str) -> Index:
    return Index(name, MappingProxyType({}), Provenance(Status.SEEN))


def _step(to: int, rate: Fraction, status: Status) -> Step:
    return Step(to, 1 + rate, Provenance(status))


def told_in(case: Case, ore: Fraction, index: str, from_year: int, to_year: int) -> Converted:
    """An amount in the kroner of another year; years nobody has seen and the case does not state are refused."""
    if from_year == to_year:
        return Converted(ore)
    years = range(min(from_year, to_year) + 1, max(from_year, to_year) + 1)
    full = index_for(case, index, years)
    ratio = full.ratio(from_year, to_year)
    path = full.path(from_year, to_year)
    marks = [of_data(step.provenance, f"data.indices.{index}.{step.to}") for step in path]
    marks += [assumed(case.indices.get(index, {}).get(step.to), "indices", index, step.to) for step in path]
    if any(step.provenance.status is Status.CHOICE for step in path):
        marks.append(assumed(case.growth.get(index), "growth", index))
    return Converted(ore * ratio, joined(marks))


def why_unusable(name: str) -> str | None:
    """Why a price of the catalogue cannot be counted with, if so, as a code: the amount, who pays, or counted twice."""
    row = catalogue()[name]
    if row.ore is None or row.year is None:
        return "amount_not_seen"
    if row.counts_reimbursement_twice:
        return "reimbursed_twice"
    return "division_not_seen" if isinstance(row.rule, NotSeen) else None
