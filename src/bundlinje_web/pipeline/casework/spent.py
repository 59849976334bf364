"""What a case has cost in hours and kroner, by party and step, against what is invested (PP-03, PP-04, BC-16)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bundlinje.money import Ore, round_half_away
from bundlinje_web.pipeline.casework.proposed import answer_to
from bundlinje_web.pipeline.models import Case, Effort, HourPrice


@dataclass(frozen=True, slots=True)
class Spent:
    """Minutes and øre of a party or a step; `name` is the party, or the step's code.

    `worth` is what the hours are counted at in øre, none where nobody has said what an hour is counted at.
    """

    name: str
    minutes: int
    cost: Ore
    worth: Ore | None = None

    @property
    def in_all(self) -> Ore | None:
        """Kroner spent and what the hours are counted at: the true transaction cost; none where that is unknown."""
        return None if self.worth is None else Ore(self.cost + self.worth)

    @property
    def hours(self) -> Fraction:
        """The hours, exactly."""
        return Fraction(self.minutes, 60)


def priced() -> tuple[HourPrice, ...]:
    """What an hour has been counted at, the newest first."""
    return tuple(HourPrice.objects.select_related("by"))


def price_on(prices: Iterable[HourPrice], on: date) -> HourPrice | None:
    """What an hour of that day is counted at."""
    return next((price for price in prices if price.since <= on), None)


def worth_of(efforts: Iterable[Effort], prices: Sequence[HourPrice]) -> Ore | None:
    """What the hours are counted at, rounded once; none where an hour is of a day without a price."""
    worth = Fraction(0)
    for each in efforts:
        price = price_on(prices, each.on)
        if each.minutes and price is None:
            return None
        worth += Fraction(each.minutes * price.amount, 60) if price else 0
    return round_half_away(worth)


def summed(name: str, efforts: Iterable[Effort], prices: Sequence[HourPrice] = ()) -> Spent:
    """All of it together."""
    held = list(efforts)
    cost = Ore(sum(each.cost for each in held))
    return Spent(name, sum(each.minutes for each in held), cost, worth_of(held, prices))


def by_party(efforts: Iterable[Effort], prices: Sequence[HourPrice] = ()) -> tuple[Spent, ...]:
    """What each party has spent, by name."""
    held = list(efforts)
    names = sorted({str(each.party) for each in held})
    return tuple(summed(name, (each for each in held if str(each.party) == name), prices) for name in names)


def by_step(efforts: Iterable[Effort], prices: Sequence[HourPrice] = ()) -> tuple[Spent, ...]:
    """What each step has cost, in the order of the steps."""
    held = list(efforts)
    steps = [step for step in Case.MOVES if any(each.step == step for each in held)]
    return tuple(summed(step, (each for each in held if each.step == step), prices) for step in steps)


def invested(case: Case) -> Ore | None:
    """What would be invested in øre, as the screening says, or else as was proposed; none where neither does."""
    screening = case.proposal.screenings.exclude(investment=None).first() if case.proposal else None
    if screening is not None and screening.investment is not None:
        return Ore(screening.investment)
    asked_for = answer_to(case.proposal, "cost_ore")
    return Ore(int(asked_for)) if asked_for else None


def share(spent: Spent, investment: Ore | None) -> Fraction | None:
    """The transaction cost against kroner invested; unknown where nothing is known of the investment.

    Hours are in it where it is known what they are counted at; otherwise only the kroner are.
    """
    counted = spent.cost if spent.in_all is None else spent.in_all
    return Fraction(counted, investment) if investment else None
