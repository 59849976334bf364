"""Planned intake large enough to tell success from luck: the power of the comparison at the planned number of units."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bundlinje.comparisons.base import Compared
from bundlinje.comparisons.control import Control
from bundlinje.comparisons.historical import Historical
from bundlinje.comparisons.target import Target
from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import expected_rate, planned
from bundlinje.contract.sense.power import ENOUGH, Comparison, needed, power
from bundlinje.figures.share import Share
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, warning


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Comparisons of shares that more often than one time in five would miss the expected effect."""
    units = planned(contract)
    for name, figure in contract.figures.items():
        compared = _comparison(contract, figure) if isinstance(figure, Compared) else None
        if units is None or compared is None:
            continue
        found = power(compared, int(units))
        if found < ENOUGH:
            place, percent, enough = source.place(("figures", name), of_key=True), int(found * 100), needed(compared)
            code = "contract.cannot_tell_from_luck" if enough else "contract.can_never_tell_from_luck"
            yield warning(code, place, name=name, units=int(units), power=percent, needed=enough)


def _comparison(contract: Contract, figure: Compared) -> Comparison | None:
    """The expected share against the reference; none where either is not stated or they do not differ."""
    inner = contract.figures.get(figure.figure)
    if not isinstance(inner, Share):
        return None
    rate = expected_rate(contract, figure.figure)
    rate = expected_rate(contract, inner.share) if rate is None else rate
    against, of = _reference(contract, figure)
    if rate is None or against is None or rate == against or not (0 <= rate <= 1 and 0 <= against <= 1):
        return None
    return Comparison(float(rate), float(against), of)


def _reference(contract: Contract, figure: Compared) -> tuple[Fraction | None, int | None]:
    """The share held against, and how many it was counted on: none if it is stated, 0 if as many as are planned."""
    against = figure.compared_with
    if isinstance(against, Target):
        return (against.target.value.value if against.target.value else None), None
    if isinstance(against, Historical) and against.historical.achieved is not None and against.historical.of:
        return Fraction(against.historical.achieved, against.historical.of), against.historical.of
    if isinstance(against, Historical) and against.historical.value and against.historical.value.value:
        return against.historical.value.value.value, None
    if isinstance(against, Control):
        return _in_control(contract, against.control.group), 0
    return None, None


def _in_control(contract: Contract, group: str) -> Fraction | None:
    return expected_rate(contract, group)
