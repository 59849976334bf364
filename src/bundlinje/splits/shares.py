"""Shares: fixed shares of an amount, some with a ceiling and a place for what goes above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, ClassVar, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.grammar.amount import Fixed
from bundlinje.grammar.part import Part, Says
from bundlinje.grammar.quantity import Share
from bundlinje.money import Ore, split
from bundlinje.splits.base import AnySplit, Purse, Split, added, unique
from bundlinje.splits.leaf import Leaf


class Holder(Part):
    """A share; `at_most` to date or `each: year` is its ceiling, `overflow` takes what goes above it.

    `split` hands the share on; without it, the share belongs to the account it is written under.
    """

    share: Share
    at_most: Fixed | None = None
    each: Literal["year"] | None = None
    overflow: AnySplit | None = None
    split: AnySplit | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, raw: Any) -> Any:
        return {"share": raw} if isinstance(raw, str | Fraction) else raw

    @model_validator(mode="after")
    def _ceiling_is_whole(self) -> Holder:
        if self.at_most is None and (self.each or self.overflow):
            raise PydanticCustomError("split.ceiling_missing", "ceiling missing")
        if self.at_most is not None and self.split is not None and not self.split.accounts():
            raise PydanticCustomError("split.accounts_not_named", "accounts not named")
        return self

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = {key: value for key, value in handler(self).items() if value is not None}
        return data["share"] if set(data) == {"share"} else data

    def room(self, accounts: tuple[str, ...], purse: Purse) -> Ore | None:
        """What its accounts may still take under the ceiling; none if there is no ceiling."""
        if self.at_most is None:
            return None
        paid = purse.paid_this_year if self.each else purse.paid_to_date
        return max(0, self.at_most.ore - sum(paid.get(account, 0) for account in accounts))


class Shares(Split):
    """Shares that sum to one. What a ceiling stops goes to its `overflow`.

    Without an overflow it goes to the others that still have room, by their shares, and to the one written last when
    none has. An account with a ceiling has no second way in: neither an overflow nor another share may hand to it.
    """

    key: ClassVar[str] = "shares"
    says: ClassVar[Says] = Says(da="fordeles efter faste andele:{shares}", en="is divided by fixed shares:{shares}")
    example: ClassVar[str] = "{shares: {msb/decentral: 60 %, outcomes-fund: 40 %}}"

    shares: dict[str, Holder] = Field(min_length=1)

    @model_validator(mode="after")
    def _sums_to_one(self) -> Shares:
        shares = [holder.share for holder in self.shares.values()]
        if sum(shares, Fraction(0)) != 1 or min(shares) < 0:
            raise PydanticCustomError("split.not_whole", "not whole", {"sum": Share(sum(shares, Fraction(0))).text()})
        return self

    @model_validator(mode="after")
    def _ceilings_cannot_be_passed_by(self) -> Shares:
        for capped in (name for name, holder in self.shares.items() if holder.at_most is not None):
            for account in self._accounts_of(capped):
                if any(account in ways for ways in self._other_ways(capped)):
                    raise PydanticCustomError("split.ceiling_passed_by", "passed by", {"account": account})
        return self

    def _accounts_of(self, name: str) -> tuple[str, ...]:
        """The accounts of a share, without its overflow."""
        inner = self.shares[name].split
        return inner.accounts() if inner else (name,)

    def _other_ways(self, name: str) -> Iterator[tuple[str, ...]]:
        """The accounts that other shares and every overflow hand to."""
        for other, holder in self.shares.items():
            if other != name:
                yield self._accounts_of(other)
            if holder.overflow:
                yield holder.overflow.accounts()

    def _hand_out(self, amount: Ore, purse: Purse) -> dict[str, Ore]:
        given: dict[str, Ore] = {}
        for name, ore in self._by_share(amount, purse).items():
            for place, part in self._places(name, ore, purse):
                given = added(given, place.parts(part, purse.after(given)))
        return given

    def _by_share(self, amount: Ore, purse: Purse) -> dict[str, Ore]:
        """What falls to each share once those that are full without an overflow have left the rest to the others."""
        settled: dict[str, Ore] = {}
        taking = {name: holder.share for name, holder in self.shares.items() if self._takes(name, purse)}
        while taking:
            rest = amount - sum(settled.values())
            parts = dict(zip(taking, split(rest, list(taking.values())), strict=True))
            full = {name: room for name, room in self._rooms(taking, purse).items() if parts[name] > room}
            if not full:
                return added(dict.fromkeys(self.shares, 0), added(settled, parts))
            settled |= full
            taking = {name: share for name, share in taking.items() if name not in full}
        last = {list(self.shares)[-1]: amount - sum(settled.values())}
        return added(dict.fromkeys(self.shares, 0), added(settled, last))

    def _takes(self, name: str, purse: Purse) -> bool:
        accounts = self._accounts_of(name)
        is_full = bool(accounts) and purse.full.issuperset(accounts)
        return self.shares[name].share > 0 and not is_full

    def _rooms(self, names: Iterable[str], purse: Purse) -> dict[str, Ore]:
        """The room of those that have a ceiling and no overflow."""
        capped = ((name, self.shares[name]) for name in names if self.shares[name].overflow is None)
        rooms = ((name, holder.room(self._accounts_of(name), purse)) for name, holder in capped)
        return {name: room for name, room in rooms if room is not None}

    def _places(self, name: str, ore: Ore, purse: Purse) -> Iterator[tuple[Split, Ore]]:
        """Where a share's money goes: to its account or split up to the ceiling, and above it to the overflow."""
        holder = self.shares[name]
        room = holder.room(self._accounts_of(name), purse) if holder.overflow else None
        within = ore if room is None else min(ore, room)
        yield holder.split or Leaf(account=name), within
        if holder.overflow:
            yield holder.overflow, ore - within

    def _splits(self) -> Iterator[Split]:
        for name, holder in self.shares.items():
            yield holder.split or Leaf(account=name)
            if holder.overflow:
                yield holder.overflow

    def accounts(self) -> tuple[str, ...]:
        return unique(account for part in self._splits() for account in part.accounts())

    def investor_accounts(self) -> tuple[str, ...]:
        return unique(account for part in self._splits() for account in part.investor_accounts())
