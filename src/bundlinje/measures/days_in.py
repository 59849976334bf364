"""days_in: days of a window that lie in a spell, and not in another."""

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


class DaysIn(Measure):
    """The number of days of a window on which a spell of the fact was running and, with `less`, none of the other."""

    key: ClassVar[str] = "days_in"
    says: ClassVar[Says] = Says(
        da="antallet af dage med {days_in}[ og uden {less}][ {over}]",
        en="the number of days with {days_in}[ and without {less}][ {over}]",
    )
    example: ClassVar[str] = "days_in: shelter\nless: hospital\nover: {span: 0-6 months, after: enrolment}"

    days_in: NonEmpty
    less: NonEmpty | None = None

    @override
    def facts_used(self) -> tuple[str, ...]:
        return (self.days_in, self.less) if self.less else (self.days_in,)

    @override
    def dimension(self, declared: Declared) -> Dimension:
        for name in self.facts_used():
            fact_as(declared, name, Spell)
        return Dimension.DAYS

    @override
    def aggregate(self, tables: Tables, windows: nw.LazyFrame[Any], declared: Declared) -> nw.LazyFrame[Any]:
        days = in_window.days_in(tables.spells, self.days_in, windows)
        if self.less is None:
            return in_window.summed(days)
        return in_window.summed(days, in_window.days_in_both(tables.spells, self.days_in, self.less, windows))

    @override
    def grows_by(self, remaining: Days, declared: Declared) -> Days | None:
        return remaining
