"""Who pays, as formulas: what one success draws of a service in one year, divided on the three public payers.

Each class here is the formula of one rule of `bundlinje.data.rules` or `payer_rules`, with its parameters in cells.
A parameter that the law changes by date is a run by calendar year; any other is one cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeAlias

from bundlinje.business_case.workbook.expression import Block, Expression, added, at, constant, larger, smaller
from bundlinje.data.payers import Payer
from bundlinje.data.units import Unit, exchanged

Parameter: TypeAlias = "Expression | Block"
"""One cell, or one by calendar year."""

Drawn: TypeAlias = "Mapping[Payer, Expression]"


@dataclass(frozen=True, slots=True)
class Use:
    """What one success uses in a year: the price of a unit, how many units, those used before, where the year stands.

    `position` counts calendar years from 1; it is needed only where a parameter goes by date.
    """

    price: Expression
    quantity: Expression
    before: Expression
    position: Expression | None = None


class RuleFormula(Protocol):
    """The formula of a rule."""

    @property
    def dated(self) -> bool:
        """Whether it depends on the calendar year."""

    @property
    def payers(self) -> tuple[Payer, ...]:
        """Who may bear something by it."""

    def drawn(self, use: Use) -> Drawn:
        """What each payer bears, in kroner, not rounded."""


def _now(parameter: Parameter, use: Use) -> Expression:
    if isinstance(parameter, Expression):
        return parameter
    if use.position is None:
        raise ValueError("a parameter that goes by date needs the place of the year")
    return at(parameter, use.position)


def _with_state(whole: Expression, state: Expression) -> Drawn:
    return {Payer.MUNICIPALITY: whole - state, Payer.STATE: state}


_MUNICIPALITY_AND_STATE = (Payer.MUNICIPALITY, Payer.STATE)


@dataclass(frozen=True, slots=True)
class SharesFormula:
    """Fixed shares of every krone; a fee that citizens pay is a share of −1 of one payer."""

    shares: Mapping[Payer, Expression]
    dated: bool = False

    @property
    def payers(self) -> tuple[Payer, ...]:
        """Who may bear something by it."""
        return tuple(self.shares)

    def drawn(self, use: Use) -> Drawn:
        """What each payer bears, in kroner, not rounded."""
        return {payer: use.price * use.quantity * share for payer, share in self.shares.items()}


@dataclass(frozen=True, slots=True)
class LadderFormula:
    """The reimbursement ladder: the state bears less the more weeks on support, from where the citizen stands."""

    unit: Unit
    entry_week: Expression
    steps: Sequence[tuple[Expression, Expression]]
    """Weeks before each step, and the state's share from it on."""
    dated: bool = False
    payers: tuple[Payer, ...] = _MUNICIPALITY_AND_STATE

    def drawn(self, use: Use) -> Drawn:
        """What each payer bears, in kroner, not rounded."""
        weeks = constant(exchanged(Fraction(1), self.unit, Unit.WEEK))
        begins = self.entry_week - 1 + use.before * weeks
        ends = self.entry_week - 1 + (use.before + use.quantity) * weeks
        state_weeks = self._borne(ends) - self._borne(begins)
        return _with_state(use.price * use.quantity, use.price / weeks * state_weeks)

    def _borne(self, weeks: Expression) -> Expression:
        """The first so many weeks, each weighted with the share that the state bears of it."""
        return _stepwise(weeks, self.steps)


def _stepwise(amount: Expression, steps: Sequence[tuple[Expression, Expression]]) -> Expression:
    terms, earlier = [], constant(0)
    for threshold, share in steps:
        terms.append(larger(amount - threshold, 0) * (share - earlier))
        earlier = share
    return added(terms)


@dataclass(frozen=True, slots=True)
class CappedFormula:
    """The state's share of the first units a year; the municipality pays the rest."""

    share: Expression
    first: Expression
    dated: bool = False
    payers: tuple[Payer, ...] = _MUNICIPALITY_AND_STATE

    def drawn(self, use: Use) -> Drawn:
        """What each payer bears, in kroner, not rounded."""
        return _with_state(use.price * use.quantity, use.price * smaller(use.quantity, self.first) * self.share)


@dataclass(frozen=True, slots=True)
class StayFormula:
    """A stay of which the state bears a share: of all of it, or of its first units, in a year or in a course."""

    scale: Fraction
    """Units of the scheme in one unit of the price."""
    state: Parameter
    first: Parameter
    per_course: bool
    payers: tuple[Payer, ...] = _MUNICIPALITY_AND_STATE

    @property
    def dated(self) -> bool:
        """Whether it depends on the calendar year."""
        return isinstance(self.state, Block) or isinstance(self.first, Block)

    def drawn(self, use: Use) -> Drawn:
        """What each payer bears, in kroner, not rounded."""
        left = _now(self.first, use) - use.before * self.scale if self.per_course else _now(self.first, use)
        supported = smaller(use.quantity * self.scale, larger(left, 0))
        return _with_state(use.price * use.quantity, use.price / self.scale * supported * _now(self.state, use))


@dataclass(frozen=True, slots=True)
class BandsFormula:
    """Bands for expensive cases, the law's or the case's own, with the shares of a citizen who uses it all year."""

    years: Fraction
    """Years in one unit of the price."""
    steps: Sequence[tuple[Parameter, Parameter]]
    payers: tuple[Payer, ...] = _MUNICIPALITY_AND_STATE

    @property
    def dated(self) -> bool:
        """Whether it depends on the calendar year."""
        return any(isinstance(one, Block) for step in self.steps for one in step)

    def drawn(self, use: Use) -> Drawn:
        """What each payer bears, in kroner, not rounded."""
        steps = [(_now(over, use), _now(share, use)) for over, share in self.steps]
        state = _stepwise(use.price / self.years, steps) * (use.quantity * self.years)
        return _with_state(use.price * use.quantity, state)
