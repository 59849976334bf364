"""The distribution functions of the beta and the gamma distribution, and their inverses, in plain Python.

Start-up stays cheap because nothing heavy is loaded for a few quantiles; tests hold every function to SciPy. Source:
Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 6.5 and 26.5; continued fractions by Lentz's method.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count
from math import exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist

_TINY = 1e-300
_CLOSE = 1e-15
_ARRIVED = 1e-10
"""A Newton step this small, relatively, leaves an error of its square."""
_STEPS = 200
_MANY = 1e6
"""From here on a quantile is told by its expansion around the normal one, to better than a millionth."""


def beta_cdf(x: float, a: float, b: float) -> float:
    """The chance that a Beta(a, b) is at most `x`: the regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(_log_beta_density(x, a, b) + log(x) + log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front / (a * _fraction(_beta_terms(x, a, b)))
    return 1 - front / (b * _fraction(_beta_terms(1 - x, b, a)))


def gamma_cdf(x: float, shape: float) -> float:
    """The chance that a gamma of this shape and scale 1 is at most `x`: the regularised incomplete gamma function."""
    if x <= 0:
        return 0.0
    front = exp(shape * log(x) - x - lgamma(shape))
    if x < shape + 1:
        return front * _gamma_series(x, shape)
    return 1 - front / _fraction(_gamma_terms(x, shape), x + 1 - shape)


@lru_cache(maxsize=4096)
def beta_quantile(p: float, a: float, b: float) -> float:
    """The value that a Beta(a, b) does not exceed with chance `p`."""
    if not 0 < p < 1:
        return float(p >= 1)
    if a + b > _MANY:
        return _almost_normal(p, a, b)
    return _inverse(lambda x: beta_cdf(x, a, b) - p, lambda x: exp(_log_beta_density(x, a, b)), (0.0, 1.0), a / (a + b))


@lru_cache(maxsize=4096)
def gamma_quantile(p: float, shape: float) -> float:
    """The value that a gamma of this shape and scale 1 does not exceed with chance `p`."""
    if not 0 < p < 1:
        return 0.0 if p <= 0 else inf
    spread = 1 / (9 * shape)
    start = shape * max(1 - spread + NormalDist().inv_cdf(p) * sqrt(spread), 0.01) ** 3
    if shape > _MANY:
        return start
    high = max(2 * start, 2 * shape, 1.0)
    while gamma_cdf(high, shape) < p:
        high *= 2
    density = lambda x: exp((shape - 1) * log(x) - x - lgamma(shape))  # noqa: E731 - one line says it
    return _inverse(lambda x: gamma_cdf(x, shape) - p, density, (0.0, high), min(start, high))


def _almost_normal(p: float, a: float, b: float) -> float:
    """A quantile of a beta of very many: the normal one, set right for skewness (Cornish and Fisher, 1938)."""
    n, z = a + b, NormalDist().inv_cdf(p)
    deviation = sqrt(a * b / (n + 1)) / n
    skewness = 2 * (b - a) * sqrt(n + 1) / ((n + 2) * sqrt(a * b))
    return min(max(a / n + deviation * (z + skewness * (z * z - 1) / 6), 0.0), 1.0)


def log_beta(a: float, b: float) -> float:
    """The logarithm of the beta function."""
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _log_beta_density(x: float, a: float, b: float) -> float:
    return (a - 1) * log(x) + (b - 1) * log1p(-x) - log_beta(a, b)


def _fraction(terms: Iterator[tuple[float, float]], first: float = 1.0) -> float:
    """A continued fraction `first + n1/(d1 + n2/(d2 + …))` of terms (n, d), by Lentz's method."""
    value = upper = first or _TINY
    lower = 0.0
    for numerator, denominator in terms:
        lower = 1 / (denominator + numerator * lower or _TINY)
        upper = denominator + numerator / upper or _TINY
        value *= lower * upper
        if abs(lower * upper - 1) < _CLOSE:
            break
    return value


def _beta_terms(x: float, a: float, b: float) -> Iterator[tuple[float, float]]:
    yield -(a + b) * x / (a + 1), 1.0
    for m in count(1):
        even = a + 2 * m
        yield m * (b - m) * x / ((even - 1) * even), 1.0
        yield -(a + m) * (a + b + m) * x / (even * (even + 1)), 1.0


def _gamma_terms(x: float, shape: float) -> Iterator[tuple[float, float]]:
    return ((-n * (n - shape), x + 2 * n + 1 - shape) for n in count(1))


def _gamma_series(x: float, shape: float) -> float:
    term = total = 1 / shape
    for n in count(1):
        term *= x / (shape + n)
        total += term
        if term < total * _CLOSE:
            break
    return total


def _inverse(
    above: Callable[[float], float], density: Callable[[float], float], bracket: tuple[float, float], start: float
) -> float:
    """Where an increasing function is zero: Newton's steps, halving the bracket wherever a step would leave it."""
    (low, high), x = bracket, start
    for _ in range(_STEPS):
        off = above(x)
        low, high = (x, high) if off < 0 else (low, x)
        slope = density(x) if low < high else 0.0
        step = x - off / slope if slope > 0 else low
        following = step if low < step < high else (low + high) / 2
        if abs(following - x) <= _ARRIVED * abs(x):
            return following
        x = following
    return x
