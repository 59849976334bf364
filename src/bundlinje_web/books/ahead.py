"""Forecasts as the books' pages tell them: taken from what was kept, and drawn only where nothing holds any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import bundlinje
from bundlinje_web.acting import system
from bundlinje_web.books.actions.keep_forecast import keep_forecast
from bundlinje_web.books.models import ForecastKept
from bundlinje_web.bridge.ahead import AheadTold, RiskTold
from bundlinje_web.bridge.forecast import DRAWS, SEED, fund_ahead, fund_compared, fund_inputs, inputs_digest, risk_told
from bundlinje_web.bridge.kept import plain, whole
from bundlinje_web.bridge.portfolio import Holding
from bundlinje_web.bridge.scenario import AS_PLANNED, ComparedYear, Scenario
from bundlinje_web.contracts.beside.folder import as_of, folder, fund

FUND, RISK = "fund", "risk"
JOB = system("forecasts")


@dataclass(frozen=True)
class Ahead:
    """The fund's forecast with when it was drawn, and whether the books are others by now."""

    told: AheadTold
    drawn: datetime | None = None
    is_outdated: bool = False


def _what(kind: str, inputs: str, of: str = "") -> dict[str, Any]:
    return {"kind": kind, "of": of, "inputs": inputs, "engine": bundlinje.__version__, "seed": SEED, "draws": DRAWS}


@lru_cache(maxsize=64)
def _told(row: UUID) -> Any:
    """What a row tells; a row never changes."""
    return whole(ForecastKept.objects.values_list("told", flat=True).get(pk=row))


def _row(what: dict[str, Any]) -> ForecastKept | None:
    return ForecastKept.objects.filter(**what).defer("told").first()


def _kept(what: dict[str, Any], draw: Callable[[], Any]) -> ForecastKept | None:
    """The row that holds, drawn and kept now where there is none; none where nothing can be told."""
    found = _row(what)
    if found is not None:
        return found
    told = draw()
    if told is None:
        return None
    key = ":".join(str(value) for value in what.values())
    return keep_forecast(JOB, what, as_of(fund()), plain(told), key=key)


def draw_now() -> ForecastKept | None:
    """The row of the fund's forecast from the books as they are now. Raises `Refused`, `NoBooks`."""
    where = folder()
    return _kept(_what(FUND, fund_inputs(where)), lambda: fund_ahead(where))


def fund_forecast(scenario: Scenario = AS_PLANNED) -> Ahead:
    """The forecast from the books, or of a scenario. One that was drawn from earlier books is told as such.

    A scenario is drawn, and not kept. Raises `Refused`, `NoBooks`.
    """
    where = folder()
    if scenario != AS_PLANNED:
        return Ahead(fund_ahead(where, scenario))
    holds = _row(_what(FUND, fund_inputs(where)))
    row = holds or ForecastKept.objects.filter(kind=FUND).defer("told").first() or draw_now()
    if row is None:
        return Ahead(fund_ahead(where))
    return Ahead(_told(row.pk), row.recorded_at, is_outdated=row.inputs != fund_inputs(where))


def looked_ahead(scenario: Scenario = AS_PLANNED) -> AheadTold:
    """What is told of the forecast."""
    return fund_forecast(scenario).told


def risk_of(one: Holding) -> RiskTold | None:
    """The risks of one investment; none where its text cannot be read, or nothing is written."""
    if one.examined.errors:
        return None
    where, text = folder(), one.examined.text
    row = _kept(_what(RISK, inputs_digest(text, one.code, where), one.code), lambda: risk_told(text, one.code, where))
    return None if row is None else _told(row.pk)


def compared_with(scenario: Scenario) -> tuple[ComparedYear, ...]:
    """What a scenario makes of the balance. Raises `KeyError` where it is as planned."""
    if scenario == AS_PLANNED:
        raise KeyError(scenario)
    return fund_compared(folder(), scenario)
