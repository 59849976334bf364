"""Flat, mixture and learned: three answers to what a rate will be, so that a flat one is seen for what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bundlinje.forecast.learning.belief import Belief, Beta, Certain
from bundlinje.forecast.learning.evidence import FollowUp, Weighing, weigh
from bundlinje.forecast.learning.mixture import Collapse, Mixture, near_plan_or_collapsed
from bundlinje.forecast.learning.prior import Prior

BUDGETED = Fraction(4, 5)
"""The share of the business case's repayment that a budget counts on: the fund's rule of 80 %, a parameter."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Three beliefs in one rate after the same follow-ups.

    `flat` is what is budgeted, whatever was measured. `mixture` knows that most contracts come near plan and a few
    collapse, and learns which this is. `learned` starts from the signature and learns the rate itself.
    """

    flat: Certain
    mixture: Mixture
    learned: Beta

    @property
    def collapsed(self) -> float:
        """The chance that the contract is one of those that collapse."""
        return self.mixture.weights[1]

    def all(self) -> tuple[tuple[str, Belief], ...]:
        """The three with the codes of their names, in the order in which they are shown."""
        return ("flat", self.flat), ("mixture", self.mixture), ("learned", self.learned)


def side_by_side(
    prior: Prior,
    follow_ups: Sequence[FollowUp],
    weighing: Weighing | None = None,
    collapse: Collapse | None = None,
    budgeted: Fraction = BUDGETED,
) -> SideBySide:
    """Three beliefs after these follow-ups; without any, before the first of them."""
    evidence = weigh(follow_ups, weighing or Weighing())
    mixture = near_plan_or_collapsed(prior, collapse or Collapse())
    return SideBySide(Certain(budgeted * prior.rate), mixture.updated(evidence), prior.belief.updated(evidence))
