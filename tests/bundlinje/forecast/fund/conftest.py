"""The invented fund, its outlook and its forecast, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.bundlinje.forecast.fund.invented import ACCOUNTS, BUDGET, FUND, OUTLOOK, agreement

from bundlinje.forecast.fund.agreements import Agreement, Run
from bundlinje.forecast.fund.file import FundOutlook, parse_fund_outlook
from bundlinje.forecast.fund.forecast import FundForecast, forecast_fund
from bundlinje.fund import Fund, read_fund

AARHUS = Path(__file__).parents[4] / "examples" / "aarhus"


@pytest.fixture(scope="session")
def fund(tmp_path_factory: pytest.TempPathFactory) -> Fund:
    """The invented fund."""
    folder = tmp_path_factory.mktemp("fund")
    (folder / "books").mkdir()
    for name, text in (("fund.yaml", FUND), ("books/accounts.yaml", ACCOUNTS), ("books/budget.yaml", BUDGET)):
        (folder / name).write_text(text, "utf-8")
    return read_fund(folder)


@pytest.fixture(scope="session")
def outlook(fund: Fund) -> FundOutlook:
    """The invented fund's outlook, all by default."""
    return parse_fund_outlook(OUTLOOK, fund)


@pytest.fixture(scope="session")
def agreements() -> dict[str, Agreement]:
    """Two of the fund's three contracts."""
    return {"one": agreement("one"), "two": agreement("two", planned=30, price="8 000")}


@pytest.fixture(scope="session")
def base(fund: Fund, agreements: dict[str, Agreement], outlook: FundOutlook) -> FundForecast:
    """The invented fund's forecast."""
    return forecast_fund(fund, agreements, outlook, Run(draws=2_000, seed=7))


@pytest.fixture(scope="session")
def at(fund: Fund, agreements: dict[str, Agreement]) -> Callable[..., FundForecast]:
    """The invented fund's forecast by an outlook of one's own."""

    def forecast(text: str, draws: int = 1_000, seed: int = 7) -> FundForecast:
        return forecast_fund(fund, agreements, parse_fund_outlook(text, fund), Run(draws, seed))

    return forecast


@pytest.fixture(scope="session")
def aarhus() -> Fund:
    """The fund of the example folder."""
    return read_fund(AARHUS)
