"""What a case has cost in hours and kroner, by party and step, against what is invested (PP-03, PP-04, BC-16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from bundlinje.money import Ore
from bundlinje_web.pipeline.casework.proposed import answer_to
from bundlinje_web.pipeline.models import Case, Effort


@dataclass(frozen=True, slots=True)
class Spent:
    """Minutes and øre of a party or a step; `name` is the party, or the step's code."""

    name: str
    minutes: int
    cost: Ore

    @property
    def hours(self) -> Fraction:
        """The hours, exactly."""
        return Fraction(self.minutes, 60)


def summed(name: str, efforts: Iterable[Effort]) -> Spent:
    """All of it together."""
    held = list(efforts)
    return Spent(name, sum(each.minutes for each in held), Ore(sum(each.cost for each in held)))


def by_party(efforts: Iterable[Effort]) -> tuple[Spent, ...]:
    """What each party has spent, by name."""
    held = list(efforts)
    names = sorted({str(each.party) for each in held})
    return tuple(summed(name, (each for each in held if str(each.party) == name)) for name in names)


def by_step(efforts: Iterable[Effort]) -> tuple[Spent, ...]:
    """What each step has cost, in the order of the steps."""
    held = list(efforts)
    steps = [step for step in Case.MOVES if any(each.step == step for each in held)]
    return tuple(summed(step, (each for each in held if each.step == step)) for step in steps)


def invested(case: Case) -> Ore | None:
    """What would be invested in øre, as the screening says, or else as was proposed; none where neither does."""
    screening = case.proposal.screenings.exclude(investment=None).first() if case.proposal else None
    if screening is not None and screening.investment is not None:
        return Ore(screening.investment)
    asked_for = answer_to(case.proposal, "cost_ore")
    return Ore(int(asked_for)) if asked_for else None


def share(spent: Spent, investment: Ore | None) -> Fraction | None:
    """Kroner spent against kroner invested; unknown where nothing is known of the investment."""
    return Fraction(spent.cost, investment) if investment else None
