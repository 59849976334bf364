"""A curve covers every value once: no value without a price, none with two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import terms
from bundlinje.grammar.curve import Piece, gaps_and_overlaps
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error
from bundlinje.terms.each import Each
from bundlinje.terms.level import Level


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Gaps and overlaps, at the piece that comes after them."""
    for placed in terms(contract):
        pays = placed.term.pays if isinstance(placed.term, Each | Level) else None
        if isinstance(pays, list):
            for number, code in gaps_and_overlaps(pays):
                place = source.place((*placed.path, "pays", number))
                yield error(code, place, at=_joint(pays, number))


def _joint(pieces: Sequence[Piece], number: int) -> str:
    """The value where a curve has a gap or an overlap; nothing for a curve without pieces."""
    if not pieces:
        return ""
    edge = pieces[number].lower or pieces[number].upper
    return edge.text() if edge is not None else ""
