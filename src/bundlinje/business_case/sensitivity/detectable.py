"""What the planned number of participants can show: the smallest difference that a follow-up would find.

With eleven or forty people a change of five points cannot be told from chance; a case says so beside its result.
Against a reference that is stated, the binomial test is exact (a tail of it is a beta distribution, so its inverse
gives the answer at once), and so is the number that would be enough; against one that was counted, the normal
approximation of `bundlinje.contract.sense.power`.
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

MOST = 20_000
"""A difference that more participants than this would be needed for is none for a case."""

_HALVINGS = 50
_DIPS = 40
"""The starts of teeth rise unevenly: so many more are tried before one is believed."""


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
    return Detectable(participants, reference, expected, rate, chance, least(expected, reference))


def least(expected: float, reference: float) -> int | None:
    """The fewest participants from which on the exact power is enough; none if not even `MOST` have it.

    Power climbs in a saw's teeth: within a tooth it rises with every participant, and it falls where one success more
    is asked for. So a number is enough only where the power at the start of each later tooth is too.
    """
    if expected <= reference or exact_power(MOST, reference, expected) < ENOUGH:
        return None
    first = _first_tooth(expected, reference)
    before = _tooth(first - 1, reference) if first > 1 else range(0)
    within = bisect_left(before, ENOUGH, key=lambda people: at_least(first - 1, people, expected))
    return before[within] if within < len(before) else _tooth(first, reference)[0]


def _first_tooth(expected: float, reference: float) -> int:
    """The first tooth from which on every start has enough power: by halving, then past the dips that follow."""
    teeth = range(1, (critical(MOST, reference) or 0) + 1)
    first = 1 + bisect_left(teeth, True, key=lambda fewest: _lowest_power(fewest, reference, expected) >= ENOUGH)
    following = first
    while following < min(first + _DIPS, len(teeth)):
        following += 1
        if _lowest_power(following, reference, expected) < ENOUGH:
            first = following + 1
    return first


def _tooth(fewest: int, reference: float) -> range:
    """The numbers of participants, `MOST` at the most, from which so many successes are asked for."""
    return range(max(fewest, _last(fewest - 1, reference) + 1), _last(fewest, reference) + 1)


def _last(fewest: int, reference: float) -> int:
    """The most participants, up to `MOST`, of whom so many successes would not come about by chance."""
    if fewest == 0:
        return 0
    numbers = range(fewest, MOST + 1)
    past = bisect_left(numbers, True, key=lambda people: at_least(fewest, people, reference) > ONE_SIDE)
    return fewest + past - 1


def _lowest_power(fewest: int, reference: float, rate: float) -> float:
    """The power at the start of a tooth, where it is lowest; 0 of a tooth that no number of participants is in."""
    tooth = _tooth(fewest, reference)
    return at_least(fewest, tooth[0], rate) if tooth else 0.0


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
