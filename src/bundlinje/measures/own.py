"""own: a number that was fixed for the unit when it was enrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from typing_extensions import override

from bundlinje.facts.declared import own_value
from bundlinje.facts.tables import Tables
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension
from bundlinje.measures.base import Declared, Measure
from bundlinje.measures.in_window import OCCASION

if TYPE_CHECKING:
    import narwhals as nw

    from bundlinje.dates import Days


class Own(Measure):
    """The unit's own number of this name: its age at the start, its expected days. A blank is not known."""

    key: ClassVar[str] = "own"
    says: ClassVar[Says] = Says(da="tallet {own} fra indskrivningen", en="the number {own} from enrolment")
    example: ClassVar[str] = "own: age-at-start"

    own: NonEmpty

    @override
    def facts_used(self) -> tuple[str, ...]:
        return ()

    @override
    def dimension(self, declared: Declared) -> Dimension:
        return own_value(declared, self.own).dimension

    @override
    def denominator(self, lengths: Days, declared: Declared) -> Days | int:
        return own_value(declared, self.own).scale

    @override
    def aggregate(self, tables: Tables, windows: nw.LazyFrame[Any], declared: Declared) -> nw.LazyFrame[Any]:
        import narwhals as nw

        stated = tables.enrolments.select("unit", num=nw.col(self.own).cast(nw.Int64)).filter(~nw.col("num").is_null())
        found = windows.select("unit", *OCCASION).join(stated, on="unit")
        return found.select(*OCCASION, "num", nw.lit(1, nw.Int64).alias("evidence"))

    @override
    def grows_by(self, remaining: Days, declared: Declared) -> Days | None:
        import numpy as np

        result: Days = np.zeros_like(remaining)
        return result
