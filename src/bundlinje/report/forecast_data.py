"""The forecast of a contract for programs: plain mappings with stable keys, money in whole øre, chances from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bundlinje.contract.sense.comparing import AS_MANY
from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.comparing import Shown
from bundlinje.forecast.paths import Spread, spread
from bundlinje.grammar.part import Marked
from bundlinje.report.forecast_gathered import OTHERS, Chance, Early, Gathered, RateView

_PLACES = 6


def contract_data(view: Gathered) -> dict[str, Any]:
    """Everything a contract's forecast tells."""
    stands, paths = view.stands, view.found.paths
    return {
        "contract": paths.contract,
        "follow_up": stands.now,
        "as_of": stands.today.isoformat() if stands.today else None,
        "is_over": stands.is_over,
        "method": view.found.choices.method.value,
        "draws": paths.draws,
        "seed": view.found.seed,
        "years": [
            {"year": year, "settled": year <= view.settled_until, "paid": spread_data(spread(paths.paid[number]))}
            for number, year in enumerate(paths.years)
        ],
        "total": spread_data(spread(paths.total)),
        "methods": {str(method): spread_data(view.totals[method]) for method in OTHERS},
        "luck_alone": spread_data(view.luck_alone),
        "parties": list(_parties(view)),
        "capital": [
            {"investor": one.investor, "capital_ore": one.capital, "back": chance_data(one.chance)} for one in view.back
        ],
        "limit_binds": chance_data(view.limit_binds),
        "guarantee_called": chance_data(view.guarantee_called),
        "intake": {
            "planned": view.planned,
            "came": stands.came,
            "final": {"p10": view.intake.p10, "p50": view.intake.p50, "p90": view.intake.p90},
        },
        "rates": [rate_data(one) for one in view.rates],
        "comparisons": [comparison_data(one) for one in view.comparisons],
        "warnings": [warning_data(one) for one in view.warnings],
        "assumed": assumed_data(paths.assumed),
    }


def spread_data(found: Spread) -> dict[str, int]:
    """A spread of money in øre; `error_ore` is the standard error of the mean."""
    return {
        "p10_ore": found.p10,
        "p50_ore": found.p50,
        "p90_ore": found.p90,
        "mean_ore": round(found.mean),
        "error_ore": round(found.error),
    }


def chance_data(found: Chance | None) -> dict[str, float] | None:
    """A chance with its standard error."""
    return None if found is None else {"chance": _told(float(found.share)), "error": _told(found.error)}


def _told(value: float) -> float:
    return round(value, _PLACES)


def _parties(view: Gathered) -> Iterator[dict[str, Any]]:
    paths = view.found.paths
    for side, accounts in (("pays", paths.payers), ("receives", paths.receivers)):
        for account, ore in accounts.items():
            yield {"account": account, "side": side, "total": spread_data(spread(ore.sum(axis=0)))}


def rate_data(rate: RateView) -> dict[str, Any]:
    """A rate as signed, what each follow-up counted, and what is believed of it now."""
    return {
        "outcome": rate.signed.outcome,
        "signed": _told(float(rate.signed.signed)),
        "strength": float(rate.signed.strength),
        "follow_ups": [
            {"follow_up": one.number, "achieved": one.achieved, "measured": one.measured}
            for one in rate.signed.follow_ups
        ],
        "believed": {str(method): _belief(rate, method) for method in OTHERS},
        "collapsed": None if rate.collapsed is None else _told(rate.collapsed),
    }


def _belief(rate: RateView, method: Method) -> dict[str, float]:
    belief = rate.believed[method].belief
    low, high = belief.interval()
    return {"mean": _told(belief.mean), "low": _told(low), "high": _told(high)}


def comparison_data(one: Shown) -> dict[str, Any]:
    """What a comparison can show; what is not known is none, and `unknown` says why."""
    about = one.about
    return {
        "figure": about.figure,
        "reference": about.reference,
        "expected": None if about.expected is None else _told(float(about.expected)),
        "against": None if about.against is None else _told(float(about.against)),
        "counted_on": about.units if about.of == AS_MANY else about.of,
        "units": about.units,
        "power": None if one.power is None else _told(one.power),
        "enough": one.enough,
        "unknown": about.unknown,
    }


def warning_data(early: Early) -> dict[str, Any]:
    """A warning as a code with its values and what it is about."""
    problem = early.problem
    return {
        "code": problem.code,
        "outcome": early.outcome,
        "follow_up": early.follow_up,
        "values": dict(problem.values),
    }


def assumed_data(marks: tuple[Marked, ...]) -> list[dict[str, str]]:
    """Assumed values: where they stand, and the reason given there."""
    return [{"path": mark.path, "why": mark.why} for mark in marks]
