"""The intake of an investment against its plan, in counts alone: its picture and its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje import charts
from bundlinje.charts.arriving import intake_of
from bundlinje.charts.data import About, Intake
from bundlinje.problems import Refused
from bundlinje_web.bridge.portfolio import SMALL, Holding

if TYPE_CHECKING:
    from bundlinje.charts import Chart
    from bundlinje.forecast.paths import Spread
    from bundlinje.report.table import Cell
    from bundlinje.words.numbers import Language


def intake_chart(held: Holding, expected: Spread | None, what: Cell, language: Language) -> Chart | None:
    """Plan and actual year by year; `expected` is how many come in all, none where nobody is to come any more.

    None where the contract says no plan, and where so few came in a year that they could be recognised.
    """
    ahead = None if expected is None else (expected.p10, expected.p50, expected.p90)
    data = _data(held, About(what), language, ahead)
    if data is None or any(period.came is not None and 0 < period.came < SMALL for period in data.periods):
        return None
    return charts.intake(data, language)


def behind_plan(held: Holding) -> int:
    """How many fewer have come than the plan says by the day asked about; nought where there is no plan ahead."""
    data = _data(held, About(None)) if held.arrived is not None else None
    if data is None or all(period.came is not None for period in data.periods):
        return 0
    known = [period for period in data.periods if period.came is not None]
    return max(0, sum(period.planned - (period.came or 0) for period in known))


def _data(
    held: Holding, about: About, language: Language = "da", expected: tuple[int, int, int] | None = None
) -> Intake | None:
    """What the picture is drawn from; none where the contract says no plan."""
    if held.contract is None or not held.contract.all_cohorts():
        return None
    try:
        return intake_of(held.contract, held.arrived or (), held.as_of, about, language, expected)
    except Refused:
        return None
