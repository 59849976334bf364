"""Who bears what one person uses of a service: fixed shares, the ladder, a supported stay, expensive cases, a fee.

Each rule divides a use exactly. The one that nobody has seen cannot, and refuses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from bundlinje.data.payers import ByPayer, Payer
from bundlinje.data.provenance import Status, Text, weakest
from bundlinje.data.reimbursement import banded, on_ladder, supported, weekly
from bundlinje.data.reimbursement_rows import band_tables, default_entry_week, in_force, ladders, schemes
from bundlinje.data.units import Unit, exchanged
from bundlinje.problems import Refused, error


@dataclass(frozen=True, slots=True)
class Use:
    """What one person uses of a service within one year, or uses less of if the quantity is negative.

    `ore` is the price of one `unit`; `on` is the day whose rules hold; `before` counts what was used earlier, in the
    unit the rule counts in: weeks on any income support, days in the running year, months of the course.
    """

    ore: Fraction
    unit: Unit
    quantity: Fraction
    on: date
    before: Fraction | None = None

    @property
    def cost(self) -> Fraction:
        """The whole price in øre, before anything is reimbursed."""
        return self.ore * self.quantity

    def told_in(self, unit: Unit) -> Fraction:
        """The quantity in another unit of time."""
        return exchanged(self.quantity, self.unit, unit)


class Rule(Protocol):
    """How the cost of a use is divided between the public payers."""

    def divided(self, use: Use) -> ByPayer:
        """Exact øre that each payer bears of the use."""

    def status(self, on: date) -> Status:
        """How well the rule in force on a day is known."""


@dataclass(frozen=True, slots=True)
class Fixed(Rule):
    """The same shares of every krone. They sum to one, else `ValueError`."""

    shares: ByPayer

    def __post_init__(self) -> None:
        if self.shares.total != 1:
            raise ValueError(self.shares)

    def divided(self, use: Use) -> ByPayer:
        return self.shares.times(use.cost)

    def status(self, on: date) -> Status:
        return Status.SEEN


@dataclass(frozen=True, slots=True)
class OnLadder(Rule):
    """The reimbursement ladder. `entry_week` is where these citizens stand when the use begins, if that is known."""

    entry_week: int | None = None

    def divided(self, use: Use) -> ByPayer:
        return on_ladder(weekly(use.ore, use.unit), self.entered(use), use.told_in(Unit.WEEK), use.on)

    def entered(self, use: Use) -> Fraction:
        """The week on support in which the use begins: as the use says, else the rule, else the package's default."""
        if use.before is not None:
            return use.before + 1
        return Fraction(self.entry_week or default_entry_week().week)

    def status(self, on: date) -> Status:
        entry = Status.SEEN if self.entry_week else default_entry_week().status
        return weakest(in_force(ladders(), on, "ladder").status, entry)


@dataclass(frozen=True, slots=True)
class SupportedStay(Rule):
    """The state bears a share of a stay, or of its first part: crisis centre, shelter, Housing First support."""

    scheme: str

    def divided(self, use: Use) -> ByPayer:
        scheme = schemes()[self.scheme]
        quantity = use.told_in(scheme.unit)
        each = use.ore / exchanged(Fraction(1), use.unit, scheme.unit)
        return supported(each, quantity, scheme, use.on, use.before or Fraction(0))

    def status(self, on: date) -> Status:
        return in_force(schemes()[self.scheme].rows, on, self.scheme).status


@dataclass(frozen=True, slots=True)
class InBands(Rule):
    """Municipal, but for the state's share of one citizen's cost in a year above the thresholds for expensive cases.

    The shares are those of a citizen who uses this service, and nothing else under the act, all year; a shorter use
    has the same shares, so that an average quantity over many citizens is divided as their sum is. The thresholds are
    taken as they are written, in the level of their own year. Both are choices, which the status tells.
    """

    table: str

    def divided(self, use: Use) -> ByPayer:
        yearly = use.ore / exchanged(Fraction(1), use.unit, Unit.YEAR)
        bands = in_force(band_tables()[self.table].rows, use.on, self.table)
        return banded(yearly, bands).times(use.told_in(Unit.YEAR))

    def status(self, on: date) -> Status:
        return weakest(in_force(band_tables()[self.table].rows, on, self.table).status, Status.CHOICE)


@dataclass(frozen=True, slots=True)
class Fee(Rule):
    """What the citizen pays, which lowers the cost of one payer."""

    lowers: Payer

    def divided(self, use: Use) -> ByPayer:
        return ByPayer.only(self.lowers, -use.cost)

    def status(self, on: date) -> Status:
        return Status.SEEN


@dataclass(frozen=True, slots=True)
class NotSeen(Rule):
    """Nobody has seen who pays, or the case itself must say it: there is a reason instead of shares."""

    price: str
    why: Text

    def divided(self, use: Use) -> ByPayer:
        raise Refused([error("data.split_unknown", id=self.price)])

    def status(self, on: date) -> Status:
        return Status.UNVERIFIED
