"""A window that a unit can join or leave inside must say what then: left out, pro rata, or counts as full."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import parts
from bundlinje.grammar.source import Sourced
from bundlinje.grammar.window import Calendar, Window
from bundlinje.problems import Problem, error


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Windows without `partly_in`."""
    for path, part in parts(contract):
        if isinstance(part, Window | Calendar) and part.partly_in is None and _can_be_partly_in(contract, part):
            yield error("contract.partly_in_missing", source.place(path))


def _can_be_partly_in(contract: Contract, window: Window | Calendar) -> bool:
    """Stretches that are the same for all are joined inside; those of a unit's own only left inside."""
    if isinstance(window, Calendar) or window.per_follow_up or window.anchor[:1].isdigit():
        return True
    rules = contract.leaves
    if rules is None:
        return False
    reasons = (rules.completed, rules.dropped, rules.died, rules.moved, rules.withdrew)
    return any(rule not in ("stays", None) for rule in reasons)
