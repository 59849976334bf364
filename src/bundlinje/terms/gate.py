"""The state of a group entry: it waits for a figure or gate that is not known, and is closed by a gate that is shut."""

from __future__ import annotations

from bundlinje.terms.base import CLOSED, EARNING, WAITING, Ground, Rows, Seen


def state_of(row: Rows, ground: Ground, seen: Seen, gate: str | None) -> Rows:
    """The row in the state that the figure and the gate give it."""
    import numpy as np

    open_ = True if gate is None else ground.gate(gate, seen.last_follow_up, seen.cohort)
    known = EARNING if open_ and seen.value.known else WAITING
    state = CLOSED if open_ is False else known
    return row.in_state(np.full(len(row), state, dtype=np.int8))
