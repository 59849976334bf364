"""The three public payers, and exact amounts or shares divided on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bundlinje.money import Ore, round_half_away, split

ZERO = Fraction(0)


class Payer(StrEnum):
    """Who bears a public cost, as the socio-economic investment model (SØM) divides it."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class ByPayer:
    """An exact number for each payer: øre that each bears, or each one's share of a whole."""

    municipality: Fraction = ZERO
    region: Fraction = ZERO
    state: Fraction = ZERO

    @classmethod
    def only(cls, payer: Payer, amount: Fraction) -> ByPayer:
        """Everything on one payer."""
        return cls(**{payer.value: amount})

    @classmethod
    def with_state(cls, whole: Fraction, state: Fraction) -> ByPayer:
        """A municipal cost of which the state reimburses a part."""
        return cls(municipality=whole - state, state=state)

    def __getitem__(self, payer: Payer) -> Fraction:
        amount: Fraction = getattr(self, payer.value)
        return amount

    def __add__(self, other: ByPayer) -> ByPayer:
        return ByPayer(*(self[payer] + other[payer] for payer in Payer))

    def __neg__(self) -> ByPayer:
        return self.times(Fraction(-1))

    def times(self, factor: Fraction) -> ByPayer:
        """Every payer's number times one factor."""
        return ByPayer(*(self[payer] * factor for payer in Payer))

    @property
    def total(self) -> Fraction:
        """The payers together."""
        return self.municipality + self.region + self.state

    def rounded(self) -> Mapping[Payer, Ore]:
        """Whole øre for each payer that sum to the rounded total. Payers must not differ in sign: `ValueError`."""
        whole = round_half_away(self.total)
        if not self.total:
            return dict.fromkeys(Payer, 0)
        weights = [self[payer] / self.total for payer in Payer]
        return dict(zip(Payer, split(whole, weights), strict=True))
