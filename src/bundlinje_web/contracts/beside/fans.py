"""The fan of an agreement's payments as a page shows it: each number of its table opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje_web.bridge.ahead_numbers import fan_codes
from bundlinje_web.bridge.charts import payments_fan
from bundlinje_web.frame.charts import ShownChart, shown
from bundlinje_web.frame.grids import number_url
from bundlinje_web.frame.words import language_now

if TYPE_CHECKING:
    from bundlinje.report.forecast_gathered import Gathered


def payments_shown(view: Gathered, code: str) -> ShownChart:
    """The payments summed up year by year, with their uncertainty, beside the capital."""
    codes = fan_codes(view, code)

    def link(row: int, column: int) -> str:
        found = codes.get((row, column))
        return number_url(found) if found else ""

    return shown(payments_fan(view, language_now()), link)
