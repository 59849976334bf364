"""Evidence: what follow-ups counted, and how many independent people it is worth.

The same people asked again tell less than new people (design effect, Kish 1965), and what was counted long ago tells
less about today (power prior, Ibrahim and Chen 2000). Who was not measured is in no count: unknown is not missed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from bundlinje.problems import NOWHERE, Collector, Place, error

ALIKE = Fraction(1, 2)
"""Correlation between a person's results at two follow-ups where nobody has stated one: an assumption, named."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What one follow-up counted: its number in the contract, who achieved of those measured, and which people.

    Follow-ups with the same `people` asked the same persons; other names are other persons.
    """

    number: int
    achieved: int
    measured: int
    people: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.achieved <= self.measured:
            raise ValueError(f"{self.achieved} of {self.measured}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts as independent people are worth: they may be fractions of a person."""

    achieved: Fraction
    measured: Fraction

    @property
    def missed(self) -> Fraction:
        """Measured and not achieved."""
        return self.measured - self.achieved

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(self.achieved + other.achieved, self.measured + other.measured)

    def times(self, worth: Fraction) -> Evidence:
        """The same shares, worth more or less."""
        return Evidence(self.achieved * worth, self.measured * worth)


NOTHING = Evidence(Fraction(0), Fraction(0))


@dataclass(frozen=True, slots=True)
class Weighing:
    """How follow-ups are weighed against each other: two stated assumptions.

    `alike` is the correlation between one person's results at two follow-ups, from 0 (each tells something new) to 1
    (the second tells nothing). `kept` is what evidence is still worth one follow-up later: 1 where nothing drifts.
    """

    alike: Fraction = ALIKE
    kept: Fraction = Fraction(1)
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    def __post_init__(self) -> None:
        found = Collector()
        if not 0 <= self.alike <= 1:
            found.add(error("learning.alike_not_a_share", self.place, alike=str(self.alike)))
        if not 0 < self.kept <= 1:
            found.add(error("learning.kept_not_a_share", self.place, kept=str(self.kept)))
        found.refuse_errors()


def design_effect(times: Fraction, alike: Fraction) -> Fraction:
    """How many answers are worth one, where each person gave `times` answers that are `alike`: 1 + (m − 1) rho."""
    return 1 + (times - 1) * alike


def weigh(follow_ups: Sequence[FollowUp], weighing: Weighing, persons: Mapping[str, int] | None = None) -> Evidence:
    """What all follow-ups together are worth at the time of the newest of them.

    `persons` has how many different persons were measured in all, by the name of the people. Where it is not told they
    are taken to be as many as in the fullest follow-up: the same all the time.
    """
    newest = max((one.number for one in follow_ups), default=0)
    worth = NOTHING
    for name in dict.fromkeys(one.people for one in follow_ups):
        told = [_today(one, newest, weighing) for one in follow_ups if one.people == name]
        fullest = max(one.measured for one in told)
        worth += _of_the_same_people(told, (persons or {}).get(name, fullest), weighing.alike)
    return worth


def _today(one: FollowUp, newest: int, weighing: Weighing) -> Evidence:
    return Evidence(Fraction(one.achieved), Fraction(one.measured)).times(weighing.kept ** (newest - one.number))


def _of_the_same_people(told: Sequence[Evidence], persons: Fraction | int, alike: Fraction) -> Evidence:
    """All answers of a group, divided by its design effect; of fewer answers than persons each is worth one."""
    together = sum(told, NOTHING)
    if not together.measured:
        return NOTHING
    return together.times(1 / design_effect(max(together.measured / persons, Fraction(1)), alike))
