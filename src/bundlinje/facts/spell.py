"""Spell: something lasted for a unit from one day until another."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field
from typing_extensions import override

from bundlinje.facts.base import Coverage, FactKind
from bundlinje.facts.values import KRONER, SHARE, Measured, number
from bundlinje.grammar.part import NonEmpty, Says


class Spell(FactKind):
    """Half-open stretches of days of a unit, with a value by day if the contract says which: a share, kroner, a number.

    Two spells of one fact never overlap for one unit. `coverage` says when silence means that nothing happened.
    """

    key: ClassVar[str] = "spell"
    table: ClassVar[str] = "spells"
    says: ClassVar[Says] = Says(
        da=(
            "{spell}: registreres for den enkelte som perioder, hvor slutdagen ikke tæller med[, hver med "
            "{value}{decimals:value_decimals}]. {coverage}"
        ),
        en=(
            "{spell}: recorded for each of them as periods whose end day does not count[, each with "
            "{value}{decimals:value_decimals}]. {coverage}"
        ),
    )
    example: ClassVar[str] = "spell: Ansættelse\nvalue: share\ncoverage: stated"

    spell: NonEmpty
    coverage: Coverage
    value: Literal["share", "kr a day", "kr a week", "number"] | None = None
    decimals: int = Field(default=0, ge=0, le=6)

    @property
    @override
    def carries(self) -> Measured | None:
        if self.value is None:
            return None
        return {"share": SHARE, "number": number(self.decimals)}.get(self.value, KRONER)

    @property
    def days_per_value(self) -> int:
        """Days that one value is paid for: 7 where it is stated by the week."""
        return 7 if self.value == "kr a week" else 1
