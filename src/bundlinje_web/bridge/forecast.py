"""What may come, drawn in many worlds: of the fund, and of one contract. Each is drawn once until its files change."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from bundlinje_web.bridge.ahead import AheadTold, RiskTold, ahead_told, told_risk
from bundlinje_web.bridge.contract import digest as text_digest
from bundlinje_web.bridge.contract import read
from bundlinje_web.bridge.fund import digest, fund_in, state
from bundlinje_web.bridge.scenario import AS_PLANNED, ComparedYear, Scenario, changes_of, compared

if TYPE_CHECKING:
    from bundlinje.report.forecast_gathered import Gathered
    from bundlinje.report.fund_ahead import FundAhead

DRAWS, SEED = 1_000, 1
"""Enough worlds for a fan, few enough not to wait for."""

_one_at_a_time = Lock()


def fund_inputs(folder: Path) -> str:
    """What a forecast of the fund rests on: every file of its folder."""
    return digest(folder)


def fund_ahead(folder: Path, scenario: Scenario = AS_PLANNED) -> AheadTold:
    """What is told of the forecast of the fund in a folder, as planned or in a scenario. Raises `Refused`."""
    with _one_at_a_time:  # two who ask at once wait for the same draws
        return _fund_told(folder, digest(folder), scenario)


def fund_compared(folder: Path, scenario: Scenario) -> tuple[ComparedYear, ...]:
    """What a scenario makes of the fund's balance, year by year. Raises `Refused`."""
    with _one_at_a_time:
        return _fund_compared(folder, digest(folder), scenario)


@lru_cache(maxsize=32)
def _fund_compared(folder: Path, now: str, scenario: Scenario) -> tuple[ComparedYear, ...]:
    return compared(_fund_drawn(folder, now, AS_PLANNED).found, _fund_drawn(folder, now, scenario).found)


@lru_cache(maxsize=32)
def _fund_told(folder: Path, digest: str, scenario: Scenario) -> AheadTold:
    return ahead_told(_fund_drawn(folder, digest, scenario))


@lru_cache(maxsize=4)
def _fund_drawn(folder: Path, digest: str, scenario: Scenario) -> FundAhead:
    from bundlinje.forecast.fund.agreements import Run, read_agreements
    from bundlinje.forecast.fund.file import read_fund_outlook
    from bundlinje.forecast.fund.forecast import forecast_fund
    from bundlinje.forecast.fund.whatif import what_if
    from bundlinje.report.fund_ahead import gathered

    if scenario != AS_PLANNED:
        base = _fund_drawn(folder, digest, AS_PLANNED).found
        return gathered(what_if(base, changes_of(scenario, base)))
    fund = fund_in(folder)
    outlook = read_fund_outlook(folder / "outlooks" / "fund.yaml", fund)
    return gathered(forecast_fund(fund, read_agreements(folder, fund), outlook, Run(DRAWS, SEED)))


def inputs_digest(text: str, code: str, folder: Path) -> str:
    """What a contract's forecast rests on: its text, its outlook and its facts."""
    return text_digest(f"{text_digest(text)}:{_beside(folder, code)}")


def _beside(folder: Path, code: str) -> str:
    facts, outlook = folder / "facts" / code, folder / "outlooks" / f"{code}.yaml"
    told = outlook.read_text("utf-8") if outlook.exists() else ""
    return f"{text_digest(told)}:{state(facts) if facts.is_dir() else ''}"


def contract_ahead(text: str, code: str, folder: Path) -> Gathered:
    """The forecast of a contract from where its newest follow-up has brought it. Raises `Refused`."""
    with _one_at_a_time:
        return _contract_ahead(text, code, folder, _beside(folder, code))


@lru_cache(maxsize=32)
def _contract_ahead(text: str, code: str, folder: Path, _beside: str) -> Gathered:
    from bundlinje.facts.reading.folder import read_facts
    from bundlinje.forecast.beliefs import Method
    from bundlinje.forecast.read import read_outlook
    from bundlinje.forecast.situation import situation
    from bundlinje.report.forecast_gathered import gathered

    contract = read(text, code)
    facts, outlook = folder / "facts" / code, folder / "outlooks" / f"{code}.yaml"
    known = read_facts(facts, contract.facts) if facts.is_dir() else None
    ahead = read_outlook(outlook, contract) if outlook.exists() else None
    stands, start = situation(contract, ahead, known), situation(contract, ahead)
    return gathered(stands, start, (DRAWS, SEED), Method.LEARNED, lambda _done, _of: None)


def risk_told(text: str, code: str, folder: Path) -> RiskTold | None:
    """A contract's risks as the portfolio tells them; none where its text cannot be read."""
    with _one_at_a_time:
        return _risk_told(text, code, folder, _beside(folder, code))


@lru_cache(maxsize=64)
def _risk_told(text: str, code: str, folder: Path, _beside: str) -> RiskTold | None:
    from bundlinje.facts.reading.folder import read_facts
    from bundlinje.forecast.read import read_outlook
    from bundlinje.forecast.risk.portfolio import assess
    from bundlinje.problems import Refused

    try:
        contract = read(text, code)
        facts, outlook = folder / "facts" / code, folder / "outlooks" / f"{code}.yaml"
        known = read_facts(facts, contract.facts) if facts.is_dir() else None
        ahead = read_outlook(outlook, contract) if outlook.exists() else None
    except Refused:
        return None
    return told_risk(assess(contract, ahead, known, DRAWS, SEED), code)
