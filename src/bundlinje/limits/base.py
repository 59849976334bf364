"""What every limit is: a cut, or a top-up, of columns of entries. Each limit sees what the former left."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Protocol, TypeAlias

from bundlinje.grammar.kind import OneOf, Shelf
from bundlinje.grammar.part import Kind, NonEmpty
from bundlinje.limits.bound import AnyBound, accounts_of
from bundlinje.money import LARGEST_ORE, Ore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Int32: TypeAlias = NDArray[np.int32]
    Int64: TypeAlias = NDArray[np.int64]

NO_ONE = -1
"""Unit and person of an entry that belongs to a group."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a leg's terms have earned to date, one row an entry, columns of one length; money in whole øre.

    `term`, `unit`, `person` and `cohort` are codes counted from 0 without large gaps; `term` is the position in
    `term_names`, `unit` and `person` are `NO_ONE` on an entry of a group. `follow_up` is the number of the follow-up
    the entry first belonged to, `year` the calendar year and `due` the day number it fell due. `to_date` is what is
    earned to date after the former limits, `settled` what earlier settlements paid of it.

    `world` tells apart ways things may go, numbered from 0, where many are settled at once: no limit adds up over two
    of them. Units, persons and cohorts are numbered apart in each.

    Columns of different lengths raise `ValueError`; amounts too large to add up in 64 bits raise `OverflowError`.
    """

    term: Int32
    unit: Int32
    person: Int32
    cohort: Int32
    follow_up: Int32
    year: Int32
    due: Int32
    to_date: Int64
    settled: Int64
    term_names: tuple[str, ...]
    world: Int32 | None = None
    worlds: int = 1

    def __post_init__(self) -> None:
        columns = [getattr(self, column.name) for column in fields(self)[:-3]]
        lengths = {len(column) for column in (*columns, *([] if self.world is None else [self.world]))}
        if len(lengths) != 1:
            raise ValueError(f"columns of different lengths: {sorted(lengths)}")
        if 2 * sum(_largest(column) for column in (self.to_date, self.settled)) * len(self) >= LARGEST_ORE:
            raise OverflowError("amounts too large to add up")

    def __len__(self) -> int:
        return len(self.to_date)

    def apart(self, code: Int64) -> Int64:
        """Groups numbered apart in each world: code × worlds + world; −1 stays outside all."""
        import numpy as np

        return code if self.world is None else np.where(code < 0, -1, code * self.worlds + self.world)


def _largest(column: Int64) -> int:
    return max(int(column.max()), -int(column.min())) if len(column) else 0


class ResolvesBounds(Protocol):
    """What a limit may ask about the settlement at hand. The settlement answers; every answer is a pure look-up."""

    @property
    def is_final(self) -> bool:
        """Whether this is the final settlement."""
        ...

    def ore(self, bound: AnyBound) -> Ore | Int64:
        """A bound of money in øre, or one for each world: balances and drawn capital before this settlement pays."""
        ...

    def units(self, bound: AnyBound) -> int:
        """A bound of units, rounded down to whole units."""
        ...

    def paid_in_year(self, terms: tuple[str, ...] | None) -> Ore | Int64:
        """What earlier settlements paid in this calendar year (in each world), for these terms, or in all for none."""
        ...


@dataclass(frozen=True, slots=True)
class Groups:
    """How a limit bit, one row a group of its scope: which, what it saw, its bound, and what it left.

    `member` is the position of the bound in the limit's `all_bounds`. `key` is the code of the unit, person, term or
    cohort, and 0 where the scope is one group. Money in øre; for a bound of units, numbers of units.
    """

    member: Int64
    key: Int64
    before: Int64
    bound: Int64
    after: Int64


@dataclass(frozen=True, slots=True)
class Cut:
    """What a limit does. `off` ≥ 0 is taken off each entry's `to_date`; of it, `lost` never comes back.

    `lost` is not zero only where a limit has a memory (money of a year, a follow-up or a balance): the settlement
    remembers it and hands it in as already subtracted. Everything else is worked out anew each time. `top_up` is what a
    floor adds to date, in øre, and `paid_by` the guarantor who adds it.
    """

    off: Int64
    lost: Int64
    groups: Groups
    top_up: Ore = 0
    paid_by: str | None = None


class Limit(Kind):
    """A bound on what the entries of a leg may be worth together."""

    id: NonEmpty | None = None

    def cut(self, claims: Claims, bounds: ResolvesBounds) -> Cut:
        """What the limit takes off or adds, given what the former limits left."""
        raise NotImplementedError

    def all_bounds(self) -> tuple[AnyBound, ...]:
        """Every bound it is written with."""
        raise NotImplementedError

    def term_names(self) -> tuple[str, ...]:
        """The terms it names."""
        raise NotImplementedError

    def account_names(self) -> tuple[str, ...]:
        """The accounts whose balance it looks at."""
        return tuple(account for bound in self.all_bounds() for account in accounts_of(bound))


SHELF: Shelf[Limit] = Shelf("bundlinje.limits", Limit)
AnyLimit: TypeAlias = Annotated[Limit, OneOf(lambda: SHELF)]
