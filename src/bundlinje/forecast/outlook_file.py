"""The shape of an outlook: what is uncertain about one contract, each value with why it is assumed or where it is from.

What is not written here is taken from the contract, or from the named defaults: assumptions, and shown as such.
"""

from __future__ import annotations

from fractions import Fraction

from pydantic import Field, StrictInt

from bundlinje.contract.parts import Name, NameId
from bundlinje.forecast.learning.evidence import ALIKE
from bundlinje.forecast.learning.prior import STRENGTH
from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.quantity import Quantity, Share
from bundlinje.grammar.written import Length

INTAKE_STRENGTH = 20
"""How many planned units the belief in the plan is worth where nobody says: an assumption, named."""


class Rate(Part):
    """An outcome's expected rate and how strongly it is believed, in people; when a one-time outcome can come."""

    expected: Share | None = None
    """The expected share; what the contract expects where none is written."""
    strength: StrictInt = Field(default=int(STRENGTH), gt=0)
    earliest: Length | None = None
    """For an outcome that happens once: how long after admission it can first come."""
    latest: Length | None = None


class FigureSpread(Part):
    """A figure that is not counted from outcomes: its value in one of ten, half and nine of ten cases."""

    p10: Quantity
    p50: Quantity
    p90: Quantity


class IntakeOutlook(Part):
    """How much of the plan comes, how strongly that is believed (in units), how late the start, and who drops out."""

    expected: Share = Share(1)
    strength: StrictInt = Field(default=INTAKE_STRENGTH, gt=0)
    delays: dict[NonEmpty, Share] = Field(default_factory=dict)
    """The chance of each delay of the start, by its length: `0 months`, `6 months`."""
    drop_out: Share = Share(0)
    """The share of the units that leave in a year, where the contract leaves out those who do."""


class Correlation(Part):
    """How alike one person's results are, from 0 to 1: at two follow-ups, and in what lasts of two outcomes.

    Two outcomes at one follow-up correlate by the product of both: what lasts is alike, the rest is luck of the day.
    """

    follow_ups: Share = Share(ALIKE)
    outcomes: Share = Share(Fraction(1, 5))


class CollapseOutlook(Part):
    """How often a contract fails outright, and what is left of its rates then: for the forecast of two sorts."""

    chance: Share = Share(Fraction(1, 10))
    left: Share = Share(Fraction(1, 4))


class CriterionOutlook(Part):
    """The share of those left who meet a criterion of admission: in one of ten, half and nine of ten cases."""

    name: Name | None = None
    p10: Share
    p50: Share
    p90: Share


class TargetGroup(Part):
    """How many people the first words of the target group fit in a year, and who of them meet each criterion.

    Criteria are met one after the other: each share is of those who met the ones before.
    """

    people: FigureSpread
    criteria: dict[NameId, CriterionOutlook] = Field(default_factory=dict)


class Outlook(Part):
    """What is uncertain about a contract."""

    outlook: NameId
    """The id of the contract."""
    rates: dict[NameId, Rate] = Field(default_factory=dict)
    figures: dict[NameId, FigureSpread] = Field(default_factory=dict)
    intake: IntakeOutlook = Field(default_factory=IntakeOutlook)
    target_group: TargetGroup | None = None
    correlation: Correlation = Field(default_factory=Correlation)
    collapse: CollapseOutlook = Field(default_factory=CollapseOutlook)
    shock: Share = Share(Fraction(3, 10))
    """How hard a common good or bad year moves all contracts: standard deviation on the log-odds scale."""
    course: Length | None = None
    """How long after admission a unit completes, where windows count from that."""
    days: dict[NameId, Length] = Field(default_factory=dict)
    """How long after admission an event comes, by its fact, where windows count from it."""
