"""Risk over all contracts of a fund: every one assessed, whether it can be simulated or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bundlinje.contract.amend import versions
from bundlinje.contract.model import Contract
from bundlinje.facts.tables import Facts
from bundlinje.forecast.contract import forecast_from
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.risk.assessment import Risk, RiskKind, RiskLevel, assessed, assessed_unseen
from bundlinje.forecast.risk.stakes import Bears, Stake, stakes
from bundlinje.forecast.situation import situation
from bundlinje.problems import Problem, Refused

Agreement: TypeAlias = tuple[Contract, Outlook | None, Facts | None]
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A contract's risks and stakes; `why_not` says why it could not be simulated, if it could not."""

    contract: Contract
    risks: tuple[Risk, ...]
    stakes: tuple[Stake, ...]
    why_not: tuple[Problem, ...] = ()

    def of(self, kind: RiskKind) -> Risk:
        """The judgement of one risk."""
        return next(one for one in self.risks if one.kind is kind)

    @property
    def high(self) -> tuple[Risk, ...]:
        """The risks that are high."""
        return tuple(one for one in self.risks if one.level is RiskLevel.HIGH)

    def borne_as(self, *bears: Bears) -> tuple[Stake, ...]:
        """The stakes of these kinds."""
        return tuple(one for one in self.stakes if one.bears in bears)


def assess(
    contract: Contract, outlook: Outlook | None = None, facts: Facts | None = None, draws: int = 2_000, seed: int = 1
) -> Assessment:
    """The assessment of one contract. One that cannot be simulated is assessed by its text, and says why."""
    try:
        stands = situation(contract, outlook, facts)
        paths = forecast_from(stands, draws, seed).paths
        return Assessment(stands.contract, assessed(stands, paths, draws), stakes(stands.contract, paths))
    except Refused as refused:
        newest = versions(contract)[-1].contract
        return Assessment(newest, assessed_unseen(newest), stakes(newest, None), tuple(refused.problems))


def portfolio(
    agreements: Sequence[Agreement], draws: int = 2_000, seed: int = 1, progress: Progress | None = None
) -> tuple[Assessment, ...]:
    """The assessment of every contract of a fund."""
    found = []
    for number, (contract, outlook, facts) in enumerate(agreements, start=1):
        found.append(assess(contract, outlook, facts, draws, seed))
        if progress:
            progress(number, len(agreements))
    return tuple(found)
