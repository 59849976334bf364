"""What knowing more is worth before deciding: perfect information, one input known, and a pilot.

The decision is go or no-go: a case goes ahead if its expected net is above zero, and doing nothing is worth nothing.
Knowing more is worth what it spares: the losses of going ahead wrongly, or the gains of staying away wrongly. Source:
Raiffa and Schlaifer, Applied Statistical Decision Theory (1961); the names are those of health economics.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from bundlinje.business_case.sensitivity.distributions import Beta
from bundlinje.business_case.sensitivity.estimate import Estimate
from bundlinje.business_case.sensitivity.special import log_beta

if TYPE_CHECKING:
    from bundlinje.business_case.sensitivity.distributions import Draws

_Z = NormalDist()


def normal_evpi(mean: float, deviation: float) -> float:
    """The value of perfect information where the net is normal: s·pdf(m/s) − m·cdf(−m/s), m the size of the mean."""
    if deviation == 0:
        return 0.0
    apart = abs(mean) / deviation
    return deviation * _Z.pdf(apart) - abs(mean) * _Z.cdf(-apart)


def perfect(net: Draws) -> Estimate:
    """The expected value of perfect information, from draws of the net: what is lost on average by deciding now."""
    loss = (-net if net.mean() > 0 else net).clip(min=0.0)
    return Estimate(float(loss.mean()), float(loss.std(ddof=1)) / sqrt(len(net)))


@dataclass(frozen=True, slots=True)
class Line:
    """The expected net as a straight line in one input: `slope` for each whole of it, from `intercept`.

    `error` is the standard error of the line where the input is at its mean.
    """

    slope: float
    intercept: float
    error: float

    def at(self, value: float) -> float:
        """The expected net where the input has this value."""
        return self.intercept + self.slope * value


def line(values: Draws, net: Draws) -> Line:
    """The least-squares line of the net on one input.

    A rate enters a case in proportion and is drawn independently of the rest, so its line is the expectation itself.
    """
    import numpy as np

    apart = values - values.mean()
    within = float(apart @ apart)
    slope = float(apart @ net) / within if np.ptp(values) > 0 else 0.0
    intercept = float(net.mean()) - slope * float(values.mean())
    rest = net - intercept - slope * values
    return Line(slope, intercept, float(np.std(rest, ddof=min(2, len(rest) - 1))) / sqrt(len(net)))


def partial(values: Draws, net: Draws) -> Estimate:
    """What knowing one input exactly would be worth, all others staying as uncertain as they are."""
    expected = line(values, net)
    known = expected.intercept + expected.slope * values
    found = perfect(known)
    return Estimate(found.value, sqrt(found.error**2 + (expected.error * float((known < 0).mean())) ** 2))


@dataclass(frozen=True, slots=True)
class Pilot:
    """A trial of so many participants before deciding: what it is worth, what it costs, and how often it decides.

    `worth` and `cost` in øre; `changes` is the chance that it turns the decision; `at_least` the fewest successes that
    would make one go ahead (none if no result would).
    """

    participants: int
    worth: float
    changes: float
    at_least: int | None
    cost: int | None = None

    @property
    def pays(self) -> bool | None:
        """Whether the pilot is worth more than it costs; none where its cost is not known."""
        return None if self.cost is None else self.worth > self.cost


def pilot(prior: Beta, expected: Line, participants: int, cost: int | None = None) -> Pilot:
    """What a pilot of the rate is worth, exactly: every number of successes by its chance, and the best decision then.

    The rate after `x` of `n` succeeded is (a + x) / (a + b + n), and the expected net is a line in it. A pilot is worth
    what it moves where it turns the decision; where it turns nothing it is worth nothing.
    """
    outcomes = list(_beta_binomial(prior, participants))
    after = [expected.at((prior.a + x) / (prior.a + prior.b + participants)) for x, _ in outcomes]
    now = expected.at(prior.mean)
    turned = [(net, p) for net, (_, p) in zip(after, outcomes, strict=True) if (net > 0) != (now > 0)]
    worth, changes = sum(p * abs(net) for net, p in turned), sum(p for _, p in turned)
    ahead = [x for net, (x, _) in zip(after, outcomes, strict=True) if net > 0]
    return Pilot(participants, worth, changes, min(ahead) if ahead else None, cost)


def best_pilot(prior: Beta, expected: Line, sizes: Iterable[int], each: int, start: int = 0) -> Pilot | None:
    """The pilot whose worth exceeds its cost the most (`start` and `each` participant in øre); none if none does."""
    tried = [pilot(prior, expected, n, start + n * each) for n in sizes]
    best = max(tried, key=lambda one: one.worth - (one.cost or 0), default=None)
    return best if best is not None and best.pays else None


def _beta_binomial(prior: Beta, n: int) -> Iterable[tuple[int, float]]:
    """Each number of successes among `n` and its chance, before anything is seen."""
    base = log_beta(prior.a, prior.b) + log(n + 1)
    for x in range(n + 1):
        yield x, exp(log_beta(prior.a + x, prior.b + n - x) - log_beta(x + 1, n - x + 1) - base)
