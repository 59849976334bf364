"""What every split is: an amount handed out over accounts, exact to the øre, in the order the contract writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, TypeAlias

from bundlinje.grammar.kind import OneOf, Shelf
from bundlinje.grammar.part import Kind
from bundlinje.money import Ore

Amounts: TypeAlias = Mapping[str, Ore]


@dataclass(frozen=True, slots=True)
class Purse:
    """What a split may know of the accounts, in øre: an account that is not mentioned has had no money moved.

    `drawn` is the capital an account put in, `balance` what it is still owed, `paid_to_date` and `paid_this_year` what
    it has paid or received before now. `segment` is that of the unit the amount is for. `full` are accounts that take
    no more of the amount at hand.
    """

    drawn: Amounts = field(default_factory=dict)
    balance: Amounts = field(default_factory=dict)
    paid_to_date: Amounts = field(default_factory=dict)
    paid_this_year: Amounts = field(default_factory=dict)
    segment: str | None = None
    full: frozenset[str] = frozenset()

    def after(self, parts: Amounts) -> Purse:
        """The purse once these parts are handed out: what was just given counts at once."""
        less = {account: -ore for account, ore in parts.items() if account in self.balance}
        return replace(
            self,
            balance=added(self.balance, less),
            paid_to_date=added(self.paid_to_date, parts),
            paid_this_year=added(self.paid_this_year, parts),
        )

    def without(self, accounts: Iterable[str]) -> Purse:
        """The purse in which these accounts too take no more."""
        return replace(self, full=self.full.union(accounts))


def added(one: Amounts, other: Amounts) -> dict[str, Ore]:
    """Two sets of amounts added account by account, in the order they first appear."""
    return {account: one.get(account, 0) + other.get(account, 0) for account in {**one, **other}}


class Split(Kind):
    """A rule that hands an amount out over accounts."""

    def parts(self, amount: Ore, purse: Purse) -> dict[str, Ore]:
        """Øre per account: they sum to the amount exactly and none has the opposite sign.

        A negative amount is handed out as the mirror image of the positive one. Accounts that get nothing may be left
        out. What has no other place goes to the account written last, so nothing is ever lost.
        """
        if amount < 0:
            return {account: -ore for account, ore in self._hand_out(-amount, purse).items()}
        return self._hand_out(amount, purse)

    def _hand_out(self, amount: Ore, purse: Purse) -> dict[str, Ore]:
        """`parts` of an amount that is not negative."""
        raise NotImplementedError

    def accounts(self) -> tuple[str, ...]:
        """Every account it may hand money to, once each, in the order written."""
        raise NotImplementedError

    def investor_accounts(self) -> tuple[str, ...]:
        """The accounts of which it must know the drawn capital or the balance."""
        return ()


SHELF: Shelf[Split] = Shelf("bundlinje.splits", Split)


def _forms() -> dict[str, Any]:
    from bundlinje.splits.leaf import BySegment, Leaf

    return {"leaf": Leaf, "by segment": BySegment}


def _form_of(raw: Any) -> str | None:
    """The form of what is no kind of the shelf: an account, or each unit's own; and of the one kind written as text."""
    from bundlinje.splits.leaf import BySegment, Leaf

    if isinstance(raw, Leaf | BySegment):
        return "leaf" if isinstance(raw, Leaf) else "by segment"
    if isinstance(raw, str):
        return "pro_rata" if raw.startswith("pro rata to ") else "leaf"
    return "by segment" if isinstance(raw, dict) and set(raw) == {"to"} else None


def is_split(raw: Any) -> bool:
    """Whether what is written is one split, rather than a mapping of several."""
    return SHELF.key_of(raw) is not None or _form_of(raw) is not None


AnySplit: TypeAlias = Annotated[Split, OneOf(lambda: SHELF, _forms, _form_of)]


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Names once each, in the order they first appear."""
    return tuple(dict.fromkeys(names))
