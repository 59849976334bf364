"""All that the fund's forecast tells, gathered once for tables, JSON, charts and the demonstration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.expected_headroom import ExpectedHeadroom, expected_headroom
from bundlinje.forecast.fund.fan import Fan, Risk, fans, risk
from bundlinje.forecast.fund.forecast import FundForecast
from bundlinje.forecast.fund.returns import Return, returns
from bundlinje.forecast.fund.revolving import Revolving, revolving
from bundlinje.fund.table2 import table2
from bundlinje.money import Ore


@dataclass(frozen=True)
class FundAhead:
    """The fund's balance as fans by every way of looking ahead, its risk, and what each investment brings back."""

    found: FundForecast
    fans: Mapping[Method, Fan]
    risk: Risk
    returns: tuple[Return, ...]
    headroom: tuple[ExpectedHeadroom, ...]
    revolving: Revolving

    @property
    def fan(self) -> Fan:
        """The fan that learns from every follow-up."""
        return self.fans[Method.LEARNED]

    @property
    def known(self) -> tuple[tuple[int, Ore], ...]:
        """The balance at the end of every closed year, as far as it is known."""
        fund = self.found.scenario.fund
        balance = table2(fund).balance
        found = ((column.last, balance[column.id].ore) for column in fund.accounts if column.id in balance)
        return tuple((year, ore) for year, ore in found if ore is not None)


def gathered(found: FundForecast) -> FundAhead:
    """Everything that is told of a fund's forecast."""
    return FundAhead(found, fans(found), risk(found), returns(found), expected_headroom(found), revolving(found))
