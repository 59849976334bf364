from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.streams import BLOCK, Streams, blocks, stratified

STREAMS = Streams(seed=2026)
SEEDS, NAMES, NUMBERS = st.integers(0, 2**70), st.text(max_size=8), st.integers(0, 10_000)


def _uniform(generator: np.random.Generator, draws: int) -> Any:
    return generator.random(draws)


def _bits(seed: int, contract: str, question: str, block: int) -> bytes:
    return Streams(seed).of(contract, question, block).bytes(32)


@given(SEEDS, NAMES, NAMES, NUMBERS)
def test_the_same_name_gives_the_same_bits_whenever_it_is_asked(
    seed: int, contract: str, question: str, block: int
) -> None:
    assert _bits(seed, contract, question, block) == _bits(seed, contract, question, block)


@given(st.lists(st.tuples(SEEDS, NAMES, NAMES, NUMBERS), min_size=2, max_size=6, unique=True))
def test_different_names_give_different_bits(names: list[tuple[int, str, str, int]]) -> None:
    assert len({_bits(*name) for name in names}) == len(names)


def test_letters_that_move_from_contract_to_question_make_another_stream() -> None:
    assert _bits(1, "a", "bc", 0) != _bits(1, "ab", "c", 0)


@given(NAMES, NAMES)
def test_what_is_shared_is_no_contracts_own(contract: str, question: str) -> None:
    assert STREAMS.shared(question, 0).bytes(32) != STREAMS.of(contract, question, 0).bytes(32)


def test_the_bits_are_those_of_the_day_they_were_first_drawn() -> None:
    """A forecast that was written down must come again: these bits may not change with a new version."""
    assert STREAMS.of("din-vej-i-job", "achieved", 3).integers(0, 1_000_000, 4).tolist() == [
        267577,
        343963,
        963070,
        494533,
    ]
    assert STREAMS.shared("bad year", 0).integers(0, 1_000_000, 4).tolist() == [22196, 257591, 276784, 159017]


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_any_number_of_workers_in_any_order_draws_the_same(workers: int) -> None:
    asked = list(range(16))
    expected = [STREAMS.of("one", "intake", block).random(BLOCK).tobytes() for block in asked]
    with ThreadPoolExecutor(workers) as pool:
        backwards = list(pool.map(lambda b: STREAMS.of("one", "intake", b).random(BLOCK).tobytes(), reversed(asked)))
    assert backwards[::-1] == expected


def test_a_contract_or_question_that_is_added_changes_no_other() -> None:
    alone = STREAMS.drawn("one", "intake", 700, _uniform)
    for other in ("two", "three"):
        STREAMS.drawn(other, "intake", 700, _uniform)
    STREAMS.drawn("one", "achieved", 700, _uniform)
    assert np.array_equal(STREAMS.drawn("one", "intake", 700, _uniform), alone)


@given(st.integers(0, 3 * BLOCK), st.integers(0, 3 * BLOCK))
def test_a_short_run_is_the_beginning_of_a_long_one(short: int, further: int) -> None:
    few = STREAMS.drawn("one", "achieved", short, lambda g, n: g.binomial(42, 0.4, (n, 3)))
    many = STREAMS.drawn("one", "achieved", short + further, lambda g, n: g.binomial(42, 0.4, (n, 3)))
    assert np.array_equal(many[:short], few)
    assert few.shape == (short, 3)


def test_a_short_run_begins_the_long_one_also_where_it_is_stratified_and_shared() -> None:
    assert np.array_equal(
        STREAMS.drawn_shared("bad year", 1_024, stratified)[:512], STREAMS.drawn_shared("bad year", 512, stratified)
    )


@given(st.integers(0, 3), st.integers(0, 3 * BLOCK))
def test_workers_that_share_a_run_by_blocks_draw_the_whole_of_it(first: int, further: int) -> None:
    draws = first * BLOCK + further
    for ask in (STREAMS.drawn, lambda _, *rest: STREAMS.drawn_shared(*rest)):
        whole = ask("one", "achieved", draws, _uniform, 0)
        shares = [ask("one", "achieved", first * BLOCK, _uniform, 0), ask("one", "achieved", further, _uniform, first)]
        assert np.array_equal(np.concatenate(shares), whole)


@given(st.integers(0, 5_000))
def test_blocks_cover_every_draw_once_and_in_order(draws: int) -> None:
    rows = [row for block in blocks(draws) for row in range(draws)[block]]
    assert rows == list(range(draws))
    assert all(block.stop - block.start == BLOCK for block in blocks(draws)[:-1])


@given(st.integers(0, 1_000), st.integers(0, 50))
def test_stratified_draws_have_one_in_each_stratum(draws: int, block: int) -> None:
    drawn = stratified(STREAMS.of("one", "rate", block), draws)
    assert sorted((drawn * draws).astype(int).tolist()) == list(range(draws))


def test_a_stratified_mean_is_far_nearer_than_a_plain_one() -> None:
    def error(draw: Any) -> float:
        means = [draw(STREAMS.of("one", "rate", block), BLOCK).mean() for block in range(50)]
        return float(np.std(means))

    assert error(stratified) < error(_uniform) / 100


def test_two_stratified_questions_are_unrelated() -> None:
    one, other = (STREAMS.drawn("one", question, 20 * BLOCK, stratified) for question in ("rate", "intake"))
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.03
