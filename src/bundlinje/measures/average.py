"""average: the value of a spell by day, over all days of a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from typing_extensions import override

from bundlinje.facts.declared import fact_as
from bundlinje.facts.spell import Spell
from bundlinje.facts.tables import Tables
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension
from bundlinje.measures import in_window
from bundlinje.measures.base import Declared, Measure

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    from numpy.typing import NDArray

    from bundlinje.dates import Days


class Average(Measure):
    """The mean over the days of a window of what a spell is worth on each; a day without a spell counts 0.

    A spell without values counts 1 on each of its days, so that the mean is the share of days.
    """

    key: ClassVar[str] = "average"
    says: ClassVar[Says] = Says(
        da="gennemsnittet pr. dag af {average}[ {over}]",
        en="the average by day of {average}[ {over}]",
    )
    example: ClassVar[str] = "average: employment\nover: {span: 12 months, after: enrolment}"

    average: NonEmpty

    @override
    def facts_used(self) -> tuple[str, ...]:
        return (self.average,)

    @override
    def dimension(self, declared: Declared) -> Dimension:
        return fact_as(declared, self.average, Spell).dimension or Dimension.SHARE

    @override
    def denominator(self, lengths: Days, declared: Declared) -> Days | NDArray[np.int64] | int:
        import numpy as np

        scale = fact_as(declared, self.average, Spell).scale
        return lengths.astype(np.int64) * scale

    @override
    def aggregate(self, tables: Tables, windows: nw.LazyFrame[Any], declared: Declared) -> nw.LazyFrame[Any]:
        if fact_as(declared, self.average, Spell).carries is None:
            return in_window.summed(in_window.days_in(tables.spells, self.average, windows))
        return in_window.summed(in_window.valued_days_in(tables.spells, self.average, windows))

    @override
    def grows_by(self, remaining: Days, declared: Declared) -> Days | None:
        return remaining if fact_as(declared, self.average, Spell).carries is None else None
