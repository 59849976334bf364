"""How many people meet every criterion of admission, before anyone signs: is the target group worded too narrowly?

An outlook states how many people a year the first words of the target group fit, and for each criterion the share of
them who meet it, both with their uncertainty. Criteria are met one after the other, each by a share of those left.
What comes out is told beside the planned intake: the chance that there are enough, the share of them who must then be
reached, and what each criterion costs: how many more there would be without it (PP-06).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.contract.parts import Name
from bundlinje.forecast.outlook_file import CriterionOutlook, Outlook, TargetGroup
from bundlinje.forecast.paths import Spread, chance, spread
from bundlinje.planned.intake import Batch, planned_intake
from bundlinje.problems import Place, Refused, error
from bundlinje.streams import BLOCK, Streams, blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]
    Floats: TypeAlias = NDArray[np.float64]

_P90 = NormalDist().inv_cdf(0.9)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its words, the share who meet it in the middle world, and how many more there are without it."""

    id: str
    name: Name | None
    met_by: Fraction
    without: Spread


@dataclass(frozen=True, slots=True)
class Eligible:
    """How many are eligible while intake is open, beside how many are planned.

    `enough` is the chance that the eligible are at least as many as planned, and its standard error; `reach` the share
    of the eligible who must be reached in the middle world, above one where there are too few.
    """

    planned: int
    years: Fraction
    people: Spread
    enough: tuple[Fraction, float]
    reach: Fraction | None
    criteria: tuple[Criterion, ...]


def eligible(contract: Contract, outlook: Outlook | None, draws: int, seed: int) -> Eligible:
    """How many people meet every criterion. Raises `Refused` where the outlook says nothing of the target group."""
    group = outlook.target_group if outlook else None
    if group is None:
        raise Refused([error("outlook.no_target_group", Place(path=contract.contract))])
    batches = planned_intake(contract)
    planned = sum(batch.units for batch in batches)
    years = Fraction(months_between(batches), 12)
    counts = _counts(contract, group, years, draws, seed)
    people = spread(counts["all"])
    return Eligible(
        planned,
        years,
        people,
        chance(counts["all"] >= planned),
        Fraction(planned, people.p50) if people.p50 else None,
        tuple(_criterion(id_, each, counts[id_]) for id_, each in group.criteria.items()),
    )


def months_between(batches: Sequence[Batch]) -> int:
    """How many months intake is open: from the first month somebody is planned in to the last, both counted."""
    first, last = min(batch.day for batch in batches), max(batch.day for batch in batches)
    return 12 * (last.year - first.year) + last.month - first.month + 1


def _criterion(id_: str, stated: CriterionOutlook, without: Int64) -> Criterion:
    return Criterion(id_, stated.name, Fraction(stated.p50), spread(without))


def _counts(contract: Contract, group: TargetGroup, years: Fraction, draws: int, seed: int) -> dict[str, Int64]:
    """Eligible people in every world, with all criteria (`all`) and with each one left out."""
    found: dict[str, list[Int64]] = {name: [] for name in ("all", *group.criteria)}
    streams = Streams(seed)
    for block in range(len(blocks(draws))):
        generator = streams.of(contract.contract, "eligible", block)
        described = _described(group, years, generator)
        shares = {id_: _share(stated, generator) for id_, stated in group.criteria.items()}
        luck = generator.standard_normal(BLOCK)
        for left_out, parts in found.items():
            kept = [share for id_, share in shares.items() if id_ != left_out]
            parts.append(_meeting(described, kept, luck))
    return {name: np.concatenate(parts)[:draws] for name, parts in found.items()}


def _described(group: TargetGroup, years: Fraction, generator: np.random.Generator) -> Floats:
    """How many people the first words fit, in every world, over the time intake is open."""
    low, middle, high = (float(value.value) for value in (group.people.p10, group.people.p50, group.people.p90))
    away = generator.standard_normal(BLOCK)
    drawn = middle + np.where(away < 0, middle - low, high - middle) / _P90 * away
    return np.maximum(0.0, drawn) * float(years)


def _share(stated: CriterionOutlook, generator: np.random.Generator) -> Floats:
    """The share who meet a criterion, in every world."""
    away = generator.standard_normal(BLOCK)
    low, middle, high = float(stated.p10), float(stated.p50), float(stated.p90)
    return np.clip(middle + np.where(away < 0, middle - low, high - middle) / _P90 * away, 0.0, 1.0)


def _meeting(described: Floats, shares: list[Floats], luck: Floats) -> Int64:
    """How many of them meet these criteria: each person does or does not, so small groups vary on their own.

    The same luck is used with and without a criterion, so that what it costs is not blurred; the number of people is
    near enough to normal for that, and is never below zero or above those described.
    """
    share = np.prod(shares, axis=0) if shares else np.ones_like(described)
    spread_of_luck = np.sqrt(described * share * (1 - share))
    met: Int64 = np.rint(np.clip(described * share + spread_of_luck * luck, 0.0, described)).astype(np.int64)
    return met
