"""What if: a fund with one more contract, a smaller cohort, a delay, other effects or another balance to start from.

Only what a change touches is drawn again. Every contract has its own streams of chance, so two scenarios are the same
to the bit wherever they do not differ, and their difference is told with far less noise than either of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

from bundlinje.contract.amend import versions
from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.agreements import Agreement, Simulated
from bundlinje.forecast.fund.budget import ByYear
from bundlinje.forecast.fund.capital import capital_of
from bundlinje.forecast.fund.fan import Chance, ever_below
from bundlinje.forecast.fund.forecast import FundForecast, Scenario, forecast_scenario
from bundlinje.forecast.fund.redated import cut, redated
from bundlinje.forecast.paths import Spread, chance, spread
from bundlinje.money import Ore, split
from bundlinje.planned.intake import planned_intake
from bundlinje.problems import Place, Refused, error

Known = Mapping[str, Simulated]


class Change(Protocol):
    """One thing that is otherwise."""

    def made(self, scenario: Scenario, known: Known) -> Scenario:
        """The scenario with the change. `known` says which agreements are simulated, and which go by the budget."""
        ...


@dataclass(frozen=True, eq=False)
class AddContract:
    """One more contract. What the fund pays out is its capital over the months of intake, unless `costs` says when."""

    agreement: Agreement
    costs: ByYear | None = None

    def made(self, scenario: Scenario, known: Known) -> Scenario:
        """The scenario with the contract, and its capital as spending."""
        name = self.agreement.contract.contract
        if name in scenario.agreements or name in scenario.budget.spending:
            raise Refused([error("fund_outlook.repeated_id", Place(path=name), id=name)])
        costs = self.costs if self.costs is not None else _capital_by_year(self.agreement, scenario)
        agreements = {**scenario.agreements, name: self.agreement}
        budget = scenario.budget.with_spending(name, costs)
        return replace(scenario, agreements=agreements, budget=budget, added=(*scenario.added, name))


@dataclass(frozen=True, slots=True)
class CutCohort:
    """A cohort of so many units in all. The capital that was promised stays as it is."""

    agreement: str
    units: int

    def made(self, scenario: Scenario, known: Known) -> Scenario:
        """The scenario with fewer, or more, units planned ahead."""
        if not _is_simulated(self.agreement, known):
            raise Refused([error("fund_outlook.cannot_cut", Place(path=self.agreement), contract=self.agreement)])
        return _with_agreement(scenario, self.agreement, cut(scenario.agreements[self.agreement], self.units))


@dataclass(frozen=True, slots=True)
class Delay:
    """Everything that is ahead of an investment comes so many months later, and none of it is dropped.

    What falls in years that the books have closed is behind, though no fact tells of it yet.

    `investment` is a line of the fund, or one agreement. By the budget, its payments move; what is spent does not.
    """

    investment: str
    months: int

    def made(self, scenario: Scenario, known: Known) -> Scenario:
        """The scenario with the later payments."""
        for name in _agreements_of(scenario, self.investment):
            if _is_simulated(name, known):
                scenario = _with_agreement(
                    scenario, name, redated(scenario.agreements[name], self.months, scenario.budget.closed)
                )
        line = _line_of(scenario, self.investment)
        delays = {**scenario.delays, line: scenario.delays.get(line, 0) + self.months}
        return replace(scenario, delays=delays)


@dataclass(frozen=True, slots=True)
class OtherEffect:
    """Every rate that is still open times a factor: of one investment, or of all where none is named."""

    factor: Fraction
    investment: str | None = None

    def made(self, scenario: Scenario, known: Known) -> Scenario:
        """The scenario at the other effect."""
        of = [line.id for line in scenario.fund.investments()] + [one.id for one in scenario.outlook.planned]
        lines = [*of, *scenario.added] if self.investment is None else [_line_of(scenario, self.investment)]
        names = dict.fromkeys(one for line in lines for one in _agreements_of(scenario, self.investment or line))
        for name in names:
            if _is_simulated(name, known) or name in scenario.added:
                one = scenario.agreements[name]
                scenario = _with_agreement(scenario, name, replace(one, effect=one.effect * self.factor))
        effects = {line: scenario.effects.get(line, Fraction(1)) * self.factor for line in lines}
        return replace(scenario, effects={**scenario.effects, **effects})


@dataclass(frozen=True, slots=True)
class OtherStart:
    """Another balance to start from, at the end of the last closed year."""

    ore: Ore

    def made(self, scenario: Scenario, known: Known) -> Scenario:
        """The scenario with that balance."""
        return replace(scenario, budget=replace(scenario.budget, start=self.ore))


@dataclass(frozen=True, slots=True)
class MoreCapital:
    """New capital in a year; less than nothing is capital taken out."""

    year: int
    ore: Ore

    def made(self, scenario: Scenario, known: Known) -> Scenario:
        """The scenario with the deposit. A year that the forecast does not hold is refused."""
        if self.year not in scenario.budget.years:
            years = scenario.budget.years
            values = {"year": self.year, "first": years[0], "last": years[-1]}
            raise Refused([error("fund_outlook.year_not_ahead", Place(path="deposits"), **values)])
        deposits = dict(scenario.budget.deposits)
        deposits[self.year] = deposits.get(self.year, 0) + self.ore
        return replace(scenario, budget=replace(scenario.budget, deposits=deposits))


def what_if(base: FundForecast, changes: Sequence[Change]) -> FundForecast:
    """The forecast with changes, by the same run. Agreements that no change touches keep their paths, undrawn.

    A contract that is added and cannot be simulated raises `Refused`: no budget can take its place.
    """
    scenario = base.scenario
    for change in changes:
        scenario = change.made(scenario, base.simulated)
    before = base.scenario.agreements
    kept = {name: base.simulated[name] for name, one in scenario.agreements.items() if before.get(name) is one}
    return forecast_scenario(scenario, base.run, kept)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change makes of the balance, world by world: `by_year` in øre at each year's end, `at_end` the last.

    Each has its paired Monte-Carlo error. `ever` is how much the chance of ever ending a year below zero changes.
    """

    years: tuple[int, ...]
    by_year: tuple[Spread, ...]
    ever: tuple[float, float]
    ever_before: Chance
    ever_after: Chance

    @property
    def at_end(self) -> Spread:
        """The difference at the end of the last year."""
        return self.by_year[-1]


def difference(base: FundForecast, other: FundForecast, method: Method = Method.LEARNED) -> Difference:
    """The second forecast less the first, both of the same run."""
    if (base.run.draws, base.run.seed, base.years) != (other.run.draws, other.run.seed, other.years):
        raise ValueError("only forecasts with the same draws, seed and years can be told apart world by world")
    before, after = base.balances(method), other.balances(method)
    change = ever_below(after).astype(int) - ever_below(before).astype(int)
    error_of_change = float(change.std(ddof=1)) / len(change) ** 0.5 if len(change) > 1 else 0.0
    return Difference(
        base.years,
        tuple(spread(row) for row in after - before),
        (float(change.mean()), error_of_change),
        chance(ever_below(before)),
        chance(ever_below(after)),
    )


def _with_agreement(scenario: Scenario, name: str, agreement: Agreement) -> Scenario:
    return replace(scenario, agreements={**scenario.agreements, name: agreement})


def _is_simulated(name: str, known: Known) -> bool:
    return name in known and bool(known[name].paths)


def _line_of(scenario: Scenario, investment: str) -> str:
    """The line that an investment stands on: itself, or the one whose agreement it is. Neither is refused."""
    planned = {one.id for one in scenario.outlook.planned}
    for line in scenario.fund.investments():
        if investment == line.id or investment in line.agreements:
            return line.id
    if investment in planned or investment in scenario.added:
        return investment
    lines = [line.id for line in scenario.fund.investments()]
    known = ", ".join([*lines, *planned, *scenario.agreements])
    raise Refused([error("fund_outlook.unknown_investment", Place(path=investment), name=investment, known=known)])


def _agreements_of(scenario: Scenario, investment: str) -> list[str]:
    """The agreements behind a line, or the one that is named, as far as their contracts are there."""
    if investment in scenario.agreements:
        return [investment]
    named = {line.id: line.agreements for line in scenario.fund.investments()}
    return [one for one in named.get(investment, []) if one in scenario.agreements]


def _capital_by_year(agreement: Agreement, scenario: Scenario) -> dict[int, Ore]:
    """The fund's capital in a contract, shared between the years of its intake by their months, none before the first.

    Years that are closed already, or that the forecast does not reach, leave their part to the nearest that it has.
    """
    contract = versions(agreement.contract)[-1].contract
    account, years = scenario.outlook.account, scenario.budget.years
    capital = capital_of(contract, account)
    if capital is None:
        values = {"contract": contract.contract, "account": account}
        raise Refused([error("fund_outlook.capital_unknown", Place(path=contract.contract), **values)])
    plan = agreement.plan if agreement.plan is not None else planned_intake(contract)
    months = Counter(year for year, _ in {(one.day.year, one.day.month) for one in plan})
    intake = sorted(months)
    costs: dict[int, Ore] = {}
    for year, ore in zip(intake, split(capital, [months[year] for year in intake]), strict=True):
        held = min(max(year, years[0]), years[-1])
        costs[held] = costs.get(held, 0) + ore
    return costs
