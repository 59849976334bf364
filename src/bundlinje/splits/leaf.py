"""The ends of a split: an account, or each unit's own account by its segment."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field, model_serializer, model_validator

from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.money import Ore
from bundlinje.problems import Refused, error
from bundlinje.splits.base import AnySplit, Purse, Split, unique

VEHICLE = "vehicle"
"""Leaf that keeps the money in the vehicle, where it lowers the next draw."""
NOT_PAID = "not paid"
"""Leaf that lets a part of the amount go unpaid."""


class Leaf(Split):
    """One account, written as its name: `msb/decentral`, `senior`, `vehicle`, `not paid`. It takes all it is handed."""

    account: NonEmpty

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, raw: Any) -> Any:
        return {"account": raw} if isinstance(raw, str) else raw

    @model_serializer(mode="plain")
    def _as_text(self) -> str:
        return self.account

    def _hand_out(self, amount: Ore, purse: Purse) -> dict[str, Ore]:
        return {self.account: amount}

    def accounts(self) -> tuple[str, ...]:
        return (self.account,)


class Cases(Part):
    """A split for each segment, by its name."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, AnySplit] = Field(init=False)

    by: Literal["segment"]

    @property
    def of(self) -> dict[str, Split]:
        """The split of each segment."""
        return dict(self.__pydantic_extra__ or {})


class BySegment(Split):
    """Each unit's own account: `{to: {by: segment, north: aarhus, south: randers}}`."""

    to: Cases

    def _hand_out(self, amount: Ore, purse: Purse) -> dict[str, Ore]:
        own = self.to.of.get(purse.segment or "")
        if own is None:
            known = ", ".join(self.to.of)
            raise Refused([error("split.segment_without_account", segment=purse.segment, known=known)])
        return own.parts(amount, purse)

    def accounts(self) -> tuple[str, ...]:
        return unique(account for split in self.to.of.values() for account in split.accounts())

    def investor_accounts(self) -> tuple[str, ...]:
        return unique(account for split in self.to.of.values() for account in split.investor_accounts())
