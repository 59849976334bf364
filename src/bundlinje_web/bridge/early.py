"""Early warning of an intake that is behind: what it ends at, what that costs in repayment, what restores balance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bundlinje_web.bridge.contract import read
from bundlinje_web.bridge.forecast import DRAWS, SEED, inputs_digest

if TYPE_CHECKING:
    from bundlinje.money import Ore
    from bundlinje.report.table import Cell


@dataclass(frozen=True, slots=True)
class IntakeWarning:
    """What the first investor of a contract loses if intake goes on as it has, and what would restore balance."""

    lost: Ore
    """How much less is repaid than if everybody who is planned still came; the middle of the draws."""
    restored: Cell


def intake_warning(text: str, code: str, folder: Path) -> IntakeWarning | None:
    """The warning of a contract; none where nothing is lost, or where it cannot be drawn."""
    return _intake_warning(text, code, folder, inputs_digest(text, code, folder))


@lru_cache(maxsize=32)
def _intake_warning(text: str, code: str, folder: Path, _inputs: str) -> IntakeWarning | None:
    from bundlinje.facts.reading.folder import read_facts
    from bundlinje.forecast.fund.agreements import Agreement, Run
    from bundlinje.forecast.fund.intake_warning import intake_forecast
    from bundlinje.forecast.read import read_outlook
    from bundlinje.problems import Refused
    from bundlinje.report.what_if_tables import restored_told

    contract = read(text, code)
    investor = next(iter(contract.capital or {}), "")
    facts, outlook = folder / "facts" / code, folder / "outlooks" / f"{code}.yaml"
    if not investor or not facts.is_dir():
        return None
    try:
        ahead = read_outlook(outlook, contract) if outlook.exists() else None
        agreement = Agreement(contract, ahead, read_facts(facts, contract.facts))
        found = intake_forecast(agreement, investor, Run(DRAWS, SEED))
    except Refused:
        return None
    return IntakeWarning(found.lost.p50, restored_told(found)) if found.lost.p50 > 0 else None
