"""times: how often an event happened in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from typing_extensions import override

from bundlinje.facts.declared import fact_as
from bundlinje.facts.event import Event
from bundlinje.facts.tables import Tables
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension
from bundlinje.measures import in_window
from bundlinje.measures.base import Declared, Measure

if TYPE_CHECKING:
    import narwhals as nw


class Times(Measure):
    """The number of events of the fact on the days of a window."""

    key: ClassVar[str] = "times"
    says: ClassVar[Says] = Says(da="antallet af {times}[ {over}]", en="the number of {times}[ {over}]")
    example: ClassVar[str] = "times: er-visit\nover: {span: 12 months, after: enrolment}"

    times: NonEmpty

    @override
    def facts_used(self) -> tuple[str, ...]:
        return (self.times,)

    @override
    def dimension(self, declared: Declared) -> Dimension:
        fact_as(declared, self.times, Event)
        return Dimension.COUNT

    @override
    def aggregate(self, tables: Tables, windows: nw.LazyFrame[Any], declared: Declared) -> nw.LazyFrame[Any]:
        return in_window.summed(in_window.ones_of(in_window.points_in(tables.events, self.times, windows)))
