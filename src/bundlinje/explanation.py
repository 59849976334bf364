"""Reasons: a closed list of codes, and the tree that adds up or cannot exist.

An amount is never alone. Every node of the tree has a reason code, values, and parts; where the parts carry the
amount, they sum to it to the øre, or the node cannot be built. Words for the codes are chosen when it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias

from bundlinje.money import Ore

Value: TypeAlias = str | int | bool | None


class Reason(StrEnum):
    """Why an amount, or a part of it, is there."""

    SETTLEMENT = "settlement"
    LINE = "line"
    EARNED = "earned"
    ENTRY = "entry"
    CUT = "cut"
    LOST_BEFORE = "lost_before"
    SETTLED_BEFORE = "settled_before"
    HELD_BACK = "held_back"
    KEPT = "kept"
    WAITED = "waited"
    PASSED_ON = "passed_on"
    GUARANTEE = "guarantee"
    INTEREST = "interest"
    PAYERS = "payers"
    RECEIVERS = "receivers"
    SHARE = "share"
    ROUNDING = "rounding"
    OUTCOME = "outcome"
    MEASURE = "measure"
    FIGURE = "figure"
    REFERENCE = "reference"
    TALLY = "tally"
    WAITING = "waiting"
    CLOSED = "closed"
    NOT_CHOSEN = "not_chosen"
    LEANS_ON = "leans_on"
    REMARK = "remark"


class DoesNotAddUp(ValueError):  # noqa: N818 - it says what is wrong with the amount
    """An amount was to be explained by parts that do not sum to it."""


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: what for, how many øre, with which values, made of which parts.

    Parts with an amount are what it is made of and sum to it; parts without one are evidence.
    """

    reason: Reason
    ore: Ore | None = None
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    parts: tuple[Because, ...] = ()

    def __post_init__(self) -> None:
        carried = [part.ore for part in self.parts if part.ore is not None]
        if self.ore is not None and carried and sum(carried) != self.ore:
            raise DoesNotAddUp(f"{self.reason}: {carried} do not sum to {self.ore}")

    def walk(self) -> Iterator[Because]:
        """This reason and every reason under it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def as_data(self) -> dict[str, Any]:
        """The tree as plain data, for JSON."""
        data: dict[str, Any] = {"reason": str(self.reason)}
        if self.ore is not None:
            data["amount_ore"] = self.ore
        if self.values:
            data["values"] = dict(self.values)
        if self.parts:
            data["parts"] = [part.as_data() for part in self.parts]
        return data


def because(reason: Reason, ore: Ore | None = None, parts: tuple[Because, ...] = (), **values: Value) -> Because:
    """A reason with its values named."""
    return Because(reason, ore, MappingProxyType(values), parts)
