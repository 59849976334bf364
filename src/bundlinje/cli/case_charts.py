"""Charts of business cases, drawn from the same numbers as the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje import charts
from bundlinje.business_case.bottom_line import EVERYBODY
from bundlinje.charts.data import About, Bars, Cumulated, Curve, Payer, Step, Swing, Tornado, Waterfall
from bundlinje.cli.forecast_options import attempted
from bundlinje.cli.options import of_language
from bundlinje.report.case_cells import named, payer_name, percent, said
from bundlinje.report.sensitivity_tables import MOST, case_title, input_name

if TYPE_CHECKING:
    from bundlinje.charts import Chart
    from bundlinje.report.case_gathered import CaseView
    from bundlinje.report.sensitivity_gathered import SensitivityView


def case_chart(view: CaseView, picture: str, language: str) -> Chart:
    """The picture of a case that is asked for."""
    return {"cumulated": net_chart, "waterfall": waterfall_chart, "bars": bars_chart}[picture](view, language)


def waterfall_chart(view: CaseView, language: str) -> Chart:
    """From what is put in, by what each sector gains, to the net of the whole."""
    line = view.line(view.whole)
    steps = [Step(said("chart.put_in"), -sum(line.costs))]
    if view.whole == EVERYBODY:
        steps += [Step(said(f"view.{one.sector}"), one.benefits) for one in view.sectors if one.benefits]
    else:
        steps += [Step(said("chart.gains"), sum(line.benefits)), Step(said("chart.repaid"), sum(line.repayments))]
    data = Waterfall(About(said("chart.waterfall", title=named(view.case.title, view.case.case))), tuple(steps))
    return attempted(lambda: charts.waterfall(data, of_language(language)), language)


def bars_chart(view: CaseView, language: str) -> Chart:
    """The net of every payer, year by year."""
    payers = tuple(Payer(payer_name(line.view, view.contract), line.net) for line in view.payers)
    years = view.line(view.whole).years
    data = Bars(About(said("chart.bars", title=named(view.case.title, view.case.case))), years, payers)
    return attempted(lambda: charts.bars(data, of_language(language)), language)


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
