"""What if and intake, for programs: money in whole øre, chances from 0 to 1."""

from __future__ import annotations

from typing import Any

from bundlinje.forecast.fund.forecast import FundForecast
from bundlinje.forecast.fund.intake_warning import IntakeForecast
from bundlinje.forecast.fund.whatif import Difference
from bundlinje.report.forecast_data import spread_data
from bundlinje.report.fund_ahead_data import told

_PLACES = 6


def difference_data(found: Difference, base: FundForecast) -> dict[str, Any]:
    """What a change makes of the balance."""
    return {
        "draws": base.draws,
        "seed": base.run.seed,
        "years": [
            {"year": year, "difference": spread_data(one)} for year, one in zip(found.years, found.by_year, strict=True)
        ],
        "ever_below_zero": {
            "before": told(found.ever_before),
            "after": told(found.ever_after),
            "difference": {"chance": round(found.ever[0], _PLACES), "error": round(found.ever[1], _PLACES)},
        },
    }


def intake_data(found: IntakeForecast, account: str) -> dict[str, Any]:
    """Intake against plan, and where it is heading."""
    restored = found.restored
    return {
        "contract": found.contract,
        "account": account,
        "cohorts": [
            {
                "cohort": one.cohort,
                "planned": one.planned,
                "planned_by_now": one.planned_by_now,
                "by": one.by.isoformat() if one.by else None,
                "admitted": one.admitted,
            }
            for one in found.cohorts
        ],
        "planned": found.planned,
        "came": found.came,
        "final": {"p10": found.final.p10, "p50": found.final.p50, "p90": found.final.p90},
        "reached": told(found.reached),
        "repayment": spread_data(found.repayment),
        "lost": spread_data(found.lost),
        "warning": found.warning.code if found.warning else None,
        "restored": None
        if restored is None
        else {
            "balance": restored.balance.value,
            "units": restored.units,
            "capital_ore": restored.capital,
            "repayment": spread_data(restored.repayment),
        },
    }
