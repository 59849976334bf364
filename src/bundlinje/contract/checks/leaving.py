"""Death, moving away, withdrawal, a second course and another project: a contract states a rule for each of them."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error, warning

_LEAVE_RULES = "left out, counts until that day, stays"
_RULES = {
    "died": _LEAVE_RULES,
    "moved": _LEAVE_RULES,
    "withdrew": _LEAVE_RULES,
    "second_course": "counts, not counted",
    "other_project": "first project, this project, both",
}


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Rules that are not stated, each by itself. A contract that counts nobody needs none."""
    if not contract.measures or (contract.leaves is None and source.mentions("leaves")):
        return
    place = source.place(("leaves",), of_key=True)
    if contract.leaves is None:
        yield error("contract.leaves_missing", place, known=", ".join(_RULES))
        return
    for reason, known in _RULES.items():
        if getattr(contract.leaves, reason) is None:
            yield error("contract.leaving_without_rule", place, reason=reason, known=known)
    if contract.leaves.dropped is None:
        yield warning("contract.leaving_unsaid", place, reason="dropped", known=_LEAVE_RULES)
