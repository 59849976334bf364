"""is_in: whether a spell was running on the last day of a window."""

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

    from bundlinje.dates import Days


class IsIn(Measure):
    """1 if a spell of the fact was running on the window's last day, otherwise 0."""

    key: ClassVar[str] = "is_in"
    says: ClassVar[Says] = Says(
        da="status for {is_in} (1 for ja, 0 for nej) på den sidste dag[ {over}]",
        en="the status of {is_in} (1 for yes, 0 for no) on the last day[ {over}]",
    )
    example: ClassVar[str] = "is_in: education\nover: {span: 24 months, after: enrolment}"

    is_in: NonEmpty

    @override
    def facts_used(self) -> tuple[str, ...]:
        return (self.is_in,)

    @override
    def dimension(self, declared: Declared) -> Dimension:
        fact_as(declared, self.is_in, Spell)
        return Dimension.COUNT

    @override
    def aggregate(self, tables: Tables, windows: nw.LazyFrame[Any], declared: Declared) -> nw.LazyFrame[Any]:
        import narwhals as nw

        last_day = windows.with_columns(start=nw.col("end") - 1)
        return in_window.summed(in_window.days_in(tables.spells, self.is_in, last_day))

    @override
    def grows_by(self, remaining: Days, declared: Declared) -> Days | None:
        import numpy as np

        result: Days = np.minimum(remaining, 1)
        return result

    @property
    @override
    def only_grows(self) -> bool:
        return False
