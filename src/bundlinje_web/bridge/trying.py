"""A new investment that somebody thinks of: what it does to the fund's balance year by year. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bundlinje.fund import Fund
from bundlinje.fund.columns import Column
from bundlinje.fund.headroom import of_investments
from bundlinje.fund.table2 import table2
from bundlinje.money import Ore, round_half_away, split
from bundlinje.report.reconcile_tables import heading
from bundlinje_web.bridge.explaining import Why, added, saying, stated


@dataclass(frozen=True, slots=True)
class Idea:
    """An investment: `amount` in equal parts over `years` from `start`; `back` of it returns `after` years later."""

    amount: Ore
    start: int
    years: int
    back: Fraction
    after: int


@dataclass(frozen=True, slots=True)
class TriedYear:
    """One column of the economy: the balance without and with the investment."""

    column: Column
    before: Ore
    out: Ore
    back: Ore
    with_it: Ore


@dataclass(frozen=True, slots=True)
class Tried:
    """What an investment does: by column, and to the headroom. `short_in` is the first column that would fall below."""

    idea: Idea
    by_year: tuple[TriedYear, ...]
    room_before: Ore
    room_after: Ore

    @property
    def short_in(self) -> TriedYear | None:
        """The first column whose balance would be below zero."""
        return next((one for one in self.by_year if one.with_it < 0), None)

    @property
    def short(self) -> Ore:
        """How much is missing: in that column, or in the headroom where every column holds; nothing else."""
        if self.short_in is not None:
            return -self.short_in.with_it
        return max(0, -self.room_after)


def try_investment(fund: Fund, idea: Idea) -> Tried:
    """The fund with the investment. Result payments are budgeted at the rule's share of what is calculated."""
    rules, balances = fund.facts.rules, table2(fund).balance
    calculated = Fraction(idea.amount) * idea.back
    expected = round_half_away(calculated * Fraction(rules.budget_effect.share))
    out = _spread(idea.amount, range(idea.start, idea.start + idea.years))
    first = idea.start + idea.after
    back = _spread(expected, range(first, first + idea.years))
    found, moved = [], 0
    for column in fund.budget:
        paid, received = _in(column, out), _in(column, back)
        moved += received - paid
        before = balances[column.id].known
        found.append(TriedYear(column, before, paid, received, before + moved))
    room = of_investments(fund).result.known
    counted = round_half_away(Fraction(idea.amount) * Fraction(rules.headroom_share.share))
    return Tried(idea, tuple(found), room, room - idea.amount + counted)


def _spread(amount: Ore, years: Sequence[int]) -> dict[int, Ore]:
    return dict(zip(years, split(amount, [1] * len(years)), strict=True))


def _in(column: Column, by_year: Mapping[int, Ore]) -> Ore:
    return sum(ore for year, ore in by_year.items() if column.first <= year <= column.last)


ROOT = "tried"


def why(tried: Tried, code: str) -> Why:
    """A number of what was tried: tried.<out|back|with>.<column>. Raises `KeyError`."""
    _, what, column_id = code.split(".", 2)
    place = next((n for n, one in enumerate(tried.by_year) if one.column.id == column_id), None)
    if place is None:
        raise KeyError(code)
    one, so_far = tried.by_year[place], tried.by_year[: place + 1]
    column, note = heading(one.column), (saying("books.why.tried_note"),)
    simple = {"out": one.out, "back": one.back}
    if what in simple:
        return stated(saying(f"books.why.tried_{what}", column=column), simple[what], code=code, notes=note)
    if what != "with":
        raise KeyError(code)
    before = stated(saying("figures.why.balance", column=column), one.before, code=f"fund.balance.{column_id}")
    paid = stated(saying("books.why.tried_paid"), -sum(year.out for year in so_far), notes=note)
    received = stated(saying("books.why.tried_received"), sum(year.back for year in so_far), notes=note)
    return added(saying("books.why.tried_with", column=column), (before, paid, received), code)
