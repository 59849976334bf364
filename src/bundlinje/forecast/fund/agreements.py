"""The fund's agreements: what each is forecast from, and one contract's draws as a job that can travel to a worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.contract.read import read_contract
from bundlinje.facts.reading.folder import read_facts
from bundlinje.facts.tables import Facts
from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.contract import DRAWS, forecast_from
from bundlinje.forecast.drawing import Choices
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.parallel import Executor, Progress, Serial, unheard
from bundlinje.forecast.paths import Paths, joined
from bundlinje.forecast.read import read_outlook
from bundlinje.forecast.situation import Situation, situation
from bundlinje.fund.model import Fund
from bundlinje.planned.intake import Batch
from bundlinje.problems import Collector, Place, Problem, Refused, error
from bundlinje.streams import BLOCK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]

DRAWN = (Method.LEARNED, Method.MIXTURE)
"""The two ways in which contracts are simulated; the flat one is the budget itself."""

PIECE = 40
"""Blocks of draws in one job: some twenty thousand draws, long enough to be worth sending to a worker."""


@dataclass(frozen=True, eq=False)
class Agreement:
    """One contract of the fund with all that its forecast rests on; `plan` and `effect` are what a what-if changes."""

    contract: Contract
    outlook: Outlook | None = None
    facts: Facts | None = None
    plan: tuple[Batch, ...] | None = None
    effect: Fraction = Fraction(1)


@dataclass(frozen=True, eq=False)
class Simulated:
    """An agreement's paths by method; none, and why not, where it cannot be simulated or has nothing to come."""

    paths: Mapping[Method, Paths] = field(default_factory=dict)
    why_not: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """How a forecast is drawn: how many worlds, from which seed, and who does the work."""

    draws: int = DRAWS
    seed: int = 1
    executor: Executor = field(default_factory=Serial)
    progress: Progress = unheard


@dataclass(frozen=True, eq=False)
class Job:
    """One agreement to be simulated: so many draws from one seed, from block `first` of the streams on."""

    agreement: Agreement
    draws: int
    seed: int
    first: int = 0


def read_agreements(folder: Path, fund: Fund) -> dict[str, Agreement]:
    """The agreements that the fund's lines name, from `contracts/`, `outlooks/` and `facts/` of its folder.

    A contract that is not there is left out. Raises `Refused` with every mistake of every file.
    """
    found, agreements = Collector(), {}
    for line in fund.investments():
        for name in line.agreements:
            try:
                if (folder / "contracts" / f"{name}.yaml").exists():
                    agreements[name] = read_agreement(folder, name)
            except Refused as refusal:
                found.add(*refusal.problems)
    found.refuse_errors()
    return agreements


def read_agreement(folder: Path, name: str) -> Agreement:
    """One contract of a folder, with its outlook and its facts where there are any."""
    contract = read_contract(folder / "contracts" / f"{name}.yaml")
    outlook, facts = folder / "outlooks" / f"{name}.yaml", folder / "facts" / name
    return Agreement(
        contract,
        read_outlook(outlook, contract) if outlook.exists() else None,
        read_facts(facts, contract.facts) if facts.exists() else None,
    )


def simulated(agreements: Mapping[str, Agreement], run: Run) -> dict[str, Simulated]:
    """Every agreement's paths. Which worker draws what changes nothing: each contract and block has its own streams."""
    jobs = [job for one in agreements.values() for job in jobs_of(one, run)]
    answers = iter(run.executor.run(simulate, jobs, run.progress))
    return {name: _together([next(answers) for _ in jobs_of(one, run)], run.draws) for name, one in agreements.items()}


def jobs_of(agreement: Agreement, run: Run) -> list[Job]:
    """One agreement's draws in pieces of whole blocks, so that many workers can share even one contract."""
    starts = range(0, run.draws, PIECE * BLOCK)
    return [Job(agreement, min(PIECE * BLOCK, run.draws - at), run.seed, at // BLOCK) for at in starts]


def _together(parts: Sequence[Simulated], draws: int) -> Simulated:
    """The pieces of one run; why the first could not be drawn, all could not."""
    if parts[0].why_not:
        return parts[0]
    return Simulated({method: joined([part.paths[method] for part in parts], draws) for method in parts[0].paths})


def simulate(job: Job) -> Simulated:
    """The paths of one job."""
    name = job.agreement.contract.contract
    try:
        stands = _stands(job.agreement)
        if stands.is_over:
            return Simulated(why_not=(error("fund_outlook.nothing_ahead", Place(path=name), contract=name),))
        return Simulated({method: _paths(stands, job, method) for method in DRAWN})
    except Refused as refusal:
        return Simulated(why_not=_that_travel(refusal.problems))


def _paths(stands: Situation, job: Job, method: Method) -> Paths:
    choices = Choices(method, effect=job.agreement.effect)
    return forecast_from(stands, job.draws, job.seed, choices, job.first).paths


@lru_cache(maxsize=1)
def _stands(agreement: Agreement) -> Situation:
    """Where an agreement stands: worked out once for the pieces that one worker draws in a row."""
    return situation(agreement.contract, agreement.outlook, agreement.facts, plan=agreement.plan)


def _that_travel(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The same problems with values that can be sent between processes, which a read-only view cannot."""
    return tuple(replace(one, values=dict(one.values)) for one in problems)
