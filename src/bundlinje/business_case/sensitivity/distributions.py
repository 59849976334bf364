"""How uncertain one input is: beta for rates, gamma and PERT for quantities and costs; each knows its quantiles.

Sources: Jeffreys' prior for a counted rate (x + ½, n − x + ½); gamma by mean and coefficient of variation as in health
economics; PERT (Malcolm and others, 1959): a beta on (low, high) whose mean is (low + 4 mode + high) / 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bundlinje.business_case.sensitivity.special import beta_quantile, gamma_quantile
from bundlinje.problems import Refused, error

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws: TypeAlias = NDArray[np.float64]

LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
"""The points at which uncertainty is told: P10, P50 and P90."""

_NEAR, _EXACT = 1e-9, 1e-13


class Distribution(Protocol):
    """What one input may turn out to be."""

    @property
    def mean(self) -> float:
        """The average."""

    @property
    def variance(self) -> float:
        """The average squared distance from the mean."""

    def quantile(self, p: float) -> float:
        """The value not exceeded with chance `p`."""

    def sample(self, generator: np.random.Generator, draws: int) -> Draws:
        """So many independent draws. Fewer draws from the same stream are the beginning of more."""


@dataclass(frozen=True, slots=True)
class Certain(Distribution):
    """A value that is what it is."""

    value: float

    @property
    def mean(self) -> float:
        return self.value

    @property
    def variance(self) -> float:
        return 0.0

    def quantile(self, p: float) -> float:
        return self.value

    def sample(self, generator: np.random.Generator, draws: int) -> Draws:
        import numpy as np

        return np.full(draws, self.value)


@dataclass(frozen=True, slots=True)
class Beta(Distribution):
    """A rate between 0 and 1, as if `a` had succeeded and `b` had not."""

    a: float
    b: float

    @classmethod
    def counted(cls, successes: float, of: float) -> Beta:
        """A rate seen as `successes` out of `of`, from Jeffreys' prior: Beta(x + ½, n − x + ½)."""
        if not 0 <= successes <= of:
            raise Refused([error("sensitivity.counts_do_not_fit", successes=f"{successes:g}", of=f"{of:g}")])
        return cls(successes + 0.5, of - successes + 0.5)

    @classmethod
    def around(cls, mean: float, cv: float) -> Beta:
        """The beta with this mean and coefficient of variation; one too wide for a rate is refused."""
        strength = (1 - mean) / (mean * cv * cv) - 1 if 0 < mean < 1 and cv > 0 else 0.0
        if strength <= 0:
            raise Refused([error("sensitivity.rate_too_wide", mean=f"{mean * 100:g} %", cv=f"{cv * 100:g} %")])
        return cls(mean * strength, (1 - mean) * strength)

    @property
    def mean(self) -> float:
        return self.a / (self.a + self.b)

    @property
    def variance(self) -> float:
        strength = self.a + self.b
        return self.a * self.b / (strength * strength * (strength + 1))

    def quantile(self, p: float) -> float:
        return beta_quantile(p, self.a, self.b)

    def sample(self, generator: np.random.Generator, draws: int) -> Draws:
        return generator.beta(self.a, self.b, draws)


@dataclass(frozen=True, slots=True)
class Gamma(Distribution):
    """A positive number by its mean and its coefficient of variation (standard deviation over mean)."""

    middle: float
    cv: float

    @property
    def mean(self) -> float:
        return self.middle

    @property
    def variance(self) -> float:
        return (self.middle * self.cv) ** 2

    def quantile(self, p: float) -> float:
        shape = self.cv**-2
        return gamma_quantile(p, shape) / shape * self.middle

    def sample(self, generator: np.random.Generator, draws: int) -> Draws:
        shape = self.cv**-2
        return generator.gamma(shape, self.middle / shape, draws)


@dataclass(frozen=True, slots=True)
class Pert(Distribution):
    """A number between two ends, most often near its mode."""

    low: float
    mode: float
    high: float

    @classmethod
    def through(cls, p10: float, p50: float, p90: float) -> Pert:
        """The one PERT that has these three quantiles; a median too near one of the others has none and is refused."""
        if not p10 < p50 < p90:
            raise Refused([error("sensitivity.points_out_of_order", p10=f"{p10:g}", p50=f"{p50:g}", p90=f"{p90:g}")])
        fitted = _standard_mode((p50 - p10) / (p90 - p10))
        if fitted is None:
            raise Refused([error("sensitivity.points_too_skew", p10=f"{p10:g}", p50=f"{p50:g}", p90=f"{p90:g}")])
        mode, first, last = fitted
        length = (p90 - p10) / (last - first)
        low = p10 - first * length
        return cls(low, low + mode * length, low + length)

    @property
    def _shapes(self) -> tuple[float, float]:
        length = self.high - self.low
        return 1 + 4 * (self.mode - self.low) / length, 1 + 4 * (self.high - self.mode) / length

    @property
    def mean(self) -> float:
        return (self.low + 4 * self.mode + self.high) / 6

    @property
    def variance(self) -> float:
        return (self.mean - self.low) * (self.high - self.mean) / 7

    def quantile(self, p: float) -> float:
        return self.low + (self.high - self.low) * beta_quantile(p, *self._shapes)

    def sample(self, generator: np.random.Generator, draws: int) -> Draws:
        return self.low + (self.high - self.low) * generator.beta(*self._shapes, draws)


@lru_cache(maxsize=256)
def _standard_mode(skew: float) -> tuple[float, float, float] | None:
    """The mode of the PERT on (0, 1) whose median lies this far from its P10 to its P90, with that P10 and P90."""
    most = _median_at(1.0)
    if not 1 - most <= skew <= most:
        return None
    (one, off_one), (other, off_other) = (0.0, 1 - most - skew), (1.0, most - skew)
    while abs(off_other) > _EXACT and abs(other - one) > _NEAR:  # secants: almost linear in the mode
        following = min(max(other - off_other * (other - one) / (off_other - off_one), 0.0), 1.0)
        one, off_one, other, off_other = other, off_other, following, _median_at(following) - skew
    return other, _standard_quantile(other, LOW), _standard_quantile(other, HIGH)


def _median_at(mode: float) -> float:
    first, middle, last = (_standard_quantile(mode, p) for p in (LOW, MIDDLE, HIGH))
    return (middle - first) / (last - first)


def _standard_quantile(mode: float, p: float) -> float:
    return beta_quantile(p, 1 + 4 * mode, 5 - 4 * mode)
