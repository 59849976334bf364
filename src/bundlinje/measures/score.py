"""score: one of the scores that were measured in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import model_validator
from pydantic_core import PydanticCustomError
from typing_extensions import override

from bundlinje.facts.declared import value_of
from bundlinje.facts.score import Score as ScoreFact
from bundlinje.facts.tables import Tables
from bundlinje.grammar.part import NonEmpty, Says
from bundlinje.grammar.quantity import Dimension
from bundlinje.measures import in_window
from bundlinje.measures.base import Declared, Measure, Take

if TYPE_CHECKING:
    import narwhals as nw

    from bundlinje.dates import Days


class Score(Measure):
    """The first, last or best score in a window, or the one nearest to the day aimed at (the earlier of two as near).

    A window without a score is not known. `evidence` is the number of scores in it.
    """

    key: ClassVar[str] = "score"
    says: ClassVar[Says] = Says(
        da="værdien af {score}[ {over}][; er der flere målinger, bruges {take}]",
        en="the value of {score}[ {over}][; of several measurements, {take} is used]",
    )
    example: ClassVar[str] = "score: hba1c\ntake: last\nover: {span: 12 months, after: enrolment}"

    score: NonEmpty
    take: Take

    @model_validator(mode="after")
    def _best_has_a_direction(self) -> Score:
        if self.take == "best" and self.better is None:
            raise PydanticCustomError("measure.best_needs_better", "better missing")
        return self

    @override
    def facts_used(self) -> tuple[str, ...]:
        return (self.score,)

    @override
    def dimension(self, declared: Declared) -> Dimension:
        return value_of(declared, self.score, ScoreFact).dimension

    @override
    def denominator(self, lengths: Days, declared: Declared) -> Days | int:
        return value_of(declared, self.score, ScoreFact).scale

    @override
    def aggregate(self, tables: Tables, windows: nw.LazyFrame[Any], declared: Declared) -> nw.LazyFrame[Any]:
        import narwhals as nw

        ranked = in_window.points_in(tables.scores, self.score, windows).with_columns(_rank=self._rank())
        least = nw.col("_rank").min().over(*in_window.OCCASION)
        scores = nw.col("_rank").count().over(*in_window.OCCASION)
        taken = ranked.with_columns(_least=least, evidence=scores).filter(nw.col("_rank") == nw.col("_least"))
        found = taken.group_by(*in_window.OCCASION).agg(num=nw.col("value").max(), evidence=nw.col("evidence").max())
        return found.select(*in_window.OCCASION, nw.col("num").cast(nw.Int64), nw.col("evidence").cast(nw.Int64))

    def _rank(self) -> nw.Expr:
        """A whole number that is least for the score to take."""
        import narwhals as nw

        day, value = nw.col("day").cast(nw.Int64), nw.col("value").cast(nw.Int64)
        away = (day - nw.col("target").cast(nw.Int64)).abs() * 2
        nearest = nw.when(day > nw.col("target")).then(away + 1).otherwise(away)
        best = value if self.better == "lower" else value * -1
        return {"nearest": nearest, "first": day, "last": day * -1, "best": best}[self.take]

    @override
    def needs_coverage(self) -> tuple[str, ...]:
        return ()

    @property
    @override
    def only_grows(self) -> bool:
        return False
