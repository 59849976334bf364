"""What the state reimburses of a municipal cost, exactly and by date: the ladder, a share of a stay, expensive cases.

A cost goes in as an exact number of øre and comes out divided by payer. Less of a service is the mirror image of more
of it: a negative quantity gives negative amounts.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache

from bundlinje.data.payers import ByPayer
from bundlinje.data.reimbursement_rows import Bands, Scheme, in_force, ladders
from bundlinje.data.units import Unit, exchanged

LADDER_FROM = date(2016, 1, 1)
"""The day the present ladder came into force."""


@lru_cache(maxsize=4096)
def municipal_weeks(entry_week: int | Fraction, weeks: int | Fraction, on: date = LADDER_FROM) -> Fraction:
    """Weeks on public support from `entry_week` on, each weighted with the share that the municipality bears of it.

    Week 1 is a citizen's first on any support; an earlier one raises `ValueError`. Source: the reimbursement ladder
    since 2016, where the municipality bears .20, .60, .70 and .80 from weeks 1, 5, 27 and 53.
    """
    if entry_week < 1:
        raise ValueError(entry_week)
    if weeks < 0:
        return -municipal_weeks(entry_week, -weeks, on)
    ladder, before = in_force(ladders(), on, "ladder"), Fraction(entry_week) - 1
    return ladder.municipal(before + weeks) - ladder.municipal(before)


def weekly(ore: Fraction | int, unit: Unit) -> Fraction:
    """A price per unit of time as øre a week: 12/52 of a month's, 1/52 of a year's."""
    return Fraction(ore) / exchanged(Fraction(1), unit, Unit.WEEK)


def on_ladder(
    ore_a_week: Fraction | int, entry_week: int | Fraction, weeks: int | Fraction, on: date = LADDER_FROM
) -> ByPayer:
    """Income support of so many øre a week, divided on municipality and state by the ladder."""
    municipal = ore_a_week * municipal_weeks(entry_week, weeks, on)
    return ByPayer(municipality=municipal, state=Fraction(ore_a_week) * weeks - municipal)


def municipal_share(
    ore: Fraction | int, unit: Unit, entry_week: int | Fraction, weeks: int | Fraction, on: date = LADDER_FROM
) -> Fraction:
    """What the municipality bears, in øre, of `weeks` weeks of a benefit of `ore` a week, month or year."""
    return on_ladder(weekly(ore, unit), entry_week, weeks, on).municipality


def supported(
    each: Fraction | int, quantity: Fraction | int, scheme: Scheme, on: date, before: Fraction | int = 0
) -> ByPayer:
    """A stay of `quantity` units of the scheme at `each` øre, divided on municipality and state by the row in force.

    `before` counts the units already used before these: in the running year, or in the course.
    """
    if quantity < 0:
        return -supported(each, -quantity, scheme, on, before)
    row = in_force(scheme.rows, on, scheme.id)
    reimbursed = row.supported(Fraction(quantity), Fraction(before))
    return ByPayer.with_state(Fraction(each) * quantity, each * reimbursed * row.state)


def banded(yearly: Fraction | int, bands: Bands) -> ByPayer:
    """One citizen's yearly cost, in øre of the bands' level year, divided on municipality and state."""
    if yearly < 0:
        return -banded(-yearly, bands)
    return ByPayer.with_state(Fraction(yearly), bands.state(Fraction(yearly)))
