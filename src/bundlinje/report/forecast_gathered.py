"""All that a forecast of a contract tells, gathered once for tables and JSON: spreads, chances, beliefs, warnings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import fixed
from bundlinje.forecast.beliefs import Method, RateBelief, intake_belief, plan_by_month, rate_belief
from bundlinje.forecast.comparing import Shown, shown
from bundlinje.forecast.contract import ContractForecast, forecast_from
from bundlinje.forecast.drawing import Choices
from bundlinje.forecast.learning.mixture import Mixture
from bundlinje.forecast.learning.prior import Prior
from bundlinje.forecast.learning.surprise import early_warning, intake_surprise, intake_warning, surprise
from bundlinje.forecast.paths import Spread, capital_back, chance, spread
from bundlinje.forecast.situation import Situation
from bundlinje.money import Ore
from bundlinje.problems import Problem

OTHERS = (Method.FLAT, Method.MIXTURE, Method.LEARNED)
"""The ways of looking ahead, in the order in which they are shown side by side."""
LUCK_ALONE = Choices(method=Method.FLAT, budgeted=Fraction(1), certain_intake=True)
"""Everything as signed, so that only luck among so few people is left."""


@dataclass(frozen=True, slots=True)
class Chance:
    """How often something comes about, with the standard error of that share."""

    share: Fraction
    error: float


@dataclass(frozen=True, slots=True)
class Back:
    """An investor's capital, and the chance that it all comes back; none where the capital is not known."""

    investor: str
    capital: Ore | None
    chance: Chance | None


@dataclass(frozen=True, slots=True)
class RateView:
    """A rate as signed with what came of it, and what each way of looking ahead believes of it now."""

    signed: RateBelief
    believed: Mapping[Method, RateBelief]

    @property
    def collapsed(self) -> float | None:
        """The chance that the contract is one of those that fail outright; none where nothing is uncertain."""
        mixture = self.believed[Method.MIXTURE].belief
        return mixture.weights[1] if isinstance(mixture, Mixture) else None


@dataclass(frozen=True, slots=True)
class Early:
    """An early warning: what it says, and the outcome and follow-up that it is about; neither where it is intake."""

    problem: Problem
    outcome: str | None = None
    follow_up: int | None = None


@dataclass(frozen=True)
class Gathered:
    """A forecast with its totals by every way of looking ahead, and by luck alone from the planned start."""

    found: ContractForecast
    totals: Mapping[Method, Spread]
    luck_alone: Spread
    rates: tuple[RateView, ...]
    back: tuple[Back, ...]
    limit_binds: Chance
    guarantee_called: Chance | None
    planned: int
    """Units planned, by the newest version of the plan."""
    intake: Spread
    comparisons: tuple[Shown, ...]
    """What each comparison can show with as many units as are planned."""
    warnings: tuple[Early, ...]

    @property
    def stands(self) -> Situation:
        """Where the contract stands."""
        return self.found.stands

    @property
    def contract(self) -> Contract:
        """The contract in force."""
        return self.found.stands.contract

    @property
    def settled_until(self) -> int:
        """The last calendar year in which a follow-up was settled; 0 before the first."""
        return max((one.paid_on.year for one in self.stands.settled), default=0)


STEPS = len(OTHERS) + 1
"""How many forecasts are made for one gathering."""


def gathered(
    stands: Situation,
    start: Situation,
    drawn: tuple[int, int],
    method: Method,
    tick: Callable[[int, int], None],
) -> Gathered:
    """The forecast of a contract by a method, and the other methods beside it; `start` is where it stood at first.

    `drawn` is how many draws from which seed.
    """
    draws, seed = drawn
    found: dict[Method, ContractForecast] = {}
    for number, one in enumerate(OTHERS, start=1):
        found[one] = forecast_from(stands, draws, seed, Choices(method=one))
        tick(number, STEPS)
    luck = spread(forecast_from(start, draws, seed, LUCK_ALONE).paths.total)
    tick(STEPS, STEPS)
    chosen = found[method]
    return Gathered(
        found=chosen,
        totals={one: spread(forecast.paths.total) for one, forecast in found.items()},
        luck_alone=luck,
        rates=tuple(_rates(stands)),
        back=tuple(_back(chosen)),
        limit_binds=Chance(*chance(chosen.paths.limited)),
        guarantee_called=_guarantee(chosen),
        planned=sum(one.units for one in stands.plan),
        intake=spread(chosen.paths.admitted),
        comparisons=shown(stands),
        warnings=tuple(_warnings(stands)),
    )


def _rates(stands: Situation) -> Iterator[RateView]:
    return (rate_view(stands, name) for name in stands.known)


def rate_view(stands: Situation, name: str) -> RateView:
    """An outcome's rate as signed, and as every way of looking ahead believes it to be now."""
    believed = {method: rate_belief(stands, name, method) for method in OTHERS}
    return RateView(believed[Method.LEARNED], believed)


def _back(found: ContractForecast) -> Iterator[Back]:
    contract = found.stands.contract
    for name, amount in (contract.capital or {}).items():
        capital, accounts = fixed(amount), accounts_of(found, name)
        known = capital is not None and accounts
        yield Back(name, capital, Chance(*capital_back(found.paths, accounts, capital or 0)) if known else None)


def accounts_of(found: ContractForecast, investor: str) -> tuple[str, ...]:
    """The accounts of the paths that money to an investor goes to: its own name, its budgets and its accounts."""
    own = {name for name, account in found.stands.contract.accounts.items() if account.of == investor}
    return tuple(
        account for account in found.paths.receivers if account in own or account.partition("/")[0] == investor
    )


def _guarantee(found: ContractForecast) -> Chance | None:
    if found.stands.contract.guarantee is None:
        return None
    return Chance(*chance(found.paths.guaranteed.sum(axis=0) > 0))


def _warnings(stands: Situation) -> Iterator[Early]:
    """What each follow-up and the intake so far say against what was signed."""
    for outcome in stands.known:
        found = rate_belief(stands, outcome)
        if 0 < found.signed < 1:
            before = Prior(found.signed, found.strength).belief
            for seen in found.follow_ups:
                problem = early_warning(surprise(before, seen.achieved, seen.measured))
                if problem is not None:
                    yield Early(problem, outcome, seen.number)
    if (problem := _intake(stands)) is not None:
        yield Early(problem)


def _intake(stands: Situation) -> Problem | None:
    if stands.today is None or not stands.plan:
        return None
    unlearned = replace(stands, today=None)
    first, today = min(one.day for one in stands.plan), stands.today
    months = max(0, (today.year - first.year) * 12 + today.month - first.month + 1)
    return intake_warning(intake_surprise(intake_belief(unlearned), plan_by_month(stands), months, stands.came))
