"""The risk assessment of a contract: every typical risk on the list, judged from its plan, facts and forecast.

The list is closed, so that no project goes without an answer to each; a risk that nothing can be said of is not known,
never low. The bounds between low, medium and high are choices of ours, named here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from bundlinje.comparisons.base import Compared
from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import fixed
from bundlinje.forecast.beliefs import Method, RateBelief, intake_belief, rate_belief
from bundlinje.forecast.contract import forecast_from
from bundlinje.forecast.drawing import Choices
from bundlinje.forecast.paths import Paths, spread
from bundlinje.forecast.situation import Situation


class RiskKind(StrEnum):
    """The typical risks of a social investment, from the fund's own experience."""

    RECRUITMENT = "recruitment"
    SMALL_GROUP = "small_group"
    LATE_START = "late_start"
    LONG_HORIZON = "long_horizon"
    RESULTS = "results"
    FIDELITY = "fidelity"
    DATA = "data"
    PAYER_MISSING = "payer_missing"


class RiskLevel(StrEnum):
    """How great a risk is; what nobody knows is not low."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    NOT_KNOWN = "not_known"


Told: TypeAlias = Mapping[str, int | float | Fraction | str]


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk: how great, the code of the reason, and the numbers the reason tells."""

    kind: RiskKind
    level: RiskLevel
    reason: str
    values: Told = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where low ends and high begins, of a number that is worse the greater it is."""

    low: Fraction
    high: Fraction

    def level(self, value: float | Fraction) -> RiskLevel:
        """How great the risk is at a value."""
        if value <= self.low:
            return RiskLevel.LOW
        return RiskLevel.MEDIUM if value <= self.high else RiskLevel.HIGH


BOUNDS: Mapping[RiskKind, Bounds] = MappingProxyType(
    {
        RiskKind.RECRUITMENT: Bounds(Fraction(5, 100), Fraction(20, 100)),
        RiskKind.SMALL_GROUP: Bounds(Fraction(20, 100), Fraction(50, 100)),
        RiskKind.LATE_START: Bounds(Fraction(1), Fraction(6)),
        RiskKind.LONG_HORIZON: Bounds(Fraction(3), Fraction(6)),
        RiskKind.RESULTS: Bounds(Fraction(10, 100), Fraction(30, 100)),
        RiskKind.DATA: Bounds(Fraction(5, 100), Fraction(20, 100)),
        RiskKind.PAYER_MISSING: Bounds(Fraction(0), Fraction(20, 100)),
    }
)
"""Missing intake and missing results as shares of the plan; the spread of payments that luck alone makes, as a share of
the middle; months of delay; years to the middle of the payments; results not in yet; saving that falls to others."""


def assessed(stands: Situation, paths: Paths, draws: int = 2_000) -> tuple[Risk, ...]:
    """Every risk on the list, for a contract that can be simulated."""
    return (
        _recruitment(stands),
        _small_group(stands, draws),
        _late_start(stands),
        _long_horizon(stands, paths),
        _results(stands),
        *told_by_contract(stands.contract),
        _data(stands),
    )


def assessed_unseen(contract: Contract) -> tuple[Risk, ...]:
    """Every risk on the list, for a contract that cannot be simulated: what its text tells, the rest not known."""
    told = {one.kind: one for one in told_by_contract(contract)}
    return tuple(told.get(kind, Risk(kind, RiskLevel.NOT_KNOWN, "not_simulated")) for kind in RiskKind)


def told_by_contract(contract: Contract) -> Iterator[Risk]:
    """The risks that the text of a contract tells by itself."""
    yield _fidelity(contract)
    yield _payer_missing(contract)


def _recruitment(stands: Situation) -> Risk:
    planned = sum(one.units for one in stands.plan)
    if not planned:
        return Risk(RiskKind.RECRUITMENT, RiskLevel.NOT_KNOWN, "no_plan")
    over = stands.today is not None and all(one.day <= stands.today for one in stands.plan)
    share = stands.came / planned if over else min(1.0, intake_belief(stands).mean)
    level = BOUNDS[RiskKind.RECRUITMENT].level(1 - share)
    return Risk(RiskKind.RECRUITMENT, level, "came" if over else "comes", {"share": share, "planned": planned})


def _small_group(stands: Situation, draws: int) -> Risk:
    planned = sum(one.units for one in stands.plan)
    luck = Choices(Method.FLAT, Fraction(1), certain_intake=True)
    found = spread(forecast_from(stands, draws, choices=luck).paths.total)
    if not found.p50:
        return Risk(RiskKind.SMALL_GROUP, RiskLevel.NOT_KNOWN, "nothing_expected")
    width = Fraction(found.p90 - found.p10, found.p50)
    level = BOUNDS[RiskKind.SMALL_GROUP].level(width)
    return Risk(RiskKind.SMALL_GROUP, level, "luck_alone", {"width": width, "planned": planned})


def _late_start(stands: Situation) -> Risk:
    if stands.came:
        return Risk(RiskKind.LATE_START, RiskLevel.LOW, "started", {"came": stands.came})
    if not stands.outlook.intake.delays:
        return Risk(RiskKind.LATE_START, RiskLevel.NOT_KNOWN, "no_delay_stated")
    months = intake_belief(stands).delay
    return Risk(RiskKind.LATE_START, BOUNDS[RiskKind.LATE_START].level(months), "delay", {"months": months})


def _long_horizon(stands: Situation, paths: Paths) -> Risk:
    paid = paths.paid.mean(axis=1)
    if not paid.sum() or not stands.plan:
        return Risk(RiskKind.LONG_HORIZON, RiskLevel.NOT_KNOWN, "nothing_expected")
    first = min(one.day for one in stands.plan).year
    years = sum(float(ore) * (year - first) for ore, year in zip(paid, paths.years, strict=True)) / float(paid.sum())
    values = {"years": years, "last": paths.years[-1]}
    return Risk(RiskKind.LONG_HORIZON, BOUNDS[RiskKind.LONG_HORIZON].level(years), "middle_of_payments", values)


def _results(stands: Situation) -> Risk:
    seen = [rate_belief(stands, name) for name in stands.known]
    short = {one.outcome: _short(one, stands.contract) for one in seen if one.follow_ups and one.signed}
    if not short:
        return Risk(RiskKind.RESULTS, RiskLevel.NOT_KNOWN, "nothing_measured")
    worst = next(one for one in seen if one.outcome == max(short, key=lambda name: short[name]))
    values: Told = {"outcome": worst.outcome, "signed": worst.signed, "learned": worst.belief.mean}
    return Risk(RiskKind.RESULTS, BOUNDS[RiskKind.RESULTS].level(short[worst.outcome]), "learned", values)


def _short(one: RateBelief, contract: Contract) -> float:
    """How far a rate is from what was signed, on the bad side, as a share of it; below 0 it is better."""
    ratio = one.belief.mean / float(one.signed)
    return ratio - 1 if one.outcome in _unwanted(contract) else 1 - ratio


def _unwanted(contract: Contract) -> set[str]:
    """Outcomes that are better the fewer there are: those whose share a comparison wants lower."""
    lower = {one.figure for one in contract.figures.values() if isinstance(one, Compared) and one.better == "lower"}
    return {name for figure in lower if figure in contract.figures for name in contract.figures[figure].names()}


def _fidelity(contract: Contract) -> Risk:
    methods = contract.about.methods if contract.about else None
    if not methods:
        return Risk(RiskKind.FIDELITY, RiskLevel.NOT_KNOWN, "no_method_named")
    agreed = sum(1 for one in methods if one.parameters)
    level = RiskLevel.MEDIUM if agreed else RiskLevel.HIGH
    return Risk(RiskKind.FIDELITY, level, "method_agreed" if agreed else "method_loose", {"methods": len(methods)})


def _data(stands: Situation) -> Risk:
    if not stands.settled:
        return Risk(RiskKind.DATA, RiskLevel.NOT_KNOWN, "nothing_measured")
    waiting = sum(one.entries for one in stands.settled[-1].waiting)
    decided = sum(int(one.due.sum()) for one in stands.known.values())
    if not waiting + decided:
        return Risk(RiskKind.DATA, RiskLevel.NOT_KNOWN, "nothing_measured")
    share = Fraction(waiting, waiting + decided)
    return Risk(RiskKind.DATA, BOUNDS[RiskKind.DATA].level(share), "waiting", {"share": share, "waiting": waiting})


def _payer_missing(contract: Contract) -> Risk:
    savings = contract.expected.savings if contract.expected else None
    known = {account: ore for account, amount in (savings or {}).items() if (ore := fixed(amount)) is not None}
    if not sum(known.values()):
        return Risk(RiskKind.PAYER_MISSING, RiskLevel.NOT_KNOWN, "saving_not_stated")
    paying = {account.partition("/")[0] for account in payers_of(contract)}
    elsewhere = sum(ore for account, ore in known.items() if account.partition("/")[0] not in paying)
    share = Fraction(elsewhere, sum(known.values()))
    return Risk(
        RiskKind.PAYER_MISSING, BOUNDS[RiskKind.PAYER_MISSING].level(share), "saves_elsewhere", {"share": share}
    )


def payers_of(contract: Contract) -> tuple[str, ...]:
    """The accounts that may pay for outcomes."""
    splits = [split for leg in contract.all_legs().values() for split in (leg.payers or {}).values()]
    accounts = (account for split in splits for account in split.accounts())
    return tuple(dict.fromkeys(account for account in accounts if account != "vehicle"))
