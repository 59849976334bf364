"""A scenario of the fund: what somebody pulls to see how the money would last then. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from bundlinje.money import Ore, round_half_away, split
from bundlinje.problems import Refused

if TYPE_CHECKING:
    from bundlinje.forecast.fund.forecast import FundForecast
    from bundlinje.forecast.fund.forecast import Scenario as Drawn
    from bundlinje.forecast.fund.whatif import Change, Known

NEW = "ny-investering"


@dataclass(frozen=True, slots=True)
class Planned:
    """A new investment: so much in equal parts over `years` from `start`; `back` per cent returns, `after` years on."""

    amount: Ore
    start: int
    years: int
    back: int
    after: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is otherwise than planned: effect and intake in per cent of what is expected, months of delay, a new one."""

    effect: int = 100
    delay: int = 0
    intake: int = 100
    new: Planned | None = None


AS_PLANNED = Scenario()
"""Nothing is otherwise."""


@dataclass(frozen=True, slots=True)
class ComparedYear:
    """The balance at the end of a year, on average over all worlds: as planned and otherwise.

    `error` is how far chance may move the difference, in øre: its standard error, the worlds taken two and two.
    """

    year: int
    before: Fraction
    after: Fraction
    error: Fraction

    @property
    def difference(self) -> Fraction:
        """What the scenario makes of it."""
        return self.after - self.before


def compared(base: FundForecast, other: FundForecast) -> tuple[ComparedYear, ...]:
    """Two forecasts of the same run, year by year."""
    from bundlinje.forecast.fund.whatif import difference

    before, after, draws = base.balances(), other.balances(), base.draws
    errors = (one.error for one in difference(base, other).by_year)
    return tuple(
        ComparedYear(year, Fraction(int(was.sum()), draws), Fraction(int(now.sum()), draws), Fraction(round(error)))
        for year, was, now, error in zip(base.years, before, after, errors, strict=True)
    )


def changes_of(scenario: Scenario, base: FundForecast) -> Sequence[Change]:
    """The scenario as changes of a forecast, in the order in which they are made."""
    from bundlinje.forecast.fund.whatif import Delay, OtherEffect

    found: list[Change] = []
    if scenario.new is not None:
        found.append(Invest(scenario.new))
    if scenario.intake != 100:
        found.append(OtherIntake(Fraction(scenario.intake, 100)))
    if scenario.delay:
        # What falls in years that are closed has been received: only what is still to come can be later.
        found += [Delay(line.line, scenario.delay) for line in base.lines if line.total().any()]
    if scenario.effect != 100:
        found.append(OtherEffect(Fraction(scenario.effect, 100)))
    return found


@dataclass(frozen=True, slots=True)
class Invest:
    """One more investment, no contract yet: it costs, and its calculated payments come at an uncertain effect."""

    new: Planned

    def made(self, scenario: Drawn, known: Known) -> Drawn:
        """The scenario with the investment among those that are planned."""
        del known
        from bundlinje.forecast.fund.file import PlannedInvestment

        costs = _spread(self.new.amount, self.new.start, self.new.years)
        back = round_half_away(Fraction(self.new.amount * self.new.back, 100))
        calculated = _spread(back, self.new.start + self.new.after, self.new.years) if back else {}
        text = {"id": NEW, "label": {"da": "Ny investering", "en": "New investment"}}
        planned = PlannedInvestment.model_validate({**text, "costs": {}, "calculated": {}}).model_copy(
            update={"costs": {str(year): ore for year, ore in costs.items()},
                    "calculated": {str(year): ore for year, ore in calculated.items()}}
        )  # fmt: skip
        outlook = scenario.outlook.model_copy(update={"planned": [*scenario.outlook.planned, planned]})
        return replace(scenario, outlook=outlook, budget=scenario.budget.with_spending(NEW, costs))


@dataclass(frozen=True, slots=True)
class OtherIntake:
    """A share of the units that are still planned, in every contract that is simulated; those who came stay."""

    share: Fraction

    def made(self, scenario: Drawn, known: Known) -> Drawn:
        """The scenario with fewer or more units ahead."""
        from bundlinje.forecast.fund.redated import cut, stands

        agreements = dict(scenario.agreements)
        for name, one in scenario.agreements.items():
            if name not in known or not known[name].paths:
                continue
            try:
                now = stands(one)
            except Refused:
                continue
            ahead = sum(batch.units for batch in now.plan if now.today is None or batch.day > now.today)
            agreements[name] = cut(one, now.came + round_half_away(self.share * ahead))
        return replace(scenario, agreements=agreements)


def _spread(ore: Ore, first: int, years: int) -> dict[int, Ore]:
    return dict(zip(range(first, first + years), split(ore, [1] * years), strict=True))
