"""What every term is: a pure function from the ground it stands on (what was measured) to entries, in columns.

An entry is the smallest amount of money: term × cohort × occasion × unit, or term × cohort × occasion for a group.
It is rounded once, half away from zero, to the øre; no fraction passes that point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Protocol, TypeAlias

from bundlinje.figures.base import Range
from bundlinje.grammar.amount import AnyAmount
from bundlinje.grammar.kind import OneOf, Shelf
from bundlinje.grammar.part import Kind, Marked, NonEmpty
from bundlinje.grammar.quantity import Dimension
from bundlinje.money import round_half_away

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Int32: TypeAlias = NDArray[np.int32]
    Int64: TypeAlias = NDArray[np.int64]
    Int8: TypeAlias = NDArray[np.int8]

EARNING, WAITING, CLOSED, NOT_CHOSEN, CAPPED_OUT = range(5)
"""What an entry does: earns; waits for something not known; its `when` or `gate` is closed; another way was taken."""

NOBODY = -1
"""Unit, person or segment of an entry that belongs to a group."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Where entries stand, in columns of one length: unit, person, cohort and segment codes, occasion, day numbers."""

    unit: Int32
    person: Int32
    cohort: Int32
    segment: Int32
    occasion: Int32
    due: Int32
    since: Int32
    follow_up: Int32
    num: Int64
    den: Int64
    state: Int8
    member: Int32
    """Number of the term among alternatives; 0 for a term that stands alone."""

    def __len__(self) -> int:
        return len(self.unit)

    def where(self, mask: NDArray[np.bool_]) -> Rows:
        """The rows of a mask."""
        return Rows(*(getattr(self, name)[mask] for name in self.__slots__))

    def in_state(self, state: Int8) -> Rows:
        """The same rows in another state."""
        return replace(self, state=state)


def joined(parts: Sequence[Rows]) -> Rows:
    """Rows one after the other."""
    import numpy as np

    return Rows(*(np.concatenate([getattr(part, name) for part in parts]) for name in Rows.__slots__))


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit earns, in øre, exactly; none if nobody has published it. `marks` say what it leans on."""

    ore: Fraction | None
    marks: tuple[Marked, ...] = ()
    why_unknown: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure as a term saw it: its name, value and dimension, and the follow-ups and cohort it covers."""

    name: str
    value: Range
    dimension: Dimension
    first_follow_up: int
    last_follow_up: int
    cohort: int


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a term: where they stand, which price each has, and the øre each earns to date."""

    rows: Rows
    price: Int32
    prices: tuple[Price, ...]
    gross: Int64
    seen: tuple[Seen | None, ...] = ()
    """For group entries, the figure behind each; empty for unit entries."""
    version: Int8 | None = None
    """The number of the contract's version each entry falls under, where there are several."""

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, mask: NDArray[np.bool_]) -> Entries:
        """The entries of a mask."""
        seen = tuple(one for one, kept in zip(self.seen, mask, strict=True) if kept) if self.seen else ()
        version = None if self.version is None else self.version[mask]
        return Entries(self.rows.where(mask), self.price[mask], self.prices, self.gross[mask], seen, version)


class Ground(Protocol):
    """What a term may look at: units and figures as known at the follow-up that is being settled."""

    @property
    def now(self) -> int:
        """Number of the follow-up being settled."""
        ...

    @property
    def is_final(self) -> bool:
        """Whether it is the last one."""
        ...

    def follow_ups(self) -> Sequence[int]:
        """Numbers of all follow-ups up to now."""
        ...

    def year_ends(self) -> Sequence[int]:
        """Numbers of the follow-ups up to now that are the last of their calendar year in the contract."""
        ...

    def unit_rows(self, name: str) -> Rows:
        """One row per unit and occasion of an outcome (quantity 1), a measure (its value) or a count of units."""
        ...

    def holds(self, outcome: str, rows: Rows) -> Int8:
        """For each row, whether its unit achieved an outcome: 1, 0, or 2 for not known."""
        ...

    def gate(self, name: str, follow_up: int, cohort: int) -> bool | None:
        """Whether a gate is open; none if that is not known."""
        ...

    def cohorts_of(self, figure: str) -> Sequence[int]:
        """Codes of the cohorts a figure is seen for; `NOBODY` alone if it is pooled."""
        ...

    def figure(self, name: str, first: int, last: int, cohort: int) -> Seen:
        """A figure over the follow-ups from `first` to `last`."""
        ...

    def group_row(self, cohort: int, occasion: int, follow_up: int) -> Rows:
        """One row for a group."""
        ...

    def schedule_rows(self, days: Sequence[int], starts: int) -> Rows:
        """One row per scheduled day up to now."""
        ...

    def priced(self, amount: AnyAmount, rows: Rows, path: str) -> tuple[Int32, tuple[Price, ...]]:
        """The price of each row, as a column of positions in a tuple of prices."""
        ...

    def number_for(self, amount: AnyAmount, row: Rows, path: str) -> Price:
        """The price of one row."""
        ...


class Term(Kind):
    """A term: an id that names its clause, and what it earns."""

    id: NonEmpty | None = None
    title: NonEmpty | None = None
    saving: AnyAmount | None = None
    """The calculated saving one unit of it brings, which its price may not exceed."""
    clause: NonEmpty | None = None

    def entries(self, ground: Ground) -> Entries:
        """What the term earns to date."""
        raise NotImplementedError

    def unit_names(self) -> tuple[str, ...]:
        """Outcomes and measures of units it looks at."""
        return ()

    def figure_names(self) -> tuple[str, ...]:
        """Figures it looks at."""
        return ()

    def gate_names(self) -> tuple[str, ...]:
        """Gates it looks at."""
        return ()

    @property
    def per_unit(self) -> bool:
        """Whether its entries belong to units."""
        return False

    def member_terms(self) -> list[Term]:
        """The terms its entries come from: itself, or every member of alternatives."""
        return [self]


SHELF: Shelf[Term] = Shelf("bundlinje.terms", Term)
AnyTerm: TypeAlias = Annotated[Term, OneOf(lambda: SHELF)]


def unit_entries(rows: Rows, price: Int32, prices: tuple[Price, ...]) -> Entries:
    """Multiply quantity by price and round each entry once. An unknown price earns nothing; the settlement stops."""
    import numpy as np

    gross = np.zeros(len(rows), dtype=np.int64)
    for position, one in enumerate(prices):
        chosen = (price == position) & (rows.state == EARNING)
        if one.ore is None or not chosen.any():
            continue
        gross[chosen] = _rounded(rows.num[chosen], rows.den[chosen], one.ore)
    return Entries(rows, price, prices, gross)


def _rounded(num: Int64, den: Int64, price: Fraction) -> Int64:
    import numpy as np

    from bundlinje.money import LARGEST_ORE, round_half_away_column

    largest = int(np.abs(num).max()) * abs(price.numerator)
    if 2 * largest + int(den.max()) * price.denominator < LARGEST_ORE:
        return round_half_away_column(num * price.numerator, den * price.denominator)
    exact = [round_half_away(Fraction(int(n), int(d)) * price) for n, d in zip(num, den, strict=True)]
    return np.array(exact, dtype=np.int64)


def group_entries(parts: Sequence[tuple[Rows, Price, Fraction, Seen | None]]) -> Entries:
    """Entries of groups: each a row, its price, the quantity that is priced and the figure behind it."""
    import numpy as np

    rows = joined([row for row, *_ in parts])
    earns = rows.state == EARNING
    ore = [round_half_away(q * p.ore) if p.ore is not None else 0 for _, p, q, _ in parts]
    return Entries(
        rows=rows,
        price=np.arange(len(parts), dtype=np.int32),
        prices=tuple(price for _, price, _, _ in parts),
        gross=np.where(earns, np.array(ore, dtype=np.int64), 0).astype(np.int64),
        seen=tuple(seen for *_, seen in parts),
    )


def stacked(parts: Sequence[Entries]) -> Entries:
    """Entries one after the other, each keeping its own prices."""
    import numpy as np

    if not parts:
        return no_entries()
    shifts = np.cumsum([0, *(len(part.prices) for part in parts)])
    seen = tuple(one for part in parts for one in (part.seen or (None,) * len(part)))
    price = [part.price + shift for part, shift in zip(parts, shifts, strict=False)]
    return Entries(
        rows=joined([part.rows for part in parts]),
        price=np.concatenate(price).astype(np.int32),
        prices=tuple(price for part in parts for price in part.prices),
        gross=np.concatenate([part.gross for part in parts]),
        seen=seen if any(seen) else (),
        version=_column([part.version for part in parts]),
    )


def _column(parts: Sequence[Int8 | None]) -> Int8 | None:
    """A column put together; none where a part has none."""
    import numpy as np

    known = [part for part in parts if part is not None]
    return np.concatenate(known) if len(known) == len(parts) else None


def no_entries() -> Entries:
    """Nothing earned."""
    import numpy as np

    none, amounts = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int64)
    state = np.empty(0, dtype=np.int8)
    rows = Rows(none, none, none, none, none, none, none, none, amounts, amounts, state, none)
    return Entries(rows, none, (), amounts)
