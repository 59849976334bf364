"""What the measures and figures of a contract count, as far as that can be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bundlinje.contract.model import Contract
from bundlinje.figures.base import Figure
from bundlinje.grammar.quantity import Dimension, Quantity
from bundlinje.measures.base import Declared, Measure

EXAMPLES = {
    Dimension.COUNT: "12",
    Dimension.DAYS: "5 days",
    Dimension.KRONER: "20 000 kr",
    Dimension.SHARE: "25 %",
    Dimension.POINTS: "6.8 points",
}
"""How a number of each dimension is written."""


def fits(quantity: Quantity, dimension: Dimension | None) -> bool:
    """Whether a number may stand where this dimension is meant; nothing is nothing in every unit."""
    return dimension is None or quantity.dimension is dimension or quantity.value == 0


def measure_dimension(contract: Contract, name: str) -> Dimension | None:
    """What a measure counts; none where it is not declared, or cannot count what it names."""
    measure = contract.measures.get(name)
    return None if measure is None else _told(contract, measure.gives)


def counted(contract: Contract, measure: Measure) -> Dimension | None:
    """What a measure counts before it is compared with anything."""
    return _told(contract, measure.dimension)


def _told(contract: Contract, tell: Callable[[Declared], Dimension]) -> Dimension | None:
    try:
        return tell(contract.facts)
    except (KeyError, ValueError):
        return None


def figure_dimension(contract: Contract, name: str) -> Dimension | None:
    """What a figure counts; none where that cannot be told, as in a cycle."""
    figure = contract.figures.get(name)
    return None if figure is None else dimension_of(contract, figure, name)


def dimension_of(contract: Contract, figure: Figure, name: str = "") -> Dimension | None:
    """What a figure counts, whether it stands under a name or inside another."""
    try:
        return figure.dimension(_Named(contract, frozenset({name})))  # type: ignore[arg-type]
    except LookupError:
        return None


def number_dimension(contract: Contract, name: str) -> Dimension | None:
    """What a measure or figure of this name counts; an outcome is counted in parts of all units."""
    if name in contract.outcomes:
        return Dimension.SHARE
    return figure_dimension(contract, name) if name in contract.figures else measure_dimension(contract, name)


@dataclass(frozen=True, slots=True)
class _Named:
    """The one question that figures ask to tell their dimension. What leads back to itself raises `LookupError`."""

    contract: Contract
    asked: frozenset[str] = field(default_factory=frozenset)

    def dimension(self, name: str) -> Dimension:
        found = self._found(name)
        if found is None:
            raise LookupError(name)
        return found

    def _found(self, name: str) -> Dimension | None:
        if name in self.contract.figures and name not in self.asked:
            inner = _Named(self.contract, self.asked | {name})
            return self.contract.figures[name].dimension(inner)  # type: ignore[arg-type]
        if name in self.contract.measures:
            return measure_dimension(self.contract, name)
        fact = self.contract.facts.get(name)
        return fact.dimension if fact else None
