"""Early warning: intake against plan, what it will end at, what that costs in repayment, and what restores balance.

Two worlds are compared draw by draw: one in which every planned unit comes in the months that are left, and one in
which intake goes on as learned. Rates and results come from the same streams in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from bundlinje.forecast.beliefs import follow_ups, intake_belief, plan_by_month, rate_belief
from bundlinje.forecast.contract import ContractForecast, forecast_from
from bundlinje.forecast.drawing import Choices
from bundlinje.forecast.fund.agreements import Agreement, Run
from bundlinje.forecast.fund.fan import Chance
from bundlinje.forecast.fund.redated import cut, day_after, stands
from bundlinje.forecast.fund.restoring import Restored, restored
from bundlinje.forecast.learning.evidence import FollowUp, Weighing
from bundlinje.forecast.learning.prior import Prior, learned
from bundlinje.forecast.learning.surprise import (
    Level,
    Surprise,
    early_warning,
    intake_surprise,
    intake_warning,
    surprise,
)
from bundlinje.forecast.paths import Spread, chance, spread
from bundlinje.forecast.situation import Situation
from bundlinje.planned.intake import Batch
from bundlinje.problems import Place, Problem
from bundlinje.settlement.intake import Admitted, admitted_against_plan


@dataclass(frozen=True, slots=True)
class IntakeForecast:
    """One contract's intake. Counts in units, money in øre to the account that is asked about.

    `cohorts` has planned and actual to date with dated milestones; `final` how many come in all, `reached` the chance
    that it is no fewer than planned; `repayment` what the account receives in all as learned, and `lost` how much less
    that is than if everybody who is planned still came, with its paired error.
    """

    contract: str
    cohorts: tuple[Admitted, ...]
    planned: int
    came: int
    final: Spread
    reached: Chance
    repayment: Spread
    lost: Spread
    seen: Surprise | None
    warning: Problem | None
    restored: Restored | None
    """What would restore balance; none where the contract says no capital for the account."""


@dataclass(frozen=True, slots=True)
class ResultWarning:
    """The newest follow-up of an outcome beside what was believed before it, and the warning that it gives, if any."""

    outcome: str
    follow_up: FollowUp
    seen: Surprise
    warning: Problem | None

    @property
    def is_to_be_decided(self) -> bool:
        """Whether it is so far below the expectation that somebody must decide: go on, amend or stop."""
        return self.seen.is_below and self.seen.level is Level.ALARM


def intake_forecast(agreement: Agreement, account: str, run: Run | None = None) -> IntakeForecast:
    """Where intake is heading, and what that means for repayment to an account. `Refused` where it cannot be drawn."""
    asked, now = run or Run(), stands(agreement)
    planned = sum(one.units for one in now.plan)
    as_learned = _drawn(now, asked, Choices(effect=agreement.effect))
    as_planned = _drawn(
        _caught_up(agreement, now, planned), asked, Choices(effect=agreement.effect, certain_intake=True)
    )
    received = as_learned.paths.received_by([account]).sum(axis=0)
    seen = _intake_surprise(now)
    return IntakeForecast(
        contract=now.contract.contract,
        cohorts=tuple(admitted_against_plan(now.settled[-1])) if now.settled else (),
        planned=planned,
        came=now.came,
        final=spread(as_learned.paths.admitted),
        reached=chance(as_learned.paths.admitted >= planned),
        repayment=spread(received),
        lost=spread(as_planned.paths.received_by([account]).sum(axis=0) - received),
        seen=seen,
        warning=intake_warning(seen, Place(path=now.contract.contract)) if seen else None,
        restored=restored(agreement, now, account, as_learned, asked),
    )


def result_warnings(agreement: Agreement) -> tuple[ResultWarning, ...]:
    """Every outcome's newest follow-up, with the warning that it gives."""
    now = stands(agreement)
    return tuple(_results(now))


def _drawn(now: Situation, run: Run, choices: Choices) -> ContractForecast:
    return forecast_from(now, run.draws, run.seed, choices)


def _caught_up(agreement: Agreement, now: Situation, planned: int) -> Situation:
    """The contract if all who are planned still come: in the months ahead, or the day after where none is left."""
    again = cut(agreement, planned)
    plan = again.plan or ()
    if now.came < planned and now.today is not None and not any(one.day > now.today for one in plan):
        first = now.plan[-1]
        again = replace(again, plan=(*plan, Batch(first.cohort, first.segment, day_after(now), planned - now.came)))
    return stands(again)


def _intake_surprise(now: Situation) -> Surprise | None:
    """How surprising it is that so few have come; none before the first follow-up."""
    if now.today is None or not now.plan:
        return None
    first = min(one.day for one in now.plan)
    elapsed = max(0, (now.today.year - first.year) * 12 + now.today.month - first.month + 1)
    signed = intake_belief(replace(now, today=None))
    return intake_surprise(signed, plan_by_month(now), elapsed, now.came)


def _results(now: Situation) -> Iterator[ResultWarning]:
    weighing = Weighing(Fraction(now.outlook.correlation.follow_ups))
    for name in now.known:
        believed, counted = rate_belief(now, name), list(follow_ups(now, name))
        if not counted or believed.signed in (0, 1):
            continue
        *before, newest = counted
        held = learned(Prior(believed.signed, believed.strength), before, weighing)
        seen = surprise(held, newest.achieved, newest.measured)
        place = Place(path=f"{now.contract.contract}: {name}")
        yield ResultWarning(name, newest, seen, early_warning(seen, place))
