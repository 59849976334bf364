"""Pictures of what the office shows, drawn from the same numbers as its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje import charts
from bundlinje.charts import forecasts
from bundlinje.charts.data import About, Bars, Cumulated, Curve, Payer
from bundlinje.report.case_cells import named, payer_name
from bundlinje.report.case_cells import said as case_said
from bundlinje.words.numbers import millions
from bundlinje_web.said import say

if TYPE_CHECKING:
    from bundlinje.charts import Chart
    from bundlinje.report.forecast_gathered import Gathered
    from bundlinje.words.numbers import Language
    from bundlinje_web.bridge.case import CaseSeen
    from bundlinje_web.bridge.fund_numbers import FundNumbers


def payments_fan(view: Gathered, language: Language) -> Chart:
    """The payments of a contract summed up year by year as a fan, beside the capital that was put in."""
    return charts.fan(forecasts.payments_fan(view), language)


def methods(view: Gathered, language: Language) -> Chart:
    """The payments in all by every way of looking ahead, against the capital that was put in."""
    return charts.side_by_side(forecasts.methods(view), language)


def case_cumulated(seen: CaseSeen, language: Language) -> Chart:
    """The net of everybody and of each sector, summed up year by year."""
    first = seen.lines[seen.whole]
    sectors = [seen.lines[row.sector.value] for row in seen.sectors]
    curves = tuple(
        Curve(payer_name(line.view, seen.contract), tuple(zip(line.years, line.cumulated, strict=True)))
        for line in dict.fromkeys((first, *sectors))
    )
    about = About(case_said("chart.cumulated", title=named(seen.case.title, seen.case.case)))
    return charts.cumulated(Cumulated(about, curves, first.break_even.stays), language)


def case_bars(seen: CaseSeen, language: Language) -> Chart:
    """The net of every sector in each year."""
    payers = tuple(
        Payer(payer_name(row.sector.value, seen.contract), seen.lines[row.sector.value].net) for row in seen.sectors
    )
    about = About(case_said("chart.bars", title=named(seen.case.title, seen.case.case)))
    return charts.bars(Bars(about, seen.lines[seen.whole].years, payers), language)


def fund_flow(numbers: FundNumbers, language: Language) -> Chart:
    """What the fund paid out and received in each closed year."""
    columns = numbers.books.accounts
    years = tuple(column.last for column in columns)

    def by_year(what: str) -> tuple[int, ...]:
        return tuple(int(numbers.why(f"fund.flow.{what}.{column.id}").value or 0) for column in columns)

    paid, received = by_year("paid"), by_year("received")
    told = {"paid": millions(-sum(paid), language), "received": millions(sum(received), language)}
    title = say("books.flow.conclusion", language, first=years[0], last=years[-1], **told)
    names = [say(f"books.flow.{what}", language) for what in ("what", "paid", "received")]
    payers = (Payer(names[1], paid), Payer(names[2], received))
    return charts.bars(Bars(About(names[0], title), years, payers), language)
