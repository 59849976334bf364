"""longest: the longest unbroken stretch of a spell in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from typing_extensions import override

from bundlinje.facts.declared import fact_as
from bundlinje.facts.spell import Spell
from bundlinje.facts.tables import Tables
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension, Quantity
from bundlinje.measures import in_window
from bundlinje.measures.base import Declared, Measure

if TYPE_CHECKING:
    import narwhals as nw

    from bundlinje.dates import Days


class Longest(Measure):
    """Days from the first to the last day of the longest stretch in a window in which the fact was running.

    A break of at most `gap` days does not end a stretch and counts as part of it; without `gap` every break ends it.
    """

    key: ClassVar[str] = "longest"
    says: ClassVar[Says] = Says(
        da="den længste sammenhængende periode med {longest}[, hvor afbrydelser på højst {gap} tælles med,][ {over}]",
        en="the longest unbroken stretch of {longest}[, in which breaks of at most {gap} count,][ {over}]",
    )
    example: ClassVar[str] = "longest: job\ngap: 7 days\nover: {span: 12 months, after: enrolment}"

    longest: NonEmpty
    gap: Quantity | None = None

    @property
    def gap_days(self) -> int:
        """Days that a break may last without ending a stretch."""
        return int(self.gap.value) if self.gap else 0

    @override
    def facts_used(self) -> tuple[str, ...]:
        return (self.longest,)

    @override
    def dimension(self, declared: Declared) -> Dimension:
        fact_as(declared, self.longest, Spell)
        return Dimension.DAYS

    @override
    def aggregate(self, tables: Tables, windows: nw.LazyFrame[Any], declared: Declared) -> nw.LazyFrame[Any]:
        import narwhals as nw

        spells = in_window.spells_in(tables.spells, self.longest, windows)
        before = nw.col("high").shift(1).over(*in_window.OCCASION, order_by="low")
        broken = spells.with_columns(_before=before).with_columns(
            _break=nw.when(nw.col("low") - nw.col("_before") <= self.gap_days).then(nw.lit(0)).otherwise(nw.lit(1))
        )
        numbered = broken.with_columns(_stretch=nw.col("_break").cum_sum().over(*in_window.OCCASION, order_by="low"))
        stretches = numbered.group_by(*in_window.OCCASION, "_stretch").agg(
            nw.col("low").min(), nw.col("high").max(), evidence=nw.len()
        )
        measured = stretches.with_columns(num=nw.col("high") - nw.col("low"))
        longest = measured.group_by(*in_window.OCCASION).agg(nw.col("num").max(), nw.col("evidence").sum())
        return longest.select(*in_window.OCCASION, nw.col("num").cast(nw.Int64), nw.col("evidence").cast(nw.Int64))

    @override
    def grows_by(self, remaining: Days, declared: Declared) -> Days | None:
        import numpy as np

        result: Days = np.where(remaining > 0, remaining + self.gap_days, 0).astype(np.int32)
        return result
