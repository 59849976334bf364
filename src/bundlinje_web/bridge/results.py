"""Results of an investment at its newest follow-up: the picture, and every number of it explained.

result.<contract>.<outcome>    achieved of measured at the newest follow-up that measured the outcome
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bundlinje import charts
from bundlinje.charts.data import About, Outcome, Outcomes
from bundlinje.comparisons.interval import wilson
from bundlinje.report.forecast_tables import outcome_name
from bundlinje_web.bridge.explaining import Source, Unit, Why, quotient, saying, stated
from bundlinje_web.bridge.portfolio import SMALL

if TYPE_CHECKING:
    from bundlinje.charts import Chart
    from bundlinje.forecast.beliefs import RateBelief
    from bundlinje.forecast.learning.evidence import FollowUp
    from bundlinje.report.forecast_gathered import Gathered
    from bundlinje.report.table import Cell
    from bundlinje.words.numbers import Language

ROOT = "result"


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome as it came out: what was signed, and the newest follow-up that measured it, if any did."""

    signed: RateBelief
    newest: FollowUp | None
    name: Cell

    @property
    def is_small(self) -> bool:
        """Whether so few achieved it, or did not, that they could be recognised."""
        if self.newest is None:
            return False
        not_achieved = self.newest.measured - self.newest.achieved
        return 0 < self.newest.achieved < SMALL or 0 < not_achieved < SMALL

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share may lie with 95 % confidence, by Wilson's interval; everywhere where nothing is measured."""
        return (0.0, 1.0) if self.newest is None else wilson(self.newest.achieved, self.newest.measured)


def results_of(view: Gathered) -> Iterator[Result]:
    """Every outcome whose rate is believed in."""
    for rate in view.rates:
        measured = [one for one in rate.signed.follow_ups if one.measured]
        newest = max(measured, key=lambda one: one.number, default=None)
        yield Result(rate.signed, newest, outcome_name(view.contract, rate.signed.outcome))


def results_chart(view: Gathered, what: Cell, language: Language) -> Chart | None:
    """Results beside what was agreed; none where the contract has no outcomes of that kind."""
    rows = tuple(_row(one) for one in results_of(view))
    return charts.outcomes(Outcomes(About(what), rows), language) if rows else None


def _row(one: Result) -> Outcome:
    signed, newest = one.signed.signed, one.newest
    if newest is None:
        return Outcome(one.name, 0, 0, expected=signed)
    return Outcome(one.name, newest.achieved, newest.measured, *one.interval, signed, hidden=one.is_small)


def why(view: Gathered, code: str, outcome: str) -> Why:
    """A result by the outcome's id. Raises `KeyError`, also where it is not measured or not shown."""
    found = next(one for one in (*results_of(view), None) if one is None or one.signed.outcome == outcome)
    if found is None or found.newest is None or found.is_small:
        raise KeyError(outcome)
    newest, source = found.newest, Source(file=f"facts/{code}")
    return quotient(
        saying("figures.result.share", outcome=found.name, number=str(newest.number)),
        stated(saying("figures.result.achieved"), newest.achieved, Unit.COUNT, source),
        stated(saying("figures.result.measured"), newest.measured, Unit.COUNT, source),
        f"{ROOT}.{code}.{outcome}",
        notes=(saying("figures.result.note"),),
    )
