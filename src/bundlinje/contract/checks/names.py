"""Every name must be declared, and as the kind of thing that fits where it is used; a near miss is pointed out."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.names import declared, uncertain
from bundlinje.contract.sense.uses import FACTS, FIGURES, GATES, OUTCOMES, Use, uses
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Place, Problem, error

_MISPLACED = {
    ("each", FIGURES): "contract.figure_in_each",
    ("when", FIGURES): "contract.figure_in_when",
    ("when", GATES): "contract.figure_in_when",
    ("gate", OUTCOMES): "contract.outcome_as_gate",
}


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Names never declared, and names declared as something that does not fit."""
    known, open_ = declared(contract, source), uncertain(source)
    for use in uses(contract):
        fits = use.name in use.words or any(use.name in known[section] for section in use.sections)
        if fits or open_.intersection(use.sections):
            continue
        yield _problem(use, known, source.place(use.path, of_key=use.is_key))


def _problem(use: Use, known: Mapping[str, frozenset[str]], place: Place) -> Problem:
    elsewhere = next((section for section, names in known.items() if use.name in names), None)
    if elsewhere is not None:
        return _declared_elsewhere(use, elsewhere, place)
    candidates = sorted(use.words.union(*(known[section] for section in use.sections)))
    sections = ", ".join(use.sections)
    close = difflib.get_close_matches(use.name, candidates, n=1)
    if close:
        return error("contract.unknown_name_meant", place, name=use.name, sections=sections, meant=close[0])
    if use.path[-1:] in (("after",), ("before",)) and use.sections == (FACTS, OUTCOMES):
        return error("contract.unknown_anchor", place, name=use.name)
    return error("contract.unknown_name", place, name=use.name, sections=sections)


def _declared_elsewhere(use: Use, elsewhere: str, place: Place) -> Problem:
    slot = str(use.path[-1])
    if (slot, elsewhere) in _MISPLACED:
        return error(_MISPLACED[slot, elsewhere], place, name=use.name)
    if use.path[0] == GATES and elsewhere in ("measures", OUTCOMES):
        return error("contract.unit_in_gate", place, name=use.name)
    return error(
        "contract.name_of_something_else", place, name=use.name, elsewhere=elsewhere, sections=", ".join(use.sections)
    )
