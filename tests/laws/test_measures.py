"""Laws of measures. Kinds are found by themselves; each is held against a reading of it day by day, in plain Python."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.day_by_day import (
    BASE,
    DECLARED,
    MEASURES,
    ORACLES,
    SPAN,
    UNITS,
    WORLDS,
    Found,
    World,
    found_in,
    measure_of,
    nums,
    read_day_by_day,
    run,
)

from bundlinje.dates import day_of
from bundlinje.facts import Facts, facts_from_rows, read_facts, write_facts
from bundlinje.measures.base import SHELF, Measure
from bundlinje.measures.collect import collected
from bundlinje.measures.parts import Count, collected_in_parts

SUMS = {"days_in", "total", "times", "average"}


few = settings(max_examples=10)


def test_every_kind_has_a_reading_of_its_own_to_be_held_against() -> None:
    assert set(ORACLES) == set(SHELF.kinds)


@settings(max_examples=40)
@given(world=WORLDS)
def test_a_measure_is_what_counting_day_by_day_gives(world: World) -> None:
    facts = world.facts()
    for measure in MEASURES:
        expected = read_day_by_day(measure, world)
        assert nums(run(measure, world, facts)) == {key: num for key, num in expected.items() if num}, measure


@few
@given(world=WORLDS)
def test_known_is_what_left_evidence_where_there_is_no_coverage(world: World) -> None:
    facts = world.facts()
    for measure in MEASURES:
        found = run(measure, world, facts)
        assert all(evidence > 0 for _, evidence in found.values())
        if not measure.needs_coverage():
            assert set(found) == {key for key, num in read_day_by_day(measure, world).items() if num is not None}, (
                measure
            )


def _same(world: World, other: Callable[[Measure], Found]) -> None:
    """Every measure gives the same there as here."""
    facts = world.facts()
    for measure in MEASURES:
        assert other(measure) == run(measure, world, facts), measure


@few
@given(world=WORLDS, seed=st.integers(0, 2**32))
def test_the_order_of_rows_and_windows_and_a_second_delivery_change_nothing(world: World, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - shuffles rows
    mixed = {name: rng.sample(rows + rows, 2 * len(rows)) for name, rows in world.tables().items()}
    windows = replace(world, windows=tuple(rng.sample(world.windows, len(world.windows))))
    again = facts_from_rows(DECLARED, **mixed)
    _same(world, lambda measure: run(measure, windows, again))


@few
@given(world=WORLDS)
def test_renaming_units_changes_nothing(world: World) -> None:
    names = {"ada": "zoë", "bo": "1", "cai": "æble"}
    tables = {name: [{**row, "unit": names[row["unit"]]} for row in rows] for name, rows in world.tables().items()}
    facts, units = facts_from_rows(DECLARED, **tables), [names[unit] for unit in UNITS]
    _same(world, lambda measure: found_in(collected(measure, facts, units, world.laid_out(), DECLARED)))


@few
@given(world=WORLDS, at=st.integers(BASE, BASE + SPAN))
def test_splitting_a_spell_in_two_adjoining_ones_changes_no_number(world: World, at: int) -> None:
    split: list[Any] = []
    for fact, unit, a, b, value in world.spells:
        cut = [a, at, b] if a < at < b else [a, b]
        split += [(fact, unit, x, y, value) for x, y in itertools.pairwise(cut)]
    facts, after = world.facts(), replace(world, spells=tuple(split)).facts()
    for measure in MEASURES:
        assert nums(run(measure, world, after)) == nums(run(measure, world, facts)), measure


@dataclass(frozen=True)
class PandasRows:
    """Rows in pandas, as an outsider may hold them."""

    facts: Facts

    def table(self, name: str) -> Any:
        frame = self.facts.rows.frames[name]
        return nw.from_native(frame.to_pandas(use_pyarrow_extension_array=True)).lazy()

    def bring(self, columns: Mapping[str, Any]) -> Any:
        frame = pd.DataFrame(dict(columns))
        if "unit" in frame:
            frame["unit"] = frame["unit"].astype("large_string[pyarrow]")
        return nw.from_native(frame).lazy()

    def keep(self, frame: Any) -> Any:
        return frame


@settings(max_examples=3)
@given(world=WORLDS)
def test_polars_duckdb_and_pandas_give_the_same_integers(world: World) -> None:
    facts = world.facts()
    in_pandas = replace(facts, rows=PandasRows(facts))
    _same(world, lambda measure: run(measure, world, in_pandas))
    with TemporaryDirectory() as folder:
        write_facts(facts, Path(folder), "parquet")
        on_disk = read_facts(Path(folder), DECLARED)
        _same(world, lambda measure: run(measure, world, on_disk))


@settings(max_examples=5)
@given(world=WORLDS, parts=st.integers(1, 5))
def test_any_number_of_parts_gives_the_same_integers(world: World, parts: int) -> None:
    facts, windows = world.facts(), world.laid_out()
    _same(world, lambda m: found_in(collected_in_parts(Count(m, facts, UNITS, windows, DECLARED), parts)))


def test_there_is_no_answer_in_no_parts() -> None:
    with pytest.raises(ValueError, match="0"):
        collected_in_parts(Count(MEASURES[0], Facts.empty(DECLARED), (), {"unit": np.zeros(0, int)}, DECLARED), 0)


@few
@given(world=WORLDS, at=st.integers(BASE - 3, BASE + SPAN))
def test_sums_add_over_adjoining_windows(world: World, at: int) -> None:
    windows = [(u, 3 * o, s, e, t) for u, o, s, e, t in world.windows if s < at < e]
    parted = [(u, o + 1, s, at, t) for u, o, s, e, t in windows] + [(u, o + 2, at, e, t) for u, o, s, e, t in windows]
    facts, laid_out = world.facts(), replace(world, windows=(*windows, *parted))
    for measure in [one for one in MEASURES if one.key in SUMS and windows]:
        found = nums(run(measure, laid_out, facts))
        for u, o, *_ in windows:
            assert found.get((u, o), 0) == found.get((u, o + 1), 0) + found.get((u, o + 2), 0), measure


@few
@given(world=WORLDS)
def test_days_fit_in_their_window_and_the_last_day_is_in_or_out(world: World) -> None:
    facts = world.facts()
    length = {(u, o): e - s for u, o, s, e, _ in world.windows}
    for measure in MEASURES:
        for key, num in nums(run(measure, world, facts)).items():
            assert measure.key not in {"days_in", "longest"} or 0 <= num <= length[key]
            assert measure.key != "is_in" or num == 1


@few
@given(world=WORLDS)
def test_the_longest_stretch_is_no_longer_than_its_days_and_allowed_gaps(world: World) -> None:
    days = nums(run(measure_of("days_in: job"), world))
    spells = {key: evidence for key, (_, evidence) in run(measure_of("days_in: job"), world).items()}
    for key, num in nums(run(measure_of("longest: job\ngap: 7 days"), world)).items():
        assert num <= days[key] + 7 * (spells[key] - 1)
    for key, num in nums(run(measure_of("longest: job"), world)).items():
        assert num <= days[key]


@few
@given(world=WORLDS, cutoff=st.integers(BASE, BASE + SPAN))
def test_an_unfinished_window_can_grow_by_no_more_than_is_said(world: World, cutoff: int) -> None:
    facts, windows = world.facts(), world.windows
    then = facts.as_of(day_of(cutoff))
    remaining = np.array([max(0, e - max(s, cutoff + 1)) for _, _, s, e, _ in windows], dtype=np.int32)
    for measure in MEASURES:
        now, end = nums(run(measure, world, then)), nums(run(measure, world, facts))
        grows = measure.grows_by(remaining, DECLARED)
        for row, (u, o, *_) in enumerate(windows):
            change = end.get((u, o), 0) - now.get((u, o), 0)
            assert not measure.only_grows or change >= 0, measure
            assert grows is None or abs(change) <= grows[row], measure
