"""Report: a number somebody else worked out, as they printed it."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from bundlinje.facts.base import FactKind
from bundlinje.facts.values import KRONER, SHARE, Measured, number, points
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension


class Report(FactKind):
    """Numbers by a named author for a period and perhaps a cohort: a price index, an estimated effect, a rate.

    The number is kept as the exact decimal that was printed, with the decimals the contract states.
    """

    key: ClassVar[str] = "report"
    table: ClassVar[str] = "reports"
    says: ClassVar[Says] = Says(
        da="{report}: {unit}, opgjort af {by:text} {decimals:decimals}",
        en="{report}: {unit}, worked out by {by:text} {decimals:decimals}",
    )
    example: ClassVar[str] = "report: Nettoprisindeks\nby: statistics-office\ndecimals: 1\nunit: points"

    report: NonEmpty
    by: NonEmpty
    decimals: int = Field(default=0, ge=0, le=6)
    unit: Dimension

    @property
    @override
    def carries(self) -> Measured:
        fixed = {Dimension.KRONER: KRONER, Dimension.SHARE: SHARE, Dimension.POINTS: points(self.decimals)}
        plain = number(self.decimals)
        return fixed.get(self.unit, Measured(self.unit, plain.decimals, plain.scale))
