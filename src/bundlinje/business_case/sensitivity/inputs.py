"""The uncertain inputs of a case: each with its name, its value in the case, and how sure that is.

What the case states decides: people behind a rate (`of`), a `spread`. Where it states nothing, a number is not thereby
certain: it gets the spread `ASSUMED` names for it, and carries a mark that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.consequences import finishers_of
from bundlinje.business_case.flows import Side
from bundlinje.business_case.marks import unknown
from bundlinje.business_case.parts import Cohort, Consequence, Effect, Kind, Mode
from bundlinje.business_case.pricing import unit_price
from bundlinje.business_case.sensitivity.distributions import Beta, Certain, Distribution, Gamma, Pert
from bundlinje.business_case.sensitivity.spread import Spread
from bundlinje.business_case.values import exact
from bundlinje.business_case.worked import Worked
from bundlinje.grammar.part import Mark
from bundlinje.problems import Place, Refused, error


class Why(StrEnum):
    """What the spread of an input rests on."""

    COUNTED = "counted"
    """The people a rate was counted on."""
    STATED = "stated"
    """A spread the case states."""
    ASSUMED = "assumed"
    """Nothing but this module's assumption."""
    CERTAIN = "certain"
    """Nothing is uncertain about it in this mode, or at this value."""


@dataclass(frozen=True, slots=True)
class Assumed:
    """The spread of what a case says nothing about. Choices of this project: none of them is published.

    `people` by grade of evidence is how many a rate counts as counted on; `quantity` the coefficient of variation of
    a consequence. Intake is P10, P50 and P90 of what is planned: falling short is the commonest deviation.
    """

    intake: tuple[float, float, float] = (0.75, 0.92, 1.0)
    people: tuple[int, int, int] = (100, 50, 25)
    quantity: tuple[float, float, float] = (0.1, 0.2, 0.3)
    price: float = 0.1
    unverified_price: float = 0.2
    cost: float = 0.1


ASSUMED = Assumed()
WEAKEST = 3
"""The grade of evidence of what states none."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its name, its value in the case, what it may turn out to be, and what that rests on.

    A rate is a part of one. Anything else is a factor on what the case states: 1 is as stated.
    """

    name: str
    base: float
    distribution: Distribution
    why: Why
    is_rate: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether it does not vary."""
        return self.why is Why.CERTAIN

    def quantile(self, p: float) -> float:
        """The value not exceeded with chance `p`; a rate is never above one."""
        value = self.distribution.quantile(p)
        return min(value, 1.0) if self.is_rate else value

    @property
    def mark(self) -> Mark:
        """Whether its spread is known or assumed."""
        return Mark.ASSUMED if self.why is Why.ASSUMED else Mark.KNOWN


def inputs_of(worked: Worked, assumed: Assumed = ASSUMED) -> tuple[Input, ...]:
    """Every input of what was worked out of a case, in the order of its file."""
    case, mode = with_known_cohorts(worked.case), worked.mode
    done = {(item.side, item.id) for item in worked.items}
    consequences = [one for one in case.consequences if (Side.BENEFIT, one.id) in done]
    found = [*_intake(case, assumed), _completion(case, assumed)]
    for name in worked.rates:
        found += _effect(name, case.effects[name], worked, assumed)
    for one in consequences:
        found += _consequence(one, mode, assumed)
    found += [_price(case, name, assumed) for name in dict.fromkeys(one.price for one in consequences)]
    costs = (cost for cost in case.costs if (Side.COST, cost.id) in done)
    found += [_factor(f"costs.{cost.id}", cost.spread, _usual(cost.kind, assumed)) for cost in costs]
    return tuple(found)


def with_known_cohorts(case: Case) -> Case:
    """The case without its cohorts if one of them is unknown: nothing that follows people was worked out then."""
    return case.model_copy(update={"cohorts": []}) if unknown(case.cohorts) else case


def intake_name(cohort: Cohort) -> str:
    """The input a cohort's intake follows: one for all, or its own where it states a spread of its own."""
    return "participants" if cohort.spread is None else f"participants.{cohort.start}"


def _intake(case: Case, assumed: Assumed) -> Iterator[Input]:
    """Intake as a factor: cohorts that state no spread fall short together, for they recruit in one way."""
    stated = {intake_name(cohort): cohort.spread for cohort in case.cohorts}
    for cohort in case.cohorts:
        if stated[intake_name(cohort)] != cohort.spread:
            raise Refused([error("sensitivity.intake_spreads_differ", Place(path="cohorts"), year=cohort.start)])
    for name, spread in stated.items():
        if spread is not None:
            yield _factor(name, spread, 0.0)
        else:
            yield Input(name, 1.0, Pert.through(*assumed.intake), Why.ASSUMED)


def _completion(case: Case, assumed: Assumed) -> Input:
    """The share that completes, over all cohorts; where everybody does it is certain."""
    people = sum((exact(cohort.participants) for cohort in case.cohorts), Fraction(0))
    finishers = sum((finishers_of(cohort) for cohort in case.cohorts), Fraction(0))
    return _rate("completion", float(finishers / people) if people else 1.0, assumed.people[WEAKEST - 1])


def _effect(name: str, effect: Effect, worked: Worked, assumed: Assumed) -> Iterator[Input]:
    """The rate with and the rate without, or the one net of the baseline."""
    rate, people = worked.rates[name], assumed.people[(effect.evidence or WEAKEST) - 1]
    of = None if effect.of is None else float(exact(effect.of))
    if rate.with_ is None:
        yield _rate(f"effects.{name}.net", float(rate.net), people, of, effect.spread)
        return
    yield _rate(f"effects.{name}.with", float(rate.with_), people, of, effect.spread)
    without_of = None if effect.without_of is None else float(exact(effect.without_of))
    yield _rate(f"effects.{name}.without", float(rate.without), people, without_of)


def _consequence(one: Consequence, mode: Mode, assumed: Assumed) -> Iterator[Input]:
    """The quantity; and, where they count, the fade (of its first year), the overlap and what can be realised."""
    place, grade = f"consequences.{one.id}", (one.evidence or WEAKEST) - 1
    yield _factor(f"{place}.quantity", one.spread, assumed.quantity[grade])
    if mode is Mode.SOM:
        return
    people = assumed.people[WEAKEST - 1]
    if one.fade is not None:
        yield _rate(f"{place}.fade", float(exact(one.fade.at(0))), people)
    if one.overlap is not None:
        yield _rate(f"{place}.overlap", float(exact(one.overlap.share)), people)
    if one.realised is not None:
        yield _rate(f"{place}.realised", float(exact(one.realised)), people)


def _price(case: Case, name: str, assumed: Assumed) -> Input:
    own = case.prices.get(name)
    usual = assumed.unverified_price if unit_price(case, name).marks else assumed.price
    return _factor(f"prices.{name}", own.spread if own else None, usual)


def _usual(kind: Kind, assumed: Assumed) -> float:
    """A grant is what was promised; any other cost may come out otherwise."""
    return 0.0 if kind is Kind.GRANT else assumed.cost


def _factor(name: str, spread: Spread | None, usual: float) -> Input:
    """A number as a factor on what is stated, with the spread stated or the usual one."""
    if spread is None:
        return (
            Input(name, 1.0, Gamma(1.0, usual), Why.ASSUMED) if usual else Input(name, 1.0, Certain(1.0), Why.CERTAIN)
        )
    if spread.points:
        points = spread.points
        return Input(name, 1.0, _placed(name, lambda: Pert.through(*map(float, points))), Why.STATED)
    cv = float(spread.cv or 0)
    return Input(name, 1.0, Gamma(1.0, cv), Why.STATED) if cv else Input(name, 1.0, Certain(1.0), Why.CERTAIN)


def _rate(name: str, base: float, people: int, of: float | None = None, spread: Spread | None = None) -> Input:
    """A part of one: from the spread stated, from the people it was counted on, or as if counted on `people`."""
    if spread is not None and spread.points:
        points = spread.points
        return Input(
            name,
            base,
            _placed(name, lambda: Pert.through(*(base * float(p) for p in points))),
            Why.STATED,
            is_rate=True,
        )
    if spread is not None and spread.cv:
        cv = float(spread.cv)
        return Input(name, base, _placed(name, lambda: Beta.around(base, cv)), Why.STATED, is_rate=True)
    if of is not None and spread is None:
        return Input(name, base, _placed(name, lambda: Beta.counted(base * of, of)), Why.COUNTED, is_rate=True)
    if spread is not None or not 0 < base < 1:
        return Input(name, base, Certain(base), Why.CERTAIN, is_rate=True)
    return Input(name, base, Beta(base * people, (1 - base) * people), Why.ASSUMED, is_rate=True)


def _placed(name: str, make: Callable[[], Distribution]) -> Distribution:
    """A distribution, or its refusal with the name of the input."""
    try:
        return make()
    except Refused as refusal:
        raise Refused(replace(problem, place=Place(path=name)) for problem in refusal.problems) from None
