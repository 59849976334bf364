"""The fund's forecast: its balance at each year's end in many worlds, and what every line of it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.forecast.beliefs import Method
from bundlinje.forecast.fund.agreements import Agreement, Run, Simulated, simulated
from bundlinje.forecast.fund.budget import Budget, budget_of, later
from bundlinje.forecast.fund.file import FundOutlook, LineOutlook, PlannedInvestment
from bundlinje.forecast.fund.lines import Basis, Effect, LineForecast, by_budget, by_contract, calculated_from
from bundlinje.fund.fund_file import LineText
from bundlinje.fund.model import Fund
from bundlinje.grammar.part import Mark, Marked, walk
from bundlinje.money import Ore
from bundlinje.problems import Place, Problem, Refused, error

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Scenario:
    """What is forecast: a fund, its outlook and budget, and its agreements; and what a what-if has changed in them.

    `delays` are months by line, `effects` factors by line, for payments by the budget; `added` has the agreements that
    are no line of the fund's books.
    """

    fund: Fund
    outlook: FundOutlook
    agreements: Mapping[str, Agreement]
    budget: Budget
    delays: Mapping[str, int] = field(default_factory=dict)
    effects: Mapping[str, Fraction] = field(default_factory=dict)
    added: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class FundForecast:
    """The fund in many worlds. Money in øre; arrays are years × draws, years as in `years`.

    `simulated` has the paths of every agreement, which a what-if uses again where nothing has changed.
    """

    scenario: Scenario
    run: Run
    simulated: Mapping[str, Simulated]
    lines: tuple[LineForecast, ...]

    @property
    def draws(self) -> int:
        """How many worlds."""
        return self.run.draws

    @property
    def years(self) -> tuple[int, ...]:
        """The years ahead, to the last that the books plan."""
        return self.scenario.budget.years

    @cached_property
    def _balances(self) -> dict[Method, Int64]:
        return {method: self._balance(method) for method in Method}

    def balances(self, method: Method = Method.LEARNED) -> Int64:
        """The balance at each year's end: as learned, as a mixture, or flat: the budget, the same in every draw."""
        return self._balances[method]

    def _balance(self, method: Method) -> Int64:
        budget = self.scenario.budget
        if method is Method.FLAT:
            return np.repeat(budget.flat[:, None], self.draws, axis=1)
        received = sum((one.received[method] for one in self.lines), np.zeros((len(self.years), self.draws), np.int64))
        balances: Int64 = budget.start + np.cumsum(budget.net_fixed[:, None] + received, axis=0)
        return balances

    def to_come(self, method: Method = Method.LEARNED) -> Int64:
        """All result payments that are still to come, in every draw, those after the last planned year among them."""
        return sum((one.total(method) for one in self.lines), np.zeros(self.draws, dtype=np.int64))

    def line(self, line_id: str) -> LineForecast:
        """The forecast of one line. A line that expects no repayment raises `KeyError`."""
        return {one.line: one for one in self.lines}[line_id]

    @property
    def assumed(self) -> tuple[Marked, ...]:
        """The assumed values that the forecast leans on, each once."""
        own = (
            Marked(Mark.ASSUMED, f"outlook {self.scenario.outlook.outlook}: {path}", part.assumed)
            for path, part in walk(self.scenario.outlook)
            if part.assumed is not None
        )
        paths = (mark for one in self.simulated.values() for path in one.paths.values() for mark in path.assumed)
        return tuple(dict.fromkeys((*own, *self.scenario.budget.leans_on, *paths)))


def forecast_fund(
    fund: Fund, agreements: Mapping[str, Agreement], outlook: FundOutlook, run: Run | None = None
) -> FundForecast:
    """The forecast of a fund from the end of its last closed year to the last year that its books plan.

    The same seed gives the same bits, however many workers the run has.
    """
    budget = budget_of(fund)
    for one in outlook.planned:
        budget = budget.with_spending(one.id, {int(year): ore for year, ore in one.costs.items()})
    return forecast_scenario(Scenario(fund, outlook, agreements, budget), run)


def forecast_scenario(
    scenario: Scenario, run: Run | None = None, known: Mapping[str, Simulated] | None = None
) -> FundForecast:
    """The forecast of a scenario. `known` are paths that hold already, by agreement: they are not drawn again."""
    asked = run or Run()
    held = {name: one for name, one in (known or {}).items() if name in scenario.agreements}
    missing = {name: one for name, one in scenario.agreements.items() if name not in held}
    drawn = held | simulated(missing, asked)
    paths = {name: drawn[name] for name in scenario.agreements}
    return FundForecast(scenario, asked, paths, tuple(_lines(scenario, paths, asked)))


def _lines(scenario: Scenario, paths: Mapping[str, Simulated], run: Run) -> Iterator[LineForecast]:
    for line in scenario.fund.investments():
        yield _Line(scenario, line, run).forecast(paths)
    for planned in scenario.outlook.planned:
        yield _planned(scenario, planned, run)
    for name in scenario.added:
        if why := paths[name].why_not:
            raise Refused(why)
        yield by_contract(
            name, [paths[name]], scenario.outlook.account, scenario.budget.years, scenario.budget.closed, {}
        )


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the fund's books, ready to be forecast."""

    scenario: Scenario
    line: LineText
    run: Run

    def forecast(self, paths: Mapping[str, Simulated]) -> LineForecast:
        """By its contracts where every one of them can be simulated, else by the budget."""
        budget, agreements = self.scenario.budget, [paths[one] for one in self.line.agreements if one in paths]
        share = self.scenario.fund.facts.rules.budget_effect.share
        calculated = calculated_from(budget.repaid.get(self.line.id, {}), share)
        why = self._why_not(paths)
        if not why:
            account = self.scenario.outlook.account
            return by_contract(self.line.id, agreements, account, budget.years, budget.closed, calculated)
        moved = later(calculated, self.scenario.delays.get(self.line.id, 0))
        return by_budget(self.line.id, moved, self._effect(), budget.years, Basis.BUDGET, why)

    @property
    def _outlook(self) -> LineOutlook:
        return self.scenario.outlook.lines.get(self.line.id, LineOutlook())

    def _effect(self) -> Int64:
        level = Fraction(self._outlook.effect) * self.scenario.effects.get(self.line.id, Fraction(1))
        signed = None if self._outlook.signed is None else Fraction(self._outlook.signed)
        return Effect.of(self.scenario.outlook, signed, level).millionths(self.line.id, self.run)

    def _why_not(self, paths: Mapping[str, Simulated]) -> tuple[Problem, ...]:
        """Why the line is forecast by the budget; nothing where its contracts are simulated."""
        place = Place(path=self.line.id)
        if self._outlook.basis == "budget":
            reason = self._outlook.assumed or self._outlook.note or ""
            return (error("fund_outlook.by_choice", place, line=self.line.id, reason=reason),)
        if missing := [one for one in self.line.agreements if one not in paths] or not self.line.agreements:
            named = ", ".join(missing) if isinstance(missing, list) else self.line.id
            return (error("fund_outlook.no_contract", place, contract=named),)
        return tuple(problem for one in self.line.agreements for problem in paths[one].why_not)


def _planned(scenario: Scenario, planned: PlannedInvestment, run: Run) -> LineForecast:
    calculated: dict[int, Ore] = {int(year): ore for year, ore in planned.calculated.items()}
    level = Fraction(planned.effect) * scenario.effects.get(planned.id, Fraction(1))
    effect = Effect.of(scenario.outlook, Fraction(planned.signed), level).millionths(planned.id, run)
    moved = later(calculated, scenario.delays.get(planned.id, 0))
    return by_budget(planned.id, moved, effect, scenario.budget.years, Basis.PLANNED)
