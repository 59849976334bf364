"""Charts of business cases, drawn from the same numbers as the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje import charts
from bundlinje.charts.data import About, Cumulated, Curve, Swing, Tornado
from bundlinje.cli.forecast_options import attempted
from bundlinje.cli.options import of_language
from bundlinje.report.case_cells import named, payer_name, percent, said
from bundlinje.report.sensitivity_tables import MOST, case_title, input_name

if TYPE_CHECKING:
    from bundlinje.charts import Chart
    from bundlinje.report.case_gathered import CaseView
    from bundlinje.report.sensitivity_gathered import SensitivityView


def net_chart(view: CaseView, language: str) -> Chart:
    """The net cumulated by year: the whole first, then that of each payer."""
    first = view.line(view.whole)
    lines = (first, *(line for line in view.payers if line is not first))
    curves = tuple(
        Curve(payer_name(line.view, view.contract), tuple(zip(line.years, line.cumulated, strict=True)))
        for line in lines
    )
    what = said("chart.cumulated", title=named(view.case.title, view.case.case))
    data = Cumulated(About(what), curves, first.break_even.stays)
    return attempted(lambda: charts.cumulated(data, of_language(language)), language)


def tornado_chart(view: SensitivityView, language: str) -> Chart:
    """One input at a time, as a tornado."""
    swings = tuple(
        Swing(
            label=input_name(view, one.input),
            low=round(one.net_low),
            high=round(one.net_high),
            low_input=percent(one.at_low),
            high_input=percent(one.at_high),
            mark=one.input.mark,
        )
        for one in view.tornado.swings[:MOST]
        if one.size
    )
    data = Tornado(About(said("chart.tornado", title=case_title(view))), round(view.tornado.net), swings)
    return attempted(lambda: charts.tornado(data, of_language(language)), language)
