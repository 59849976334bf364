"""Pricing: what an amount comes to for each row, exactly, and on which assumed values it leans."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.dates import add_months, day_of
from bundlinje.grammar.amount import AnyAmount, ByCase, Fixed, Growing, Indexed, PartOf, Stated, Unknown, Yearly
from bundlinje.grammar.part import Mark, Marked
from bundlinje.grammar.written import Numbers
from bundlinje.terms.base import Price, Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

Int32: TypeAlias = "NDArray[np.int32]"
Labels: TypeAlias = Mapping[str, Callable[[Rows], "tuple[Int32, Callable[[int], str]]"]]
"""For each word after `by`: the code of every row, and the name of a code."""

DAYS_IN_YEAR = 365


@dataclass(frozen=True, slots=True)
class Market:
    """Where amounts are looked up: how rows are told apart, other amounts by name, and indices by month."""

    labels: Labels
    amount_named: Callable[[str, int], Fraction | None]
    """An amount by name (figure in øre, balance, drawn capital) at a follow-up."""
    index_on: Callable[[str, int | str], Fraction | None]
    """A published index on a day number or in a month."""


def priced(amount: AnyAmount, rows: Rows, path: str, market: Market) -> tuple[Int32, tuple[Price, ...]]:
    """The price of each row, as a column of positions in a tuple of prices."""
    if isinstance(amount, ByCase):
        return _by_case(amount, rows, path, market)
    if isinstance(amount, Stated):
        position, prices = priced(amount.amount, rows, path, market)
        return position, tuple(_leaning(price, amount.assumed, path) for price in prices)
    if isinstance(amount, Indexed | Growing):
        return _over_time(amount, rows, path, market)
    if isinstance(amount, PartOf) and amount.of is not None:
        return _by_follow_up(amount, rows, market)
    if isinstance(amount, Yearly):
        return _interest(amount, rows, market)
    return np.zeros(len(rows), dtype=np.int32), (_flat(amount, path),)


def _flat(amount: AnyAmount, path: str) -> Price:
    if isinstance(amount, Fixed):
        return Price(Fraction(amount.ore))
    if isinstance(amount, PartOf):
        return Price(Fraction(amount.share))
    why = amount.unknown if isinstance(amount, Unknown) else ""
    return Price(None, (Marked(Mark.UNKNOWN, path, why),), why)


def _leaning(price: Price, why: str | None, path: str) -> Price:
    if why is None:
        return price
    return Price(price.ore, (*price.marks, Marked(Mark.ASSUMED, path, why)), price.why_unknown)


def _by_case(amount: ByCase, rows: Rows, path: str, market: Market) -> tuple[Int32, tuple[Price, ...]]:
    codes, name_of = market.labels[amount.by](rows)
    position = np.zeros(len(rows), dtype=np.int32)
    prices: list[Price] = []
    for code in np.unique(codes):
        here = codes == code
        case = _case_of(amount.cases, name_of(int(code)))
        if case is None:
            why = f"{amount.by}: {name_of(int(code))}"
            position[here] = len(prices)
            prices.append(Price(None, (Marked(Mark.UNKNOWN, path, why),), why))
        else:
            inner, found = priced(amount.cases[case], rows.where(here), f"{path}.{case}", market)
            position[here] = inner + len(prices)
            prices.extend(found)
    return position, tuple(prices)


def _case_of(cases: Mapping[str, AnyAmount], label: str) -> str | None:
    if label in cases:
        return label
    if label.isdigit():
        return next((case for case in cases if _is_run(case) and int(label) in Numbers.read(case)), None)
    return None


def _is_run(case: str) -> bool:
    try:
        Numbers.read(case)
    except ValueError:
        return False
    return True


def _over_time(amount: Indexed | Growing, rows: Rows, path: str, market: Market) -> tuple[Int32, tuple[Price, ...]]:
    base, prices = priced(amount.amount, rows, path, market)
    when = _months(rows) if isinstance(amount, Indexed) else _years(rows)
    distinct, position = np.unique(np.stack([base, when], axis=1), axis=0, return_inverse=True)
    grown = []
    for one, moment in distinct:
        factor = _index(amount, int(moment), market) if isinstance(amount, Indexed) else _growth(amount, int(moment))
        grown.append(_times(prices[one], factor, path, amount.assumed))
    return position.reshape(-1).astype(np.int32), tuple(grown)


def _times(price: Price, factor: Fraction | None, path: str, assumed: str | None) -> Price:
    if factor is None:
        return Price(None, (*price.marks, Marked(Mark.UNKNOWN, path, "index")), "index")
    scaled = None if price.ore is None else price.ore * factor
    return _leaning(Price(scaled, price.marks, price.why_unknown), assumed, path)


def _months(rows: Rows) -> Int32:
    return rows.due.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32)


def _years(rows: Rows) -> Int32:
    return rows.due.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + 1970


def _index(amount: Indexed, month: int, market: Market) -> Fraction | None:
    then = market.index_on(amount.indexed, f"{1970 + month // 12:04d}-{month % 12 + 1:02d}")
    base = market.index_on(amount.indexed, amount.base)
    return None if then is None or not base else then / base


def _growth(amount: Growing, year: int) -> Fraction:
    return Fraction((1 + amount.rate) ** max(year - amount.from_year, 0))


def _by_follow_up(amount: PartOf, rows: Rows, market: Market) -> tuple[Int32, tuple[Price, ...]]:
    distinct, position = np.unique(rows.follow_up, return_inverse=True)
    found = [market.amount_named(amount.of or "", int(number)) for number in distinct]
    prices = tuple(Price(None if one is None else one * amount.share, (), amount.of or "") for one in found)
    return position.reshape(-1).astype(np.int32), prices


def _interest(amount: Yearly, rows: Rows, market: Market) -> tuple[Int32, tuple[Price, ...]]:
    stretches = np.stack([rows.since, rows.due, rows.follow_up], axis=1)
    distinct, position = np.unique(stretches, axis=0, return_inverse=True)
    prices = []
    for since, due, follow_up in distinct:
        base = market.amount_named(amount.on, int(follow_up))
        years = years_between(int(since), int(due))
        prices.append(Price(None if base is None else base * amount.rate * years, (), amount.on))
    return position.reshape(-1).astype(np.int32), tuple(prices)


def years_between(since: int, until: int) -> Fraction:
    """Years from one day number to another: whole years count as one each, the days left over as so many 365ths."""
    first, last = day_of(since), day_of(until)
    whole = last.year - first.year - ((last.month, last.day) < (first.month, first.day))
    anniversary = add_months(first, 12 * whole)
    return whole + Fraction((last - anniversary).days, DAYS_IN_YEAR)
