"""The fund's agreements: what each is forecast from, and one contract's draws as a job that can travel to a worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
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
from bundlinje.forecast.paths import Paths
from bundlinje.forecast.read import read_outlook
from bundlinje.forecast.situation import situation
from bundlinje.fund.model import Fund
from bundlinje.planned.intake import Batch
from bundlinje.problems import Collector, Place, Problem, Refused, error

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]

DRAWN = (Method.LEARNED, Method.MIXTURE)
"""The two ways in which contracts are simulated; the flat one is the budget itself."""


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
    """One agreement to be simulated, in so many draws from one seed."""

    agreement: Agreement
    draws: int
    seed: int


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
    """Every agreement's paths. Which worker draws what changes nothing: each contract has its own streams."""
    jobs = [Job(one, run.draws, run.seed) for one in agreements.values()]
    return dict(zip(agreements, run.executor.run(simulate, jobs, run.progress), strict=True))


def simulate(job: Job) -> Simulated:
    """The paths of one job."""
    one = job.agreement
    try:
        stands = situation(one.contract, one.outlook, one.facts, plan=one.plan)
        if stands.is_over:
            place = Place(path=one.contract.contract)
            return Simulated(why_not=(error("fund_outlook.nothing_ahead", place, contract=one.contract.contract),))
        paths = {
            method: forecast_from(stands, job.draws, job.seed, Choices(method, effect=one.effect)).paths
            for method in DRAWN
        }
    except Refused as refusal:
        return Simulated(why_not=_that_travel(refusal.problems))
    return Simulated(paths)


def _that_travel(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The same problems with values that can be sent between processes, which a read-only view cannot."""
    return tuple(replace(one, values=dict(one.values)) for one in problems)
