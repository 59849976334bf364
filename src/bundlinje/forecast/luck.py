"""Luck: the draws behind one question, for many blocks of worlds at once, each block from a generator of its own.

Arrays are rows × worlds: a row for a crowd or an occasion, and in it the worlds side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from bundlinje.streams import BLOCK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]
    Floats: TypeAlias = NDArray[np.float64]

Part: TypeAlias = "tuple[Int64, Floats]"
"""So many that may succeed, and with what chance: both rows × worlds, or what spreads to it."""


FEW = 20
"""Up to so many units in a world are given their places one by one; for more, a multinomial draw is faster."""


@dataclass(frozen=True, slots=True)
class Luck:
    """What chance says of one question: a generator for each block, used up in the order of the calls."""

    generators: tuple[np.random.Generator, ...]

    @property
    def worlds(self) -> int:
        """How many worlds the blocks hold."""
        return BLOCK * len(self.generators)

    def successes(self, parts: Iterable[Part], rows: int) -> Int64:
        """How many succeed of all parts together, rows × worlds: a binomial for each part."""
        shape = (rows, self.worlds)
        spread = [
            (np.broadcast_to(count, shape), np.broadcast_to(np.clip(chance, 0.0, 1.0), shape))
            for count, chance in parts
        ]
        found = np.zeros(shape, dtype=np.int64)
        for here, generator in self._blocks():
            for count, chance in spread:
                found[:, here] += generator.binomial(count[:, here], chance[:, here])
        return found

    def shared_out(self, counts: Int64, shares: Floats) -> Int64:
        """Counts of every world over so many places by fixed shares that sum to one: places × worlds."""
        found = np.empty((len(shares), self.worlds), dtype=np.int64)
        for here, generator in self._blocks():
            many = counts[here].mean() > FEW
            found[:, here] = (_shared_out if many else _one_by_one)(generator, counts[here], shares)
        return found

    def drawn(self, draw: Callable[[np.random.Generator, int], NDArray[Any]]) -> NDArray[Any]:
        """Whatever is drawn for each world, in order."""
        whole: NDArray[Any] = np.concatenate([draw(generator, BLOCK) for generator in self.generators])
        return whole

    def _blocks(self) -> Iterable[tuple[slice, np.random.Generator]]:
        for number, generator in enumerate(self.generators):
            yield slice(number * BLOCK, (number + 1) * BLOCK), generator


def _shared_out(generator: np.random.Generator, counts: Int64, shares: Floats) -> Int64:
    return generator.multinomial(counts, shares).T


def _one_by_one(generator: np.random.Generator, counts: Int64, shares: Floats) -> Int64:
    """The same law: every unit of every world finds its place."""
    units = int(counts.sum())
    if (shares == shares[0]).all():
        place = generator.integers(len(shares), size=units)
    else:
        place = np.searchsorted(np.cumsum(shares)[:-1], generator.random(units), side="right")
    world = np.repeat(np.arange(len(counts)), counts)
    found = np.bincount(place * len(counts) + world, minlength=len(shares) * len(counts))
    return found.reshape(len(shares), len(counts))
