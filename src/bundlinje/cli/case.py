"""`bundlinje case …`: what an investment is worth, to whom, how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from bundlinje.cli.case_files import case_variance, compare_cases, export_case, import_case
from bundlinje.cli.case_options import AskedCase, case_arguments, read_case_and_contract
from bundlinje.cli.forecast_options import attempted, chart_option, check_suffix, draws_option, seed_option, together
from bundlinje.cli.options import show as show_tables
from bundlinje.cli.options import write_json


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a case is shown: an item opened, in one year; and the chart that is saved."""

    why: str | None
    year: int | None
    chart: Path | None
    picture: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What of a case's standing is asked for: whose, of which effect, in how many draws from which seed."""

    view: str
    effect: str | None
    draws: int
    seed: int

    @property
    def at(self) -> tuple[str, str | None]:
        """Whose, and of which effect."""
        return self.view, self.effect


@click.group()
def case() -> None:
    """What an investment is worth, to whom, and how sure that is."""


@case.command()
@case_arguments
@click.option("--why", metavar="ITEM", help="Open one consequence or cost: why its amounts are what they are.")
@click.option("--year", metavar="YEAR", type=int, help="With --why: only the amounts of this year.")
@chart_option
@click.option(
    "--picture",
    type=click.Choice(["cumulated", "waterfall", "bars"]),
    default="cumulated",
    show_default=True,
    help="With --chart: the net summed up year by year; from what is put in to the net; or the net by payer and year.",
)
@together(Shown, "shown")
def show(asked: AskedCase, shown: Shown, as_json: bool, language: str) -> None:
    """Show a business case: net by payer and year, present value, break-even, who gains and who pays."""
    from bundlinje.cli.case_why import show_why, why_data
    from bundlinje.report.case_data import case_data
    from bundlinje.report.case_gathered import gathered
    from bundlinje.report.case_tables import case_tables

    check_suffix(shown.chart, language)
    read, contract = read_case_and_contract(asked, language)
    view = attempted(lambda: gathered(read, contract, asked.counted), language)
    if shown.chart is not None:
        from bundlinje.cli.case_charts import case_chart
        from bundlinje.cli.forecast_charts import save

        save(case_chart(view, shown.picture, language), shown.chart, language)
    why, year = shown.why, shown.year
    if as_json:
        return write_json({**case_data(view), "why": why_data(view, why, year, language) if why else None})
    return show_why(view, why, year, language) if why else show_tables(case_tables(view), language)


@case.command()
@case_arguments
@click.option(
    "--view", metavar="VIEW", default="everybody", show_default=True, help="Whose net: everybody, public or a sector."
)
@click.option("--effect", metavar="NAME", help="The effect whose price is told of; the first, if not given.")
@draws_option
@seed_option
@chart_option
@together(Looked, "looked")
def sensitivity(asked: AskedCase, looked: Looked, chart: Path | None, as_json: bool, language: str) -> None:
    """Show how far a case stands: scenarios, one input at a time, all at once, and what knowing more is worth."""
    from bundlinje.business_case.sensitivity.variants import Asked
    from bundlinje.cli.progress import progress
    from bundlinje.report.sensitivity_data import sensitivity_data
    from bundlinje.report.sensitivity_gathered import STEPS, gathered
    from bundlinje.report.sensitivity_tables import sensitivity_tables

    check_suffix(chart, language)
    read, contract = read_case_and_contract(asked, language)
    case_asked = Asked(read, asked.counted, contract, known_only=True)
    with progress(read.case, STEPS) as tick:
        found = attempted(lambda: gathered(case_asked, looked.at, (looked.draws, looked.seed), tick), language)
    if chart is not None:
        from bundlinje.cli.case_charts import tornado_chart
        from bundlinje.cli.forecast_charts import save

        save(tornado_chart(found, language), chart, language)
    return write_json(sensitivity_data(found)) if as_json else show_tables(sensitivity_tables(found), language)


for _command in (compare_cases, export_case, import_case, case_variance):
    case.add_command(_command)
