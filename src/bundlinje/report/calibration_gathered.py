"""Whether forecasts hold: on simulated histories, how often what came lay where it was said to lie.

Rates: in every history a rate is drawn from what was signed, a first follow-up is counted, and what the next one counts
is foretold from it; that count is then drawn too. So the forecast is held against the very thing it speaks of.

Payments and the fund's balance: what came in every history is drawn by the same beliefs, terms and limits as the
forecast, from streams of its own. That tries the drawing and the intervals, year by year; not whether what was signed
is right, which only follow-ups can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.forecast.beliefs import rate_belief
from bundlinje.forecast.calibration import Calibration, calibrate, judged_alike
from bundlinje.forecast.contract import forecast_from
from bundlinje.forecast.fund.forecast import FundForecast
from bundlinje.forecast.learning.evidence import FollowUp
from bundlinje.forecast.learning.prior import Prior, learned
from bundlinje.forecast.situation import Situation
from bundlinje.streams import Streams

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]

Tick: TypeAlias = Callable[[int, int], None]
"""Told how many steps are done, and of how many."""

DRAWS = 1_000
"""Draws of each forecast of a follow-up that is judged."""

OTHERWISE = 1_000_003
"""Added to the seed of a forecast, it gives the seed of the histories: streams that share nothing with it."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """How forecasts of one thing did, in how many histories: of an outcome's next count, a year's money, or all of it.

    `measured` is how many are measured at a follow-up; `year` a calendar year, none for all years together.
    """

    histories: int
    found: Calibration
    outcome: str | None = None
    measured: int | None = None
    year: int | None = None


def calibrated_rates(start: Situation, histories: int, seed: int, tick: Tick) -> Iterator[Calibrated]:
    """Every uncertain outcome of a contract as it stood before its first follow-up."""
    measured = max(1, sum(one.units for one in start.plan))
    for done, name in enumerate(start.known, start=1):
        belief = rate_belief(start, name)
        if 0 < belief.signed < 1:
            prior = Prior(belief.signed, belief.strength)
            yield Calibrated(histories, _learning(prior, measured, histories, seed), name, measured)
        tick(done, len(start.known))


def _learning(prior: Prior, measured: int, histories: int, seed: int) -> Calibration:
    def simulate(generator: np.random.Generator) -> tuple[int, float]:
        rate = prior.belief.sample(generator, 1)[0]
        first, following = generator.binomial(measured, rate, size=2)
        return int(first), float(following)

    def forecast(first: int, generator: np.random.Generator) -> NDArray[np.float64]:
        after = learned(prior, [FollowUp(1, first, measured)])
        return generator.binomial(measured, after.sample(generator, DRAWS)).astype(np.float64)

    return calibrate(simulate, forecast, histories, Streams(seed))


def calibrated_payments(stands: Situation, histories: int, drawn: tuple[int, int], tick: Tick) -> Iterator[Calibrated]:
    """What outcome payers pay in each uncertain year and in all; `drawn` is how many draws from which seed."""
    draws, seed = drawn
    foretold = forecast_from(stands, draws, seed).paths
    tick(1, 2)
    came = forecast_from(stands, histories, seed + OTHERWISE).paths
    tick(2, 2)
    yield from _by_year(foretold.years, foretold.paid, came.paid)
    yield from _uncertain(None, foretold.total, came.total)


def calibrated_balance(foretold: FundForecast, came: FundForecast) -> Iterator[Calibrated]:
    """The fund's balance at the end of each uncertain year, against the same fund in histories of their own."""
    yield from _by_year(foretold.years, foretold.balances(), came.balances())


def _by_year(years: Sequence[int], foretold: Int64, came: Int64) -> Iterator[Calibrated]:
    for year, draws, truths in zip(years, foretold, came, strict=True):
        yield from _uncertain(year, draws, truths)


def _uncertain(year: int | None, draws: Int64, truths: Int64) -> Iterator[Calibrated]:
    """One judgement; none of what is the same in every draw, which is no forecast."""
    if draws.min() < draws.max():
        yield Calibrated(len(truths), judged_alike(draws, truths), year=year)
