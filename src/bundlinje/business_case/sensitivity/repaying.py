"""Repayment over draws: a share of each draw's own gain, or what a contract's own terms pay at each draw's outcomes.

A contract is not run ten thousand times: its terms are run at some levels of outcomes, caps and floors and all, and
what lies between two levels is drawn as a straight line between them. At the outcomes stated it is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bundlinje.business_case import repayment
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.flows import Flow, Item
from bundlinje.business_case.parts import Repayment, Sector
from bundlinje.business_case.sensitivity.variants import rate_number
from bundlinje.business_case.values import exact
from bundlinje.business_case.worked import Worked

if TYPE_CHECKING:
    from bundlinje.business_case.sensitivity.compiled import Array
    from bundlinje.contract.model import Contract
    from bundlinje.money import Ore

MUNICIPAL = "municipal gain"
LEVELS = tuple(Fraction(level, 4) for level in (0, 1, 2, 3, 4, 5, 6, 8))
"""The levels of outcomes at which a contract is run: from none to twice what the case states."""


@dataclass(frozen=True, slots=True)
class ByShare:
    """A share of the gain of each year, paid `delay` years later by one payer to another, up to a cap in all.

    `open` says in which years may be paid. Payers are positions; none is one that does not count.
    """

    share: float
    delay: int
    cap: float | None
    open: tuple[bool, ...]
    by: int | None
    to: int | None

    def repaid(self, gain: Array, payers: int) -> Array:
        """Repayments by year, payer and draw, of gains by year and draw."""
        import numpy as np

        years, draws = gain.shape
        due = np.zeros((years, draws))
        due[self.delay :] = self.share * gain[: years - self.delay].clip(min=0)
        due[[not allowed for allowed in self.open]] = 0
        if self.cap is not None:
            due = np.diff(np.cumsum(due, axis=0).clip(max=self.cap), axis=0, prepend=0)
        found = np.zeros((years, payers, draws))
        for position, sign in ((self.by, -1), (self.to, 1)):
            if position is not None:
                found[:, position] += sign * due
        return found


@dataclass(frozen=True, slots=True)
class Achieving:
    """How an effect moves a contract: the rate it is measured at as stated, and its weight among the effects."""

    rate: float
    weight: float


@dataclass(frozen=True, slots=True)
class ByContract:
    """What a contract pays at each of the levels: `paid[level, year, payer]`, and how each effect moves it.

    Weights sum to one: the level of a draw is their mean of what each effect achieves against what is stated. With
    `counts_leavers` those who do not complete are measured too, and do as they would have done anyway.
    """

    effects: Mapping[str, Achieving]
    counts_leavers: bool
    paid: Array

    def repaid(self, level: Array) -> Array:
        """Repayments by year, payer and draw, at each draw's level of outcomes."""
        import numpy as np

        at = np.array([float(one) for one in LEVELS])
        _, years, payers = self.paid.shape
        found = np.zeros((years, payers, len(level)))
        for year, payer in np.argwhere(self.paid.any(axis=0)):
            found[year, payer] = np.interp(level, at, self.paid[:, year, payer])
        return found


Repaying: TypeAlias = ByShare | ByContract


class Plan(Protocol):
    """How a case repays, before it is known which years and payers there are."""

    @property
    def items(self) -> Sequence[Item]:
        """Repayments that are already known, for their years and payers."""

    @property
    def sectors(self) -> Sequence[Sector]:
        """Whose money a repayment moves."""

    @property
    def delay(self) -> int:
        """Years after the last gain in which may still be repaid."""

    @property
    def columns(self) -> Sequence[Callable[[Flow], bool]]:
        """Flows to be added up beside the payers' own: the gain of which a share is repaid."""

    def over(self, years: range, payers: tuple[Sector, ...]) -> Repaying:
        """The rule for these years and payers."""


def planned(worked: Worked, terms: repayment.Terms | None) -> Plan | None:
    """How a case repays: by a contract's terms, by the share agreed where there is none, or not at all."""
    if terms is not None:
        return _contract_plan(worked, terms)
    rule = worked.case.repayment
    return None if rule is None else SharePlan(rule, worked)


@dataclass(frozen=True, slots=True)
class SharePlan(Plan):
    """A share agreed."""

    rule: Repayment
    worked: Worked

    @property
    def items(self) -> Sequence[Item]:
        return ()

    @property
    def sectors(self) -> Sequence[Sector]:
        return tuple(sector for sector in (self._payer, self._receiver) if sector is not None)

    @property
    def _payer(self) -> Sector | None:
        return Sector.MUNICIPALITY if self.rule.of == MUNICIPAL else self.worked.case.sector_of(self.rule.of)

    @property
    def _receiver(self) -> Sector | None:
        return self.worked.case.sector_of(self.rule.to)

    @property
    def delay(self) -> int:
        return self.rule.delay

    @property
    def columns(self) -> Sequence[Callable[[Flow], bool]]:
        return (lambda flow: is_shared(self.rule, flow),)

    def over(self, years: range, payers: tuple[Sector, ...]) -> ByShare:
        rule = self.rule
        return ByShare(
            share=float(exact(rule.share)),
            delay=rule.delay,
            cap=None if rule.cap is None else float(exact(rule.cap)),
            open=tuple(rule.years is None or year in rule.years for year in years),
            by=_position(self._payer, payers),
            to=_position(self._receiver, payers),
        )


def is_shared(rule: Repayment, flow: Flow) -> bool:
    """Whether a flow belongs to the gain of which a share is repaid."""
    if rule.of == MUNICIPAL:
        return flow.account.sector is Sector.MUNICIPALITY
    return flow.account.name == rule.of


@dataclass(frozen=True, slots=True)
class ContractPlan(Plan):
    """A contract that was run at every level."""

    effects: Mapping[str, Achieving]
    counts_leavers: bool
    items: Sequence[Item]

    @property
    def sectors(self) -> Sequence[Sector]:
        return [flow.account.sector for item in self.items for flow in item.flows]

    @property
    def delay(self) -> int:
        return 0

    @property
    def columns(self) -> Sequence[Callable[[Flow], bool]]:
        return ()

    def over(self, years: range, payers: tuple[Sector, ...]) -> ByContract:
        import numpy as np

        paid = np.array([_grid(item, years, payers) for item in self.items])
        return ByContract(self.effects, self.counts_leavers, paid)


def _contract_plan(worked: Worked, terms: repayment.Terms) -> ContractPlan:
    """Run a contract at each level of the outcomes that the case expects of it, and with each effect bringing none."""
    stated = _measured(worked, terms.contract)
    levels = [{name: rate * level for name, rate in stated.items()} for level in LEVELS]
    without = [{name: Fraction(0)} for name in stated]
    cases = [(_expecting(worked, rates), worked.mode) for rates in (*levels, *without)]
    items = terms.repayments(cases)
    paid, less = items[: len(LEVELS)], [_repaid(item) for item in items[len(LEVELS) :]]
    weights = _weights(_repaid(paid[LEVELS.index(Fraction(1))]), dict(zip(stated, less, strict=True)))
    effects = {name: Achieving(float(rate), weights[name]) for name, rate in stated.items()}
    return ContractPlan(effects, not repayment.leaves_out_dropouts(terms.contract), paid)


def _measured(worked: Worked, contract: Contract) -> dict[str, Fraction]:
    """The rate at which each effect is measured, as stated; not of outcomes whose rate the case states apart."""
    rates = repayment.expected_rates(worked.case, contract, worked.mode)
    outcomes = {name: _outcome(worked, name) for name, rate in worked.rates.items() if rate.with_ is not None}
    apart = worked.case.expects
    return {name: rates[outcome] for name, outcome in outcomes.items() if outcome not in apart and rates[outcome] > 0}


def _outcome(worked: Worked, effect: str) -> str:
    return worked.case.effects[effect].outcome or effect


def _position(sector: Sector | None, payers: tuple[Sector, ...]) -> int | None:
    return payers.index(sector) if sector in payers else None


def _weights(whole: Ore, less: Mapping[str, Ore]) -> dict[str, float]:
    """How much of the repayment each effect brings: what is lost where it alone achieves nothing."""
    lost = {name: max(whole - left, 0) for name, left in less.items()}
    everything = sum(lost.values())
    return {name: ore / everything if everything else 1 / len(lost) for name, ore in lost.items()}


def _expecting(worked: Worked, rates: Mapping[str, Fraction]) -> Case:
    """The case where these effects are measured at these rates, none above one."""
    measured = {_outcome(worked, name): rate_number(rate) for name, rate in rates.items()}
    return worked.case.model_copy(update={"expects": {**worked.case.expects, **measured}})


def _repaid(item: Item) -> Ore:
    return sum(flow.ore for flow in item.flows if flow.ore > 0)


def _grid(item: Item, years: range, payers: tuple[Sector, ...]) -> Array:
    """The flows of an item by year and payer; payers that do not count are left out."""
    import numpy as np

    found = np.zeros((len(years), len(payers)))
    for flow in item.flows:
        position = _position(flow.account.sector, payers)
        if flow.year in years and position is not None:
            found[years.index(flow.year), position] += flow.ore
    return found
