"""Unit prices against what they buy: a price may not exceed the isolated municipal saving of one success.

A contract may do without a calculation of the whole if each of its prices keeps to this.
Source: MSB, September 2022, on Dialog mod Vold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from bundlinje.business_case.flows import Side, of_side
from bundlinje.business_case.parts import Sector
from bundlinje.business_case.worked import Worked
from bundlinje.money import Ore

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract
    from bundlinje.planned.expected import ExpectedPayments


@dataclass(frozen=True, slots=True)
class UnitPriceCheck:
    """One price of a contract: what is paid for one who achieves, and what one success saves the municipality, in øre.

    `paid` is one payment and `in_all` the payments of all follow-ups for each who achieves, none if the contract's
    expected payments are not known. `saving` is exact, of all years, undiscounted; none if the case works out nothing
    for the outcome.
    """

    term: str
    effect: str
    paid: Ore
    in_all: Fraction | None
    saving: Fraction | None

    @property
    def holds(self) -> bool | None:
        """Whether what is paid keeps within the saving; none if the saving is not known."""
        return None if self.saving is None else (self.paid if self.in_all is None else self.in_all) <= self.saving


def isolated_saving(worked: Worked, effect: str) -> Fraction | None:
    """What one success of an effect saves the municipality over all years, undiscounted, in exact øre."""
    number = sum((one.number for one in worked.successes if one.effect == effect), Fraction(0))
    of = {one.id for one in worked.case.consequences if one.of == effect}
    worked_out = {item.id for item in worked.items if item.side is Side.BENEFIT}
    if not number or not of or not of <= worked_out:
        return None
    flows = (flow for flow in of_side(worked.flows, Side.BENEFIT) if flow.item in of)
    saved = (flow.exact for flow in flows if flow.account.sector is Sector.MUNICIPALITY)
    return sum(saved, Fraction(0)) / number


def unit_price_checks(
    worked: Worked, contract: Contract, expected: ExpectedPayments | None = None
) -> tuple[UnitPriceCheck, ...]:
    """Every stated price of an outcome that an effect of the case stands for, against one success's saving."""
    effects = {effect.outcome or name: name for name, effect in worked.case.effects.items()}
    return tuple(
        UnitPriceCheck(
            term=term,
            effect=effects[outcome],
            paid=ore,
            in_all=_in_all(worked, term, effects[outcome], expected),
            saving=isolated_saving(worked, effects[outcome]),
        )
        for term, outcome, ore in _prices(contract)
        if outcome in effects
    )


def _in_all(worked: Worked, term: str, effect: str, expected: ExpectedPayments | None) -> Fraction | None:
    """What a clause pays over all follow-ups, for each participant who achieves."""
    rate = worked.rates[effect].with_ if effect in worked.rates else None
    if expected is None or not rate or not worked.participants:
        return None
    paid = sum(line.ore for line in expected.lines if line.clause == term)
    return paid / (worked.participants * rate)


def _prices(contract: Contract) -> Iterator[tuple[str, str, Ore]]:
    """Term, outcome and the largest amount one payment for one who achieves can be."""
    from bundlinje.grammar.amount import Fixed
    from bundlinje.grammar.part import walk
    from bundlinje.terms.each import Each

    for _, term in contract.all_terms():
        if isinstance(term, Each):
            amounts = [part.ore for _, part in walk(term.pays) if isinstance(part, Fixed)]
            if amounts:
                yield term.id or term.each, term.each, max(amounts)
