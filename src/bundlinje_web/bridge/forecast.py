"""What may come, drawn in many worlds: of the fund, and of one contract. Each is drawn once until its files change."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from bundlinje_web.bridge.contract import digest as text_digest
from bundlinje_web.bridge.contract import read
from bundlinje_web.bridge.fund import digest, fund_in, state

if TYPE_CHECKING:
    from bundlinje.forecast.risk.portfolio import Assessment
    from bundlinje.report.forecast_gathered import Gathered
    from bundlinje.report.fund_ahead import FundAhead

DRAWS, SEED = 1_000, 1
"""Enough worlds for a fan, few enough not to wait for."""

_one_at_a_time = Lock()


def fund_ahead(folder: Path) -> FundAhead:
    """Everything that is told of the forecast of the fund in a folder. Raises `Refused`."""
    with _one_at_a_time:  # two who ask at once wait for the same draws
        return _fund_ahead(folder, digest(folder))


@lru_cache(maxsize=2)
def _fund_ahead(folder: Path, _digest: str) -> FundAhead:
    from bundlinje.forecast.fund.agreements import Run, read_agreements
    from bundlinje.forecast.fund.file import read_fund_outlook
    from bundlinje.forecast.fund.forecast import forecast_fund
    from bundlinje.report.fund_ahead import gathered

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


def risks(texts: tuple[tuple[str, str], ...], folder: Path) -> tuple[Assessment, ...]:
    """The risk assessment of contracts, by code and text; those that cannot be read are left out."""
    with _one_at_a_time:
        return _risks(texts, folder, digest(folder))


@lru_cache(maxsize=4)
def _risks(texts: tuple[tuple[str, str], ...], folder: Path, _digest: str) -> tuple[Assessment, ...]:
    from bundlinje.facts.reading.folder import read_facts
    from bundlinje.forecast.read import read_outlook
    from bundlinje.forecast.risk.portfolio import assess
    from bundlinje.problems import Refused

    found = []
    for code, text in texts:
        try:
            contract = read(text, code)
            facts, outlook = folder / "facts" / code, folder / "outlooks" / f"{code}.yaml"
            known = read_facts(facts, contract.facts) if facts.is_dir() else None
            ahead = read_outlook(outlook, contract) if outlook.exists() else None
        except Refused:
            continue
        found.append(assess(contract, ahead, known, DRAWS, SEED))
    return tuple(found)
