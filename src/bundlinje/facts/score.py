"""Score: a value measured on a unit with an instrument on a day."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field
from typing_extensions import override

from bundlinje.facts.base import FactKind
from bundlinje.facts.values import Measured, points
from bundlinje.grammar.part import NonEmpty, Says


class Score(FactKind):
    """Measurements with a named instrument, in points with a stated number of decimals; at most one a day."""

    key: ClassVar[str] = "score"
    table: ClassVar[str] = "scores"
    says: ClassVar[Says] = Says(
        da="{score}: måles for den enkelte på en bestemt dag med {instrument:text}, {decimals:decimals}",
        en="{score}: measured for each of them on a certain day with {instrument:text}, {decimals:decimals}",
    )
    example: ClassVar[str] = "score: Langtidsblodsukker\ninstrument: HbA1c, mmol/mol\ndecimals: 1"

    score: NonEmpty
    instrument: NonEmpty
    decimals: int = Field(default=0, ge=0, le=6)

    @property
    @override
    def carries(self) -> Measured:
        return points(self.decimals)
