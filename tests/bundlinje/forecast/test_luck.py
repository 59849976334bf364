"""Luck: successes and shares follow the laws they name, block by block. All seeds are fixed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from bundlinje.forecast.luck import FEW, Luck
from bundlinje.streams import BLOCK, Streams

Array = np.ndarray[Any, Any]
BLOCKS = 40


def luck(blocks: int = BLOCKS, first: int = 0) -> Luck:
    return Luck(tuple(Streams(1).of("opdigtet", "luck", first + number) for number in range(blocks)))


def held(found: Array, law: Array) -> bool:
    """Whether every count comes as often as a law says, within four and a half standard errors."""
    seen = np.bincount(found, minlength=len(law)) / len(found)
    return bool((np.abs(seen - law) < 4.5 * (law * (1 - law) / len(found)) ** 0.5 + 1e-4).all())


def test_successes_of_one_part_are_binomial() -> None:
    found = luck().successes([(np.array([[12]]), np.array([0.3]))], 1)
    assert held(found[0], stats.binom(12, 0.3).pmf(np.arange(13)))


def test_successes_of_two_parts_are_those_of_each_added_up() -> None:
    found = luck().successes([(np.array([[5]]), np.array([0.2])), (np.array([[4]]), np.array([0.9]))], 1)
    law = np.convolve(stats.binom(5, 0.2).pmf(np.arange(6)), stats.binom(4, 0.9).pmf(np.arange(5)))
    assert held(found[0], law)


def test_each_row_and_world_has_its_own_number_and_chance() -> None:
    one = luck(2)
    counts = np.arange(3 * one.worlds).reshape(3, one.worlds) % 7
    sure = np.array([[0.0], [1.0], [1.0]])
    assert one.successes([(counts, sure)], 3).tolist() == (counts * sure).astype(int).tolist()


def test_a_chance_that_rounding_brought_above_one_is_certain() -> None:
    assert (luck(1).successes([(np.array([[3]]), np.array([1 + 1e-15]))], 1) == 3).all()


@pytest.mark.parametrize("units", [3, FEW + 20], ids=["few", "many"])
def test_units_are_shared_out_by_their_shares_and_none_is_lost(units: int) -> None:
    shares = np.array([0.5, 0.2, 0.3])
    counts = np.full(BLOCKS * BLOCK, units)
    found = luck().shared_out(counts, shares)
    assert (found.sum(axis=0) == units).all()
    assert all(
        held(row, stats.binom(units, share).pmf(np.arange(units + 1))) for row, share in zip(found, shares, strict=True)
    )
    assert np.corrcoef(found[0], found[2])[0, 1] == pytest.approx(-((3 / 7) ** 0.5), abs=4 / len(counts) ** 0.5)


def test_few_units_are_shared_out_evenly_by_equal_shares() -> None:
    found = luck().shared_out(np.full(BLOCKS * BLOCK, 7), np.full(4, 0.25))
    assert (found.sum(axis=0) == 7).all()
    assert all(held(row, stats.binom(7, 0.25).pmf(np.arange(8))) for row in found)


def test_worlds_that_differ_keep_their_own_units() -> None:
    counts = np.arange(2 * BLOCK) % 5
    assert luck(2).shared_out(counts, np.array([0.25, 0.75])).sum(axis=0).tolist() == counts.tolist()


def test_blocks_that_are_drawn_apart_are_those_drawn_together() -> None:
    part = [(np.array([[40]]), np.array([0.5]))]
    whole = luck(3).successes(part, 1)
    assert whole[:, BLOCK:].tolist() == luck(2, first=1).successes(part, 1).tolist()
