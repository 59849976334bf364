"""Who pays a service of a case: the rule its price names, and what one success has drawn of it before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from bundlinje.business_case.parts import Price
from bundlinje.business_case.values import exact
from bundlinje.data.payers import ByPayer, Payer
from bundlinje.data.provenance import Status
from bundlinje.data.reimbursement_rows import band_tables, default_entry_week, schemes
from bundlinje.data.rules import Fixed, InBands, OnLadder, Rule, SupportedStay, Use
from bundlinje.data.units import Unit, exchanged
from bundlinje.money import Ore

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Capped:
    """The state's share of the first units a year; the municipality pays the rest."""

    state: Fraction
    first: int

    def divided(self, use: Use) -> ByPayer:
        """Exact øre that each payer bears of the use."""
        reimbursed = min(use.quantity, Fraction(self.first)) * self.state
        return ByPayer.with_state(use.cost, use.ore * reimbursed)

    def status(self, on: date) -> Status:
        """What the case states itself is marked in the case."""
        return Status.SEEN


@dataclass(frozen=True, slots=True)
class OwnBands:
    """Bands the case states itself: `(over, share)` in rising order, in øre of the price's year."""

    steps: tuple[tuple[Ore, Fraction], ...]

    def divided(self, use: Use) -> ByPayer:
        """Exact øre that each payer bears of the use."""
        bounds = [*(Fraction(over) for over, _ in self.steps), max(use.cost, Fraction(self.steps[-1][0]))]
        parts = zip(pairwise(bounds), self.steps, strict=True)
        state = sum((max(min(use.cost, top) - over, ZERO) * share for (over, top), (_, share) in parts), ZERO)
        return ByPayer.with_state(use.cost, state)

    def status(self, on: date) -> Status:
        """What the case states itself is marked in the case."""
        return Status.SEEN


def rule_of(price: Price) -> Rule:
    """The rule by which a price of the case divides. Its shares must be known and its names lead somewhere."""
    if price.ladder is not None:
        return OnLadder(price.ladder.entry_week)
    if price.scheme is not None:
        return SupportedStay(price.scheme)
    if price.day_cap is not None:
        return Capped(exact(price.day_cap.share), price.day_cap.first)
    if isinstance(price.bands, str):
        return InBands(price.bands)
    if price.bands:
        return OwnBands(tuple((int(exact(band.over)), exact(band.share)) for band in price.bands))
    return Fixed(_shares(price))


def _shares(price: Price) -> ByPayer:
    """The stated shares; what is net of reimbursement and says no more is the municipality's alone."""
    if price.split is None:
        return ByPayer.only(Payer.MUNICIPALITY, Fraction(1))
    return ByPayer(**{payer.value: exact(share) for payer, share in price.split.items()})


def drawn(rule: Rule, ore: Fraction, unit: Unit, quantities: list[Fraction], year: int, entry: int | None) -> ByPayer:
    """What one success draws in a year, divided by payer: the last of `quantities`, after those of the years before.

    `entry` is the week on public support in which the first of them begins, if the case says it.
    """
    before = _before(rule, unit, sum(quantities[:-1], ZERO), entry)
    return rule.divided(Use(ore, unit, quantities[-1], date(year, 1, 1), before))


def _before(rule: Rule, unit: Unit, used: Fraction, entry: int | None) -> Fraction | None:
    """What was used before, in the unit the rule counts in: a ladder goes on, a course ends, a year starts again."""
    if isinstance(rule, OnLadder):
        first = entry or rule.entry_week or default_entry_week().week
        return first - 1 + exchanged(used, unit, Unit.WEEK)
    if isinstance(rule, SupportedStay) and schemes()[rule.scheme].per == "course":
        return exchanged(used, unit, schemes()[rule.scheme].unit)
    return None


def known_schemes() -> tuple[str, ...]:
    """The ids of the law's schemes with a fixed share."""
    return tuple(schemes())


def known_bands() -> tuple[str, ...]:
    """The ids of the law's bands for expensive cases."""
    return tuple(band_tables())
