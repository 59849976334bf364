"""One input at a time: how far its P10 and P90 move the net, and at which value of it the net is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bundlinje.business_case.bottom_line import EVERYBODY
from bundlinje.business_case.sensitivity.distributions import HIGH, LOW

if TYPE_CHECKING:
    from bundlinje.business_case.sensitivity.compiled import Array, Compiled
    from bundlinje.business_case.sensitivity.inputs import Input

_STEPS, _NOTHING = 100, 1e-12
_LARGEST_FACTOR = 1_000.0
"""A factor beyond this is no answer to the question how far something may move."""


@dataclass(frozen=True, slots=True)
class Swing:
    """One input: the net (present value in øre) at its P10 and at its P90, and the value at which the net is nothing.

    `switch` is none where no value of the input makes the net nothing.
    """

    input: Input
    at_low: float
    at_high: float
    net_low: float
    net_high: float
    switch: float | None

    @property
    def size(self) -> float:
        """How far the input moves the net between its P10 and its P90."""
        return abs(self.net_high - self.net_low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """The net as stated, and every uncertain input by how far it moves it, the largest first."""

    view: str
    net: float
    swings: tuple[Swing, ...]


def tornado(case: Compiled, view: str = EVERYBODY) -> Tornado:
    """Move each uncertain input to its P10 and its P90, all others as stated."""
    moved = [one for one in case.inputs if not one.is_certain]
    ends = [(one.quantile(LOW), one.quantile(HIGH)) for one in moved]
    nets = _nets(case, view, [(one, value) for one, pair in zip(moved, ends, strict=True) for value in pair])
    stated = float(_nets(case, view, [])[0])
    switches = switching_values(case, view, moved)
    swings = [
        Swing(one, *ends[i], float(nets[2 * i]), float(nets[2 * i + 1]), switches[i]) for i, one in enumerate(moved)
    ]
    return Tornado(view, stated, tuple(sorted(swings, key=lambda swing: (-swing.size, swing.input.name))))


def switching_values(case: Compiled, view: str, inputs: Sequence[Input]) -> list[float | None]:
    """For each input the value at which the net is nothing, all others as stated; none where there is none.

    A net is a straight line in every input but a fade, whose years multiply, so that a few steps of false position
    (the Illinois method) find it.
    """
    import numpy as np

    if not inputs:
        return []
    low, high = np.zeros(len(inputs)), np.array([_highest(one) for one in inputs])
    net_low, net_high = (_nets(case, view, list(zip(inputs, ends.tolist(), strict=True))) for ends in (low, high))
    turns, scale = net_low * net_high <= 0, np.maximum(abs(net_low), abs(net_high))
    middle = low
    for _ in range(_STEPS):
        middle = low - net_low * (high - low) / np.where(net_high == net_low, 1, net_high - net_low)
        net = _nets(case, view, list(zip(inputs, middle.tolist(), strict=True)))
        if (abs(net) <= _NOTHING * scale)[turns].all():
            break
        above = net * net_high > 0
        low, net_low = np.where(above, low, middle), np.where(above, net_low / 2, net)
        high, net_high = np.where(above, middle, high), np.where(above, net, net_high / 2)
    return [value if found else None for value, found in zip(middle.tolist(), turns.tolist(), strict=True)]


def _highest(one: Input) -> float:
    """The highest value an input may have: all, for a part of one."""
    return 1.0 if one.is_rate else _LARGEST_FACTOR


def _nets(case: Compiled, view: str, points: Sequence[tuple[Input, float]]) -> Array:
    """The net of a view at each point, one input moved and all others as stated; of no points, as stated."""
    import numpy as np

    draws = max(len(points), 1)
    values = {one.name: np.full(draws, one.base) for one, _ in points}
    for number, (one, value) in enumerate(points):
        values[one.name][number] = value
    return case.run(values, draws).net_worth(view)
