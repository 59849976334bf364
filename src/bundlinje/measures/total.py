"""total: what events and spells are worth in a window, net of another fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from typing_extensions import override

from bundlinje.facts.base import FactKind
from bundlinje.facts.declared import fact_as, value_of
from bundlinje.facts.event import Event
from bundlinje.facts.spell import Spell
from bundlinje.facts.tables import Tables
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension
from bundlinje.measures import in_window
from bundlinje.measures.base import Declared, Measure

if TYPE_CHECKING:
    import narwhals as nw

    from bundlinje.dates import Days

_RATES = ("kr a day", "kr a week")


class Total(Measure):
    """The sum of a fact's values in a window, less that of another fact.

    An event counts on its day. A spell of so many kroner a day or a week counts day by day; a sum with weekly rates is
    kept in sevenths, so that nothing is rounded.
    """

    key: ClassVar[str] = "total"
    says: ClassVar[Says] = Says(
        da="summen af {total}[ fratrukket {less}][ {over}]",
        en="the sum of {total}[ less {less}][ {over}]",
    )
    example: ClassVar[str] = "total: benefits\nless: income-tax\nover: {span: 12 months, after: enrolment}"

    total: NonEmpty
    less: NonEmpty | None = None

    @override
    def facts_used(self) -> tuple[str, ...]:
        return (self.total, self.less) if self.less else (self.total,)

    @override
    def dimension(self, declared: Declared) -> Dimension:
        held = {value_of(declared, name, Event, Spell) for name in self.facts_used()}
        if len(held) != 1:
            raise ValueError(f"{self.total} and {self.less} are not counted in the same")
        for name in self.facts_used():
            _days_per_value(fact_as(declared, name, Event, Spell))
        return held.pop().dimension

    @override
    def denominator(self, lengths: Days, declared: Declared) -> Days | int:
        return value_of(declared, self.total, Event, Spell).scale * self._sevenths(declared)

    def _sevenths(self, declared: Declared) -> int:
        return max(_days_per_value(declared[name]) for name in self.facts_used())

    @override
    def aggregate(self, tables: Tables, windows: nw.LazyFrame[Any], declared: Declared) -> nw.LazyFrame[Any]:
        parts = [self._part(name, sign, tables, windows, declared) for name, sign in self._signs()]
        return in_window.summed(*parts)

    def _signs(self) -> list[tuple[str, int]]:
        return [(self.total, 1), (self.less, -1)] if self.less else [(self.total, 1)]

    def _part(
        self, name: str, sign: int, tables: Tables, windows: nw.LazyFrame[Any], declared: Declared
    ) -> nw.LazyFrame[Any]:
        times = sign * self._sevenths(declared) // _days_per_value(declared[name])
        if isinstance(declared[name], Spell):
            return in_window.valued_days_in(tables.spells, name, windows, times)
        return in_window.values_of(in_window.points_in(tables.events, name, windows), times)

    @property
    @override
    def only_grows(self) -> bool:
        return self.less is None


def _days_per_value(kind: FactKind) -> int:
    """Days that one value stands for; a spell whose value is not paid by the day or week raises `ValueError`."""
    if not isinstance(kind, Spell):
        return 1
    if kind.value not in _RATES:
        raise ValueError(f"a spell valued in {kind.value} has no total")
    return kind.days_per_value
