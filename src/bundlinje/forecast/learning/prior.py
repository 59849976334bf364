"""The prior is what was signed: the expectation of the contract, and how many people it is worth against experience."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from bundlinje.forecast.learning.belief import Beta
from bundlinje.forecast.learning.evidence import FollowUp, Weighing, weigh
from bundlinje.problems import NOWHERE, Collector, Place, error

STRENGTH = Fraction(10)
"""How many people a signed expectation is worth where nobody has stated it: an assumption, named.

Ten people measured then weigh as much as the signature; after forty the contract is judged by what it does.
"""


@dataclass(frozen=True, slots=True)
class Prior:
    """The signed expectation of a rate, and its strength: the number of measured people that weighs as much."""

    rate: Fraction
    strength: Fraction = STRENGTH
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    def __post_init__(self) -> None:
        found = Collector()
        if not 0 < self.rate < 1:
            found.add(error("learning.rate_is_certain", self.place, rate=str(self.rate)))
        if self.strength <= 0:
            found.add(error("learning.no_strength", self.place, strength=str(self.strength)))
        found.refuse_errors()

    @property
    def belief(self) -> Beta:
        """The belief before anything is measured."""
        return Beta(self.rate * self.strength, (1 - self.rate) * self.strength)


def learned(prior: Prior, follow_ups: Sequence[FollowUp], weighing: Weighing | None = None) -> Beta:
    """What is believed after these follow-ups. Without any it is what was signed."""
    return prior.belief.updated(weigh(follow_ups, weighing or Weighing()))


def history(prior: Prior, follow_ups: Sequence[FollowUp], weighing: Weighing | None = None) -> tuple[Beta, ...]:
    """What was believed at the signature and after each follow-up that came, as it was known then."""
    numbers = sorted({one.number for one in follow_ups})
    known = ([one for one in follow_ups if one.number <= number] for number in numbers)
    return prior.belief, *(learned(prior, so_far, weighing) for so_far in known)
