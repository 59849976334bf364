"""Beliefs: what is believed of every rate and of intake, from what was signed and what each follow-up has shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bundlinje.contract.sense.outlook import expected_rate
from bundlinje.forecast.learning.belief import Belief, Beta, Certain
from bundlinje.forecast.learning.evidence import Evidence, FollowUp, Weighing, weigh
from bundlinje.forecast.learning.intake import Arrivals, IntakePrior
from bundlinje.forecast.learning.mixture import Collapse, Mixture, near_plan_or_collapsed
from bundlinje.forecast.learning.one_time import learned_once
from bundlinje.forecast.learning.prior import Prior
from bundlinje.forecast.situation import Situation
from bundlinje.problems import Place, Refused, error
from bundlinje.streams import Streams


class Method(StrEnum):
    """How rates are believed to turn out."""

    LEARNED = "learned"
    """What was signed, moved by every follow-up."""
    MIXTURE = "mixture"
    """Most contracts keep near what was signed, a few collapse; follow-ups tell which this is."""
    FLAT = "flat"
    """The budget's share of what was signed, whatever was measured."""


@dataclass(frozen=True, slots=True)
class RateBelief:
    """What was signed of a rate, what came, and what is believed now."""

    outcome: str
    signed: Fraction
    strength: Fraction
    follow_ups: tuple[FollowUp, ...]
    belief: Belief


def signed_rate(stands: Situation, name: str) -> Fraction:
    """The expected rate of an outcome: what the outlook says, else what the contract expects. Neither: `Refused`."""
    written = stands.outlook.rates.get(name)
    rate = Fraction(written.expected) if written and written.expected is not None else None
    rate = expected_rate(stands.contract, name) if rate is None else rate
    if rate is None:
        place = Place(path=f"{stands.contract.contract}: {name}")
        raise Refused([error("planned.rate_unknown", place, name=name)])
    return rate


def rate_belief(
    stands: Situation, name: str, method: Method = Method.LEARNED, budgeted: Fraction = Fraction(4, 5)
) -> RateBelief:
    """What is believed of an outcome's rate."""
    signed, written = signed_rate(stands, name), stands.outlook.rates.get(name)
    strength = Fraction(written.strength) if written else Prior(Fraction(1, 2)).strength
    seen = tuple(follow_ups(stands, name))
    if method is Method.FLAT or signed in (0, 1):
        believed: Belief = Certain(signed * budgeted if method is Method.FLAT else signed)
    else:
        believed = _learned(stands, name, _before(stands, Prior(signed, strength), method))
    return RateBelief(name, signed, strength, seen, believed)


def _before(stands: Situation, prior: Prior, method: Method) -> Beta | Mixture:
    """What was believed before anything was measured."""
    if method is Method.LEARNED:
        return prior.belief
    collapse = stands.outlook.collapse
    return near_plan_or_collapsed(prior, Collapse(Fraction(collapse.chance), Fraction(collapse.left)))


def _learned(stands: Situation, name: str, before: Beta | Mixture) -> Belief:
    """What is believed after all that was measured: exactly where that can be, else by importance weights."""
    known = stands.known[name]
    if not known.once:
        weighing = Weighing(Fraction(stands.outlook.correlation.follow_ups))
        return before.updated(weigh(tuple(follow_ups(stands, name)), weighing, {"": known.persons}))
    if all(one.passed == 1 for one in known.still):
        missed = sum(one.people for one in known.still)
        return before.updated(Evidence(Fraction(known.got_there), Fraction(known.got_there + missed)))
    generator = Streams(0).of(stands.contract.contract, f"learning of {name}", 0)
    place = Place(path=f"{stands.contract.contract}: {name}")
    return learned_once(before, known.got_there, known.still, generator, place=place)


def follow_ups(stands: Situation, name: str) -> Iterator[FollowUp]:
    """What every settled follow-up counted of an outcome, as it is known now.

    Of an outcome that happens once, only units that have been through all the times it can come are counted: a unit
    that has not got there yet has not failed. What is believed looks at those too, by how far they have come.
    """
    slots, known = stands.tariff.slots(name), stands.known[name]
    if known.once:
        if known.through.measured:
            yield known.through
        return
    for number in range(1, stands.now + 1):
        here = slots.follow_up == number
        measured, achieved = int(known.due[here].sum()), int(known.achieved[here].sum())
        if measured:
            yield FollowUp(number, achieved, measured)


def intake_belief(stands: Situation) -> Arrivals:
    """What is believed of intake: the plan, moved by how many have come."""
    outlook = stands.outlook.intake
    chances = [Fraction(share) for share in outlook.delays.values()] or [Fraction(1)]
    delays = tuple(zip(stands.delays, chances, strict=True))
    prior = IntakePrior(Fraction(outlook.strength), Fraction(outlook.expected), delays)
    if stands.today is None or not stands.plan:
        return prior.belief
    by_month = plan_by_month(stands)
    elapsed = _months_between(stands)
    return prior.belief.updated(by_month, elapsed, stands.came)


def plan_by_month(stands: Situation) -> list[int]:
    """Planned units by month since the first month of intake."""
    first = min(one.day for one in stands.plan)
    months = [(one.day.year - first.year) * 12 + one.day.month - first.month for one in stands.plan]
    plan = [0] * (max(months) + 1)
    for month, one in zip(months, stands.plan, strict=True):
        plan[month] += one.units
    return plan


def _months_between(stands: Situation) -> int:
    first, today = min(one.day for one in stands.plan), stands.today
    return 0 if today is None else max(0, (today.year - first.year) * 12 + today.month - first.month + 1)
