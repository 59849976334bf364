"""One input at a time: how far its P10 and P90 move the net, and at which value of it the net is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bundlinje.business_case.bottom_line import EVERYBODY
from bundlinje.business_case.sensitivity.distributions import HIGH, LOW

if TYPE_CHECKING:
    from bundlinje.business_case.sensitivity.compiled import Array, Compiled, Positions
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
    low, high = _nets(case, view, moved, [[end[side] for end in ends] for side in (0, 1)])
    switches = switching_values(case, view, moved)
    swings = [
        Swing(one, *ends[number], float(low[number]), float(high[number]), switches[number])
        for number, one in enumerate(moved)
    ]
    stated = float(case.run({}, 1).net_worth(view)[0])
    return Tornado(view, stated, tuple(sorted(swings, key=lambda swing: (-swing.size, swing.input.name))))


def switching_values(case: Compiled, view: str, inputs: Sequence[Input]) -> list[float | None]:
    """For each input the value at which the net is nothing, all others as stated; none where there is none.

    A net is a straight line in every input but a fade, whose years multiply, so that a few steps of false position
    (the Illinois method) find it.
    """
    import numpy as np

    low, high = np.zeros(len(inputs)), np.array([_highest(one) for one in inputs])
    net_low, net_high = _nets(case, view, inputs, [low, high])
    turns, scale = net_low * net_high <= 0, np.maximum(abs(net_low), abs(net_high))
    middle, left = low.copy(), np.flatnonzero(turns)
    for _ in range(_STEPS):
        if not len(left):
            break
        rise = net_high[left] - net_low[left]
        middle[left] = low[left] - net_low[left] * (high[left] - low[left]) / np.where(rise == 0, 1, rise)
        (net,) = _nets(case, view, [inputs[number] for number in left.tolist()], [middle[left]])
        above = net * net_high[left] > 0
        _tighten(low, net_low, left, above, middle, net)
        _tighten(high, net_high, left, ~above, middle, net)
        left = left[abs(net) > _NOTHING * scale[left]]
    return [value if found else None for value, found in zip(middle.tolist(), turns.tolist(), strict=True)]


def _tighten(end: Array, net_end: Array, left: Positions, stays: Positions, middle: Array, net: Array) -> None:
    """Move one end of the brackets to the middle; where it stays, its net counts half, which draws the middle to it."""
    import numpy as np

    end[left] = np.where(stays, end[left], middle[left])
    net_end[left] = np.where(stays, net_end[left] / 2, net)


def _highest(one: Input) -> float:
    """The highest value an input may have: all, for a part of one."""
    return 1.0 if one.is_rate else _LARGEST_FACTOR


def _nets(case: Compiled, view: str, inputs: Sequence[Input], levels: Sequence[Sequence[float] | Array]) -> Array:
    """The net of a view with each input at each of its levels and all others as stated: (level, input)."""
    import numpy as np

    shape = (len(levels), len(inputs))
    values = {one.name: np.full(shape, one.base) for one in inputs}
    for number, one in enumerate(inputs):
        values[one.name][:, number] = [level[number] for level in levels]
    draws = {name: value.reshape(-1) for name, value in values.items()}
    return case.run(draws, shape[0] * shape[1]).net_worth(view).reshape(shape)
