"""What each investment is expected to bring back in all, beside what is put in, and the chance that it covers that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.fan import Chance
from bundlinje.forecast.fund.forecast import FundForecast
from bundlinje.forecast.fund.lines import Basis, LineForecast
from bundlinje.forecast.paths import Spread, chance, spread
from bundlinje.money import Ore


@dataclass(frozen=True, slots=True)
class Return:
    """One investment in the whole of its life, in øre: put in and planned, received to date, and received in all.

    `back` is the chance that what is received in all is no less than what is put in.
    """

    line: str
    basis: Basis
    invested: Ore
    received: Ore
    in_all: Spread
    back: Chance


def returns(forecast: FundForecast, method: Method = Method.LEARNED) -> tuple[Return, ...]:
    """Every investment's return, in the order of the forecast's lines; of those without an investment, none."""
    return tuple(_returns(forecast, method))


def _returns(forecast: FundForecast, method: Method) -> Iterator[Return]:
    for line in forecast.lines:
        invested, received = _books(forecast, line)
        if invested:
            in_all = received + line.total(method)
            yield Return(line.line, line.basis, invested, received, spread(in_all), chance(in_all >= invested))


def _books(forecast: FundForecast, line: LineForecast) -> tuple[Ore, Ore]:
    """What is put into a line to date and as planned, and what it has brought back to date."""
    fund, spending = forecast.scenario.fund, forecast.scenario.budget.spending
    planned = sum(spending.get(line.line, {}).values())
    repayment = fund.repayment_of(line.line)
    invested = fund.sum_of(line.line, fund.accounts).known + planned
    return invested, -fund.sum_of(repayment.id if repayment else None, fund.accounts).known
