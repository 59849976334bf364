"""The fund's forecast for programs: money in whole øre, chances from 0 to 1."""

from __future__ import annotations

from typing import Any

from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.fan import Chance, Fan
from bundlinje.forecast.paths import P10, P50, P90
from bundlinje.report.forecast_data import assumed_data, spread_data
from bundlinje.report.fund_ahead import FundAhead

_PLACES = 6


def ahead_data(view: FundAhead) -> dict[str, Any]:
    """Everything the fund's forecast tells."""
    found, risk = view.found, view.risk
    return {
        "draws": found.draws,
        "seed": found.run.seed,
        "known": [{"year": year, "balance_ore": ore} for year, ore in view.known],
        "years": [
            {
                "year": year,
                "methods": {str(method): _fan(view.fans[method], number) for method in Method},
                "below_zero": told(risk.below[number]),
            }
            for number, year in enumerate(view.fan.years)
        ],
        "ever_below_zero": told(risk.ever),
        "lasting": told(risk.lasting),
        "risky": float(risk.risky),
        "first_at_risk": risk.first_at_risk,
        "promised_through": risk.promised_through,
        "promise": None if risk.promise is None else told(risk.promise),
        "investments": [
            {
                "line": one.line,
                "basis": one.basis.value,
                "invested_ore": one.invested,
                "received_ore": one.received,
                "in_all": spread_data(one.in_all),
                "back": told(one.back),
            }
            for one in view.returns
        ],
        "not_simulated": [
            {"line": one.line, "codes": [problem.code for problem in one.why]} for one in found.lines if one.why
        ],
        "headroom": [
            {
                "reading": one.stated.code,
                "ruled_ore": one.stated.result.ore,
                "p10_ore": one.at[P10].result.ore,
                "p50_ore": one.at[P50].result.ore,
                "p90_ore": one.at[P90].result.ore,
                "share_ruled": float(one.share),
                "share_needed": None if (needed := one.shares[P50]) is None else round(float(needed), _PLACES),
                "overdrawn": told(one.overdrawn),
            }
            for one in view.headroom
        ],
        "anew": {
            "first": view.revolving.first,
            "last": view.revolving.last,
            "a_year_ore": view.revolving.a_year,
            "accepted": float(view.revolving.accepted),
        },
        "assumed": assumed_data(found.assumed),
    }


def _fan(found: Fan, number: int) -> dict[str, int]:
    return {f"p{int(level * 100)}_ore": by_year[number] for level, by_year in found.at.items()}


def told(chance: Chance) -> dict[str, float]:
    """A chance with its standard error."""
    return {"chance": round(float(chance[0]), _PLACES), "error": round(chance[1], _PLACES)}
