"""Reading a fund with its agreements and outlook, and forecasting it, with a bar while it is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bundlinje.cli.forecast_options import attempted
from bundlinje.cli.fund import read_or_refuse

if TYPE_CHECKING:
    from bundlinje.forecast.fund.forecast import FundForecast
    from bundlinje.report.fund_ahead import FundAhead


def fund_forecast(folder: Path, draws: int, seed: int, language: str) -> FundForecast:
    """The forecast of the fund in a folder; mistakes in its files are all shown and end the command."""
    from bundlinje.cli.progress import progress
    from bundlinje.forecast.fund.agreements import Run, read_agreements
    from bundlinje.forecast.fund.file import read_fund_outlook
    from bundlinje.forecast.fund.forecast import forecast_fund

    read = read_or_refuse(folder, language)
    outlook = attempted(lambda: read_fund_outlook(folder / "outlooks" / "fund.yaml", read), language)
    agreements = attempted(lambda: read_agreements(folder, read), language)
    with progress(outlook.outlook, len(agreements)) as tick:
        run = Run(draws, seed, progress=tick)
        return attempted(lambda: forecast_fund(read, agreements, outlook, run), language)


def looked_ahead(folder: Path, draws: int, seed: int, language: str) -> FundAhead:
    """Everything that is told of the fund's forecast."""
    from bundlinje.report.fund_ahead import gathered

    found = fund_forecast(folder, draws, seed, language)
    return attempted(lambda: gathered(found), language)
