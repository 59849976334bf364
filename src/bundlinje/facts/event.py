"""Event: something happened to a unit on a day."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field
from typing_extensions import override

from bundlinje.facts.base import Coverage, FactKind
from bundlinje.facts.values import KRONER, Measured, number
from bundlinje.grammar.part import NonEmpty, Says


class Event(FactKind):
    """Days on which something happened to a unit: a visit, an exam, a payment of so many kroner.

    `coverage` says when silence means that nothing happened.
    """

    key: ClassVar[str] = "event"
    table: ClassVar[str] = "events"
    says: ClassVar[Says] = Says(
        da=(
            "{event}: registreres for den enkelte med den dag, det sker[, hver med "
            "{value}{decimals:value_decimals}]. {coverage}"
        ),
        en=(
            "{event}: recorded for each of them with the day it happens[, each with "
            "{value}{decimals:value_decimals}]. {coverage}"
        ),
    )
    example: ClassVar[str] = "event: Udbetalt ydelse\nvalue: kr\ncoverage: stated"

    event: NonEmpty
    coverage: Coverage
    value: Literal["kr", "number"] | None = None
    decimals: int = Field(default=0, ge=0, le=6)

    @property
    @override
    def carries(self) -> Measured | None:
        if self.value is None:
            return None
        return KRONER if self.value == "kr" else number(self.decimals)
