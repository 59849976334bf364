"""What the planned number of participants can show: the smallest difference that a follow-up would find.

With eleven or forty people a change of five points cannot be told from chance; a case says so beside its result.
Against a reference that is stated, the binomial test is exact (a tail of it is a beta distribution, so its inverse
gives the answer at once); against one that was counted, the normal approximation of `bundlinje.contract.sense.power`.
Two-sided at five per cent, upwards, for a follow-up that finds it four times in five.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import floor

from bundlinje.business_case.effects import NetRate
from bundlinje.business_case.parts import Effect
from bundlinje.business_case.sensitivity.special import beta_cdf, beta_quantile
from bundlinje.business_case.values import exact
from bundlinje.business_case.worked import Worked
from bundlinje.contract.sense.power import ENOUGH, Comparison, needed, power

ONE_SIDE = 0.025
"""The chance of a false alarm on one side of a two-sided test at five per cent."""

_HALVINGS = 50


@dataclass(frozen=True, slots=True)
class Detectable:
    """What so many participants can show of a rate against its reference, and whether the expected rate is enough.

    `rate` is the lowest rate that would be found, none if no rate would; `power` the chance that the expected one is;
    `enough` the participants it would take, none if no number would do. Rates are parts of one.
    """

    participants: int
    reference: float
    expected: float
    rate: float | None
    power: float
    enough: int | None

    @property
    def difference(self) -> float | None:
        """The smallest difference that would be found."""
        return None if self.rate is None else self.rate - self.reference

    @property
    def shows_expected(self) -> bool:
        """Whether a follow-up would find what the case expects, four times in five."""
        return self.power >= ENOUGH


def detectable(worked: Worked) -> dict[str, Detectable]:
    """For each effect of a case with a baseline: what those who are expected to finish can show of it."""
    finishers = {one.effect: 0 for one in worked.successes}
    for one in worked.successes:
        finishers[one.effect] += floor(one.finishers)
    return {
        name: _of_effect(worked.case.effects[name], rate, finishers[name])
        for name, rate in worked.rates.items()
        if rate.with_ is not None and finishers.get(name)
    }


def _of_effect(effect: Effect, rate: NetRate, people: int) -> Detectable:
    expected, reference = float(rate.with_ or 0), float(rate.without)
    if effect.without_of is None:
        return against_stated(expected, reference, people)
    return against_counted(expected, reference, floor(exact(effect.without_of)), people)


def against_stated(expected: float, reference: float, participants: int) -> Detectable:
    """Against a reference that is stated as if known: the exact binomial test."""
    fewest = critical(participants, reference)
    rate = None if fewest is None else beta_quantile(ENOUGH, fewest, participants - fewest + 1)
    chance = exact_power(participants, reference, expected)
    enough = needed(Comparison(expected, reference, None)) if expected > reference else 0
    return Detectable(participants, reference, expected, rate, chance, enough or None)


def against_counted(expected: float, reference: float, of: int, participants: int) -> Detectable:
    """Against a reference counted on `of` people, itself uncertain: the normal approximation."""
    compared = Comparison(expected, reference, of)
    chance = power(compared, participants) if expected > reference else 0.0
    enough = needed(compared) if expected > reference else 0
    return Detectable(participants, reference, expected, _lowest(reference, of, participants), chance, enough or None)


def critical(participants: int, reference: float) -> int | None:
    """The fewest successes that the reference would not bring about by chance; none if even all would not do."""
    numbers = range(1, participants + 1)
    first = bisect_left(numbers, True, key=lambda x: at_least(x, participants, reference) <= ONE_SIDE)
    return numbers[first] if first < participants else None


def exact_power(participants: int, reference: float, rate: float) -> float:
    """The chance that so many participants at this rate reach what the reference would not bring about by chance."""
    fewest = critical(participants, reference)
    return 0.0 if fewest is None else at_least(fewest, participants, rate)


def at_least(successes: int, participants: int, rate: float) -> float:
    """The chance of at least so many successes: a binomial tail is the distribution function of a beta."""
    return beta_cdf(rate, successes, participants - successes + 1)


def _lowest(reference: float, of: int, participants: int) -> float | None:
    """The lowest rate above the reference with enough power, by halving; power rises with the rate."""
    if power(Comparison(1.0, reference, of), participants) < ENOUGH:
        return None
    low, high = reference, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (
            (low, middle) if power(Comparison(middle, reference, of), participants) >= ENOUGH else (middle, high)
        )
    return high
