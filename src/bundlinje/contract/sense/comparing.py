"""What a contract's comparisons hold against what: the expected share, the reference's, and how many are planned.

Whether so many units can tell the two apart is then a sum (`bundlinje.contract.sense.power`, and the exact one of the
forecast). Where nobody states a share, that is told by its reason: an unknown power is no power of nought.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bundlinje.comparisons.base import Compared
from bundlinje.comparisons.control import Control
from bundlinje.comparisons.historical import Historical
from bundlinje.comparisons.target import Target
from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import expected_rate, planned
from bundlinje.contract.sense.power import Comparison
from bundlinje.figures.share import Share
from bundlinje.grammar.stated import Number

AS_MANY = 0
"""In place of the size of a reference: as many as are planned in the intervention group."""


class Unknown(StrEnum):
    """Why nobody can tell what a comparison may show."""

    NOT_A_SHARE = "not_a_share"
    """The figure is no share: how much it varies from one unit to the next is stated nowhere."""
    NOT_EXPECTED = "not_expected"
    """Neither contract nor outlook says which share is expected."""
    NO_REFERENCE = "no_reference"
    """The reference's own share is stated nowhere."""
    ALIKE = "alike"
    """No difference is expected, so there is none to show."""
    NOT_PLANNED = "not_planned"
    """How many units are planned is not known."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """A figure that is held against a reference, as planned; shares are parts of one, none where nobody states them.

    `reference` is the kind of reference; `of` how many it is counted on: none if it is stated as if known, `AS_MANY` if
    as many as are planned.
    """

    figure: str
    reference: str
    expected: Fraction | None
    against: Fraction | None
    of: int | None
    units: int | None
    unknown: Unknown | None

    @property
    def comparison(self) -> Comparison | None:
        """Both shares as a comparison; none where one of them is not known or they do not differ."""
        if self.expected is None or self.against is None or self.unknown not in (None, Unknown.NOT_PLANNED):
            return None
        return Comparison(float(self.expected), float(self.against), self.of)


def comparisons(contract: Contract, rates: Mapping[str, Fraction] | None = None) -> tuple[Contrast, ...]:
    """Every figure of a contract that is held against a reference, in the order they are written.

    `rates` are expected shares by outcome or figure that go before the contract's own, such as those of an outlook.
    """
    return tuple(
        _Compared(contract, rates or {}, name, figure).contrast
        for name, figure in contract.figures.items()
        if isinstance(figure, Compared)
    )


@dataclass(frozen=True, slots=True)
class _Compared:
    """One figure of a contract that is held against a reference, and what is expected before the contract's word."""

    contract: Contract
    rates: Mapping[str, Fraction]
    name: str
    figure: Compared

    @property
    def contrast(self) -> Contrast:
        against, of = self._reference()
        expected, units = self._expected(against), planned(self.contract)
        known = None if units is None else int(units)
        unknown = self._unknown(expected, against, known)
        return Contrast(self.name, self.figure.compared_with.key, expected, against, of, known, unknown)

    def _unknown(self, expected: Fraction | None, against: Fraction | None, units: int | None) -> Unknown | None:
        if not isinstance(self._inner, Share):
            return Unknown.NOT_A_SHARE
        if against is None or not 0 <= against <= 1:
            return Unknown.NO_REFERENCE
        if expected is None or not 0 <= expected <= 1:
            return Unknown.NOT_EXPECTED
        if expected == against:
            return Unknown.ALIKE
        return Unknown.NOT_PLANNED if not units else None

    @property
    def _inner(self) -> object:
        return self.contract.figures.get(self.figure.figure)

    def _expected(self, against: Fraction | None) -> Fraction | None:
        """The share as stated for its outcome or for itself, else from the difference that is expected of it."""
        if not isinstance(inner := self._inner, Share):
            return None
        stated = [self.rates.get(self.figure.figure), self.rates.get(inner.share)]
        stated += [expected_rate(self.contract, name) for name in (self.figure.figure, inner.share)]
        return next((one for one in stated if one is not None), self._by_difference(against))

    def _by_difference(self, against: Fraction | None) -> Fraction | None:
        """The share that would give the expected effect; none where units are counted, not shares compared."""
        effect = expected_rate(self.contract, self.name)
        if effect is None or against is None or self.figure.times is not None:
            return None
        if self.figure.as_ == "attainment":
            return against * effect
        away = effect if self.figure.as_ == "difference" else effect * against
        return against - away if self.figure.better == "lower" else against + away

    def _reference(self) -> tuple[Fraction | None, int | None]:
        """The share held against, and how many it was counted on; a control group's may stand among the rates."""
        against = self.figure.compared_with
        if isinstance(against, Target):
            return _stated(against.target), None
        if isinstance(against, Control):
            beside = _stated(against.control.expected)
            return (expected_rate(self.contract, against.control.group) if beside is None else beside), AS_MANY
        return _past(against) if isinstance(against, Historical) else (None, None)


def _past(against: Historical) -> tuple[Fraction | None, int | None]:
    past = against.historical
    if past.achieved is not None and past.of:
        return Fraction(past.achieved, past.of), past.of
    return _stated(past.value), None


def _stated(number: Number | None) -> Fraction | None:
    return number.value.value if number is not None and number.value is not None else None
