"""Flow: money that moved on an account."""

from __future__ import annotations

from typing import ClassVar

from typing_extensions import override

from bundlinje.facts.base import FactKind
from bundlinje.facts.values import KRONER, Measured
from bundlinje.grammar.part import NonEmpty, Says


class Flow(FactKind):
    """Amounts that moved on a named account on a day: capital drawn, a payment received."""

    key: ClassVar[str] = "flow"
    table: ClassVar[str] = "flows"
    says: ClassVar[Says] = Says(
        da="{flow}: beløb, der flyttes på en konto, med dag",
        en="{flow}: amounts that move on an account, with the day",
    )
    example: ClassVar[str] = "flow: Trukket kapital"

    flow: NonEmpty

    @property
    @override
    def carries(self) -> Measured:
        return KRONER
