"""A price names what it is a price for, and that is what the figure or measure counts."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.dimensions import EXAMPLES, figure_dimension, fits, measure_dimension
from bundlinje.contract.sense.walk import PlacedTerm, terms
from bundlinje.grammar.curve import Piece
from bundlinje.grammar.quantity import Dimension
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error
from bundlinje.terms.each import Each
from bundlinje.terms.level import Level
from bundlinje.terms.per import DIMENSIONS, PerFigure


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """`per`, `in` and the edges of a curve that count something else than what is priced."""
    for placed in terms(contract):
        term = placed.term
        if isinstance(term, PerFigure):
            yield from _per(contract, placed, term, source)
        elif isinstance(term, Level):
            yield from _edges(placed, term.pays, term.level, figure_dimension(contract, term.level), source)
        elif isinstance(term, Each):
            yield from _each(contract, placed, term, source)


def _per(contract: Contract, placed: PlacedTerm, term: PerFigure, source: Sourced) -> Iterator[Problem]:
    dimension = figure_dimension(contract, term.of)
    if dimension is None or DIMENSIONS[term.per] is dimension:
        return
    known = ", ".join(word for word, counts in DIMENSIONS.items() if counts is dimension)
    yield error("contract.per_wrong_unit", source.place((*placed.path, "per")), per=term.per, name=term.of, known=known)


def _each(contract: Contract, placed: PlacedTerm, term: Each, source: Sourced) -> Iterator[Problem]:
    if term.each not in contract.measures or term.each in contract.outcomes:
        return
    dimension = measure_dimension(contract, term.each)
    if isinstance(term.pays, list):
        yield from _edges(placed, term.pays, term.each, dimension, source)
    if term.in_ is not None and dimension and term.in_.dimension is not dimension:
        yield error(
            "contract.wrong_unit",
            source.place((*placed.path, "in")),
            name=term.each,
            written=term.in_.text(),
            example=EXAMPLES[dimension],
        )


def _edges(
    placed: PlacedTerm, pieces: list[Piece], name: str, dimension: Dimension | None, source: Sourced
) -> Iterator[Problem]:
    for number, piece in enumerate(pieces):
        for word, edge in (
            ("from", piece.from_),
            ("above", piece.above),
            ("up_to", piece.up_to),
            ("below", piece.below),
        ):
            if edge is not None and dimension and not fits(edge, dimension):
                place = source.place((*placed.path, "pays", number, word))
                yield error("contract.wrong_unit", place, name=name, written=edge.text(), example=EXAMPLES[dimension])
