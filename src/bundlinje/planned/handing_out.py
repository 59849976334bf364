"""Handing out: an amount in every world, over the accounts of a split, to the same øre as the split itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.money import split_column
from bundlinje.splits.base import Purse, Split
from bundlinje.splits.leaf import Leaf
from bundlinje.splits.pro_rata import ProRata
from bundlinje.splits.shares import Shares

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]


Parts: TypeAlias = "dict[str, Int64]"


@dataclass(frozen=True, slots=True)
class Purses:
    """`splits.base.Purse` of every world: øre by account, one amount a world, or one for all."""

    drawn: Mapping[str, int] = field(default_factory=dict)
    balance: Mapping[str, Int64] = field(default_factory=dict)
    paid_to_date: Mapping[str, Int64] = field(default_factory=dict)
    paid_this_year: Mapping[str, Int64] = field(default_factory=dict)

    def of(self, world: int, segment: str | None) -> Purse:
        """The purse of one world."""
        balance, to_date, this_year = (
            {account: int(ore[world]) for account, ore in one.items()}
            for one in (self.balance, self.paid_to_date, self.paid_this_year)
        )
        return Purse(self.drawn, balance, to_date, this_year, segment)

    def after(self, parts: Parts) -> Purses:
        """The purses once these parts are handed out; those of splits that look at nothing stay as they are."""
        if not self.balance:
            return self
        less = {account: -ore for account, ore in parts.items() if account in self.balance}
        return replace(
            self,
            balance=_added(self.balance, less),
            paid_to_date=_added(self.paid_to_date, parts),
            paid_this_year=_added(self.paid_this_year, parts),
        )


def _added(one: Mapping[str, Int64], other: Mapping[str, Int64]) -> Parts:
    return {account: one.get(account, 0) + other.get(account, 0) for account in {**one, **other}}  # type: ignore[misc]


def handed_out(split: Split, amounts: Int64, purses: Purses, segment: str | None = None) -> Parts:
    """Øre per account in every world. Splits by fixed weights are worked out in columns, others world by world."""
    if isinstance(split, Leaf):
        return {split.account: amounts}
    weights = _weights(split, purses)
    if weights is not None:
        columns = split_column(amounts, list(weights.values()))
        return dict(zip(weights, columns, strict=True))
    return _one_by_one(split, amounts, purses, segment)


def looks_at_purse(split: Split | None) -> bool:
    """Whether what a split hands out depends on what its accounts have had before."""
    if split is None or isinstance(split, Leaf) or (isinstance(split, ProRata) and split.to == "drawn"):
        return False
    return _weights(split, Purses()) is None


def looked_at_by(*splits: Split | None) -> bool:
    """Whether any of these splits looks at its accounts."""
    return any(looks_at_purse(split) for split in splits)


def _weights(split: Split, purses: Purses) -> Mapping[str, Fraction | int] | None:
    """The weights of a split that looks at nothing that differs between worlds; otherwise none."""
    if isinstance(split, ProRata) and split.to == "drawn":
        accounts = split.pro_rata or list(purses.drawn)
        weights = {account: max(0, purses.drawn.get(account, 0)) for account in accounts}
        return weights if any(weights.values()) else None
    if isinstance(split, Shares) and all(
        holder.at_most is None and holder.split is None for holder in split.shares.values()
    ):
        return {account: holder.share for account, holder in split.shares.items()}
    return None


def _one_by_one(split: Split, amounts: Int64, purses: Purses, segment: str | None) -> Parts:
    """World by world, those that are alike once."""
    columns = [amounts, *(ore for name in _LOOKED_AT for ore in getattr(purses, name).values())]
    _, first, which = np.unique(np.stack(columns, axis=1), axis=0, return_index=True, return_inverse=True)
    found = [split.parts(int(amounts[world]), purses.of(int(world), segment)) for world in first]
    accounts = dict.fromkeys(account for parts in found for account in parts)
    which = which.reshape(-1)
    return {
        account: np.array([parts.get(account, 0) for parts in found], dtype=np.int64)[which] for account in accounts
    }


_LOOKED_AT = ("balance", "paid_to_date", "paid_this_year")
