"""A number is held only against numbers that count the same: days against days, kroner against kroner."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bundlinje.comparisons.base import Compared
from bundlinje.comparisons.control import Control
from bundlinje.comparisons.historical import Historical, Past
from bundlinje.comparisons.target import Target
from bundlinje.contract.model import Contract
from bundlinje.contract.sense.dimensions import (
    EXAMPLES,
    counted,
    dimension_of,
    figure_dimension,
    fits,
    measure_dimension,
    number_dimension,
)
from bundlinje.contract.sense.walk import Path, parts
from bundlinje.figures.base import Figure
from bundlinje.figures.mix import Mix
from bundlinje.grammar.condition import Condition
from bundlinje.grammar.quantity import Dimension, Quantity
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Every bound, step, target and expectation that counts something else than what it is held against."""
    for path, name, quantity, dimension in _held(contract):
        if dimension is not None and not fits(quantity, dimension):
            example, written = EXAMPLES[dimension], quantity.text()
            yield error("contract.wrong_unit", source.place(path), name=name, written=written, example=example)
    yield from _figures(contract, source)
    yield from _norms(contract, source)


def _held(contract: Contract) -> Iterator[tuple[Path, str, Quantity, Dimension | None]]:
    """Numbers with what they are held against: (where, name of it, the number, what it counts)."""
    for name, outcome in contract.outcomes.items():
        for path, tested, bound in _bounds(outcome.where, ("outcomes", name, "where")):
            yield path, tested, bound, measure_dimension(contract, tested)
    for name, gate in contract.gates.items():
        for path, tested, bound in _bounds(gate.where, ("gates", name, "where")):
            yield path, tested, bound, figure_dimension(contract, tested)
    for name, measure in contract.measures.items():
        if measure.at_least is not None:
            yield ("measures", name, "at_least"), name, measure.at_least, measure_dimension(contract, name)
    yield from _of_figures(contract)
    yield from _expectations(contract)


def _bounds(condition: Condition, path: Path) -> Iterator[tuple[Path, str, Quantity]]:
    for name, bounds in condition.tests.items():
        yield from (((*path, name, word), name, bound) for word, bound in bounds.given().items())
    for word, inner in (("any", condition.any), ("all", condition.all)):
        for number, part in enumerate(inner or ()):
            yield from _bounds(part, (*path, word, number))
    if condition.not_ is not None:
        yield from _bounds(condition.not_, (*path, "not"))


def _of_figures(contract: Contract) -> Iterator[tuple[Path, str, Quantity, Dimension | None]]:
    for path, figure in _every_figure(contract):
        name = str(path[1])
        if figure.step is not None:
            yield (*path, "counted_in"), name, figure.step, dimension_of(contract, figure, name)
        if isinstance(figure, Compared):
            held_against = figure_dimension(contract, figure.figure)
            for at, reference in parts(figure.compared_with, (*path, "compared_with")):
                number = _number(reference)
                if number is not None:
                    yield at, figure.figure, number, held_against


def _number(reference: object) -> Quantity | None:
    """The number a reference states, in the dimension of the figure it is held against."""
    if isinstance(reference, Target):
        return reference.target.value
    if isinstance(reference, Control):
        return reference.control.expected.value if reference.control.expected else None
    if not isinstance(reference, Historical):
        return None
    return _counted_share(reference.historical) or (
        reference.historical.value.value if reference.historical.value else None
    )


def _counted_share(past: Past) -> Quantity | None:
    counted_then = past.achieved is not None and past.of
    return Quantity(Fraction(past.achieved or 0, past.of or 1), Dimension.SHARE, "%") if counted_then else None


def _every_figure(contract: Contract) -> Iterator[tuple[Path, Figure]]:
    for name, figure in contract.figures.items():
        yield from ((path, part) for path, part in parts(figure, ("figures", name)) if isinstance(part, Figure))


def _expectations(contract: Contract) -> Iterator[tuple[Path, str, Quantity, Dimension | None]]:
    rates = (contract.expected.rates or {}) if contract.expected else {}
    early = contract.ends_early.expected if contract.ends_early else {}
    for at, numbers in ((("expected", "rates"), rates), (("ends_early", "expected"), early)):
        for name, number in numbers.items():
            if number.value is not None:
                yield (*at, name), name, number.value, number_dimension(contract, name)


def _figures(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Figures that mix what does not add up, and effects brought to the group by something that is no count."""
    for path, figure in _every_figure(contract):
        if isinstance(figure, Mix):
            found = {member: figure_dimension(contract, member) for member in figure.mix}
            if len({dimension for dimension in found.values() if dimension}) > 1:
                said = ", ".join(f"{member}: {dimension}" for member, dimension in found.items() if dimension)
                yield error("contract.mixed_units", source.place((*path, "mix")), members=said)
        times = figure.times if isinstance(figure, Compared) else None
        if times is not None and dimension_of(contract, times) not in (Dimension.COUNT, None):
            yield error("contract.times_is_no_count", source.place((*path, "times")))


def _norms(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Measures held against a number of the unit's own that counts something else."""
    for name, measure in contract.measures.items():
        norm = getattr(measure.compared_with, "own", None)
        of_norm = _own_dimension(contract, norm) if norm else None
        if of_norm and counted(contract, measure) not in (of_norm, None):
            place = source.place(("measures", name, "compared_with"))
            yield error("contract.norm_of_another_unit", place, name=name, own=norm)


def _own_dimension(contract: Contract, own: str) -> Dimension | None:
    found = (getattr(fact, "own", {}).get(own) for fact in contract.facts.values())
    return next((dimension for dimension in found if dimension), None)
