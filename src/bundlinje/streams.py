"""Named streams of random numbers: a draw is keyed by what it answers, never by when it was asked for.

A simulation asks many questions of chance: how many enrol in a contract, how many reach a goal, how hard a bad year
hits all. Each question about each contract has its own stream, cut into blocks of `BLOCK` draws, and each block is
seeded from (seed, contract, question, block) alone. So any number of workers gives the same bits in any order; a
contract or a question that is added changes no other stream, and two scenarios differ only where they differ; and the
first draws of a long run are those of a short one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Any, TypeAlias

import numpy as np
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import DTypeLike, NDArray

Draw: TypeAlias = Callable[[np.random.Generator, int], NDArray[Any]]
"""Given a generator and a number of draws, that many draws along the first axis."""

BLOCK = 512
"""Draws made together from one generator. A run that needs only some of its last block draws it whole and cuts it."""


def blocks(draws: int) -> tuple[slice, ...]:
    """Rows of each block of a run of `draws`, in order; the block's number is its place. The last may be short."""
    return tuple(slice(start, min(start + BLOCK, draws)) for start in range(0, draws, BLOCK))


@dataclass(frozen=True, slots=True)
class Streams:
    """All streams of one seed. A value: it holds no state, and asking twice gives the same draws twice."""

    seed: int

    def of(self, contract: str, question: str, block: int) -> np.random.Generator:
        """Generator at the start of one block of one contract's stream for one question."""
        return _generator(self.seed, contract, question, block)

    def shared(self, question: str, block: int) -> np.random.Generator:
        """Generator at the start of one block of a stream common to all contracts, such as a bad year for everyone."""
        return _generator(self.seed, None, question, block)

    def drawn(self, contract: str, question: str, draws: int, draw: Draw, first: int = 0) -> NDArray[Any]:
        """`draws` draws of one contract's answer to one question from block `first` on, along the first axis."""
        return _joined(draws, draw, lambda block: self.of(contract, question, first + block))

    def drawn_shared(self, question: str, draws: int, draw: Draw, first: int = 0) -> NDArray[Any]:
        """`draws` draws that are common to all contracts, from block `first` on."""
        return _joined(draws, draw, lambda block: self.shared(question, first + block))


def stratified(generator: np.random.Generator, draws: int) -> NDArray[np.float64]:
    """Latin hypercube: numbers in [0, 1), one in each of `draws` equal strata, in an order that is drawn.

    Each is uniform, and together they cover the range evenly, so that means over uncertain rates need far fewer draws.
    Two questions are still unrelated, since each shuffles with its own stream (McKay, Beckman and Conover 1979).
    """
    return (generator.permutation(draws) + generator.random(draws)) / draws


class _Digest(ISeedSequence):
    """Seed words cut from a digest. SHA-256 has mixed them already; NumPy's own mixing would cost six times as much."""

    def __init__(self, digest: bytes) -> None:
        self._digest = digest

    def generate_state(self, n_words: int, dtype: DTypeLike = np.uint32) -> NDArray[Any]:
        return np.frombuffer(self._digest, dtype=dtype, count=n_words)


def _joined(draws: int, draw: Draw, generator: Callable[[int], np.random.Generator]) -> NDArray[Any]:
    """Whole blocks one after the other, cut to length; of no draws still the shape and type that a draw has."""
    whole = [draw(generator(block), BLOCK) for block in range(max(1, len(blocks(draws))))]
    joined: NDArray[Any] = np.concatenate(whole)[:draws]
    return joined


def _generator(seed: int, contract: str | None, question: str, block: int) -> np.random.Generator:
    """A generator whose state depends on the names alone; JSON keeps `("a", "bc")` and `("ab", "c")` apart."""
    name = dumps([seed, contract, question, block]).encode()
    words: Any = _Digest(sha256(name).digest())  # NumPy takes any ISeedSequence; its stubs know only its own
    return np.random.Generator(np.random.SFC64(words))
