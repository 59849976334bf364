"""Who pays a service of a case: the rule its price names, and what one success has drawn of it before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bundlinje.business_case.parts import Price
from bundlinje.business_case.values import exact
from bundlinje.data.payers import ByPayer, Payer
from bundlinje.data.provenance import Provenance, Status
from bundlinje.data.reimbursement import banded
from bundlinje.data.reimbursement_rows import Bands, band_tables, default_entry_week, schemes
from bundlinje.data.rules import Fixed, InBands, OnLadder, Rule, SupportedStay, Use
from bundlinje.data.units import Unit, exchanged


@dataclass(frozen=True, slots=True)
class Capped:
    """The state's share of the first units a year; the municipality pays the rest."""

    state: Fraction
    first: int

    def divided(self, use: Use) -> ByPayer:
        """Exact øre that each payer bears of the use; less use is the mirror image of more."""
        reimbursed = min(abs(use.quantity), Fraction(self.first)) * self.state
        return ByPayer.with_state(use.cost, use.ore * (reimbursed if use.quantity >= 0 else -reimbursed))

    def status(self, on: date) -> Status:
        """What the case states itself is marked in the case."""
        return Status.SEEN


@dataclass(frozen=True, slots=True)
class OwnBands:
    """Bands the case states itself, in øre of the price's year.

    As the law's bands, they are those of a person who uses the service all year, and a shorter use has the same shares.
    """

    bands: Bands

    def divided(self, use: Use) -> ByPayer:
        """Exact øre that each payer bears of the use."""
        yearly = use.ore / exchanged(Fraction(1), use.unit, Unit.YEAR)
        return banded(yearly, self.bands).times(use.told_in(Unit.YEAR))

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
        steps = tuple(sorted((int(exact(band.over)), exact(band.share)) for band in price.bands))
        return OwnBands(Bands(None, price.year, steps, Provenance(Status.SEEN)))
    return Fixed(_shares(price))


def _shares(price: Price) -> ByPayer:
    """The stated shares; what is net of reimbursement and says no more is the municipality's alone."""
    if price.split is None:
        return ByPayer.only(Payer.MUNICIPALITY, Fraction(1))
    return ByPayer(**{payer.value: exact(share) for payer, share in price.split.items()})


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one success draws in a year: a quantity at a price of so many øre, after so much in the years `before`."""

    ore: Fraction
    unit: Unit
    quantity: Fraction
    before: Fraction


def drawn(rule: Rule, use: Drawn, year: int, entry: int | None) -> ByPayer:
    """What one success draws in a year, divided by payer.

    `entry` is the week on public support in which the first of it begins, if the case says it.
    """
    before = _before(rule, use.unit, use.before, entry)
    return rule.divided(Use(use.ore, use.unit, use.quantity, date(year, 1, 1), before))


def _before(rule: Rule, unit: Unit, used: Fraction, entry: int | None) -> Fraction | None:
    """What was used before, in the unit the rule counts in: a ladder goes on, a course ends, a year starts again."""
    if isinstance(rule, OnLadder):
        first = entry or rule.entry_week or default_entry_week().week
        return first - 1 + exchanged(used, unit, Unit.WEEK)
    if isinstance(rule, SupportedStay) and schemes()[rule.scheme].per == "course":
        return exchanged(used, unit, schemes()[rule.scheme].unit)
    return None


def leans_on(rule: Rule, year: int) -> Status | None:
    """How well a dated rule is known that is in force in a year, if it is known too little to go unmarked."""
    if isinstance(rule, OnLadder):
        return None
    status = rule.status(date(year, 1, 1))
    return status if status.is_assumed else None


def known_schemes() -> tuple[str, ...]:
    """The ids of the law's schemes with a fixed share."""
    return tuple(schemes())


def known_bands() -> tuple[str, ...]:
    """The ids of the law's bands for expensive cases."""
    return tuple(band_tables())
