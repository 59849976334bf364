"""Laws of measures. Kinds are found by themselves; each is held against a reading of it day by day, in plain Python.

All units, days and numbers are invented.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bundlinje.dates import FOREVER, day_of
from bundlinje.facts import Facts, facts_from_rows, read_facts, write_facts
from bundlinje.facts.base import SHELF as FACTS
from bundlinje.facts.base import FactKind
from bundlinje.measures.base import SHELF, Measure
from bundlinje.measures.collect import Counted, collected
from bundlinje.measures.parts import Count, collected_in_parts

DECLARED: Mapping[str, FactKind] = {
    name: FACTS.kinds[FACTS.key_of(raw) or ""].model_validate(raw)
    for name, raw in yaml.safe_load("""
enrolled:   {enrolment: Optaget, own: {age-at-start: count}}
shelter:    {spell: Forsorgshjem, coverage: complete}
hospital:   {spell: Sygehus, coverage: complete}
job:        {spell: Job, coverage: complete}
education:  {spell: Uddannelse, coverage: complete}
employment: {spell: Ansættelse, value: share, coverage: complete}
rent:       {spell: Husleje, value: kr a day, coverage: complete}
income-tax: {spell: Skat, value: kr a week, coverage: complete}
benefits:   {event: Ydelse, value: kr, coverage: complete}
er-visit:   {event: Skadestue, coverage: complete}
hba1c:      {score: Blodsukker, instrument: HbA1c, decimals: 1}
""").items()
}
MORE = """
days_in: shelter
---
total: income-tax
---
total: rent
less: income-tax
---
total: benefits
less: rent
---
average: job
---
longest: shelter
---
{score: hba1c, take: first}
---
{score: hba1c, take: nearest}
---
{score: hba1c, take: best, better: lower}
---
{score: hba1c, take: best, better: higher}
"""
TEXTS = [kind.example for kind in SHELF.kinds.values()] + MORE.strip().split("\n---\n")
SUMS = {"days_in", "total", "times", "average"}
BASE = 19_700
SPAN = 50
UNITS = ("ada", "bo", "cai")

few = settings(max_examples=10)


def _measure(text: str) -> Measure:
    raw = yaml.safe_load(text)
    return SHELF.kinds[SHELF.key_of(raw) or ""].model_validate(raw)


MEASURES = [_measure(text) for text in TEXTS]


@dataclass(frozen=True)
class World:
    """A little world of facts: (fact, unit, from, until, value) for spells, (fact, unit, day, value) for the others."""

    spells: tuple[tuple[str, str, int, int, int], ...]
    events: tuple[tuple[str, str, int, int], ...]
    scores: tuple[tuple[str, str, int, int], ...]
    ages: Mapping[str, int | None]
    windows: tuple[tuple[int, int, int, int, int], ...] = field(default=())
    """(unit, occasion, start, end, target)"""

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        spells = [
            {
                "fact": f,
                "unit": u,
                "from": day_of(a),
                "until": "open" if b == FOREVER else day_of(b),
                "value": _text(f, v),
            }
            for f, u, a, b, v in self.spells
        ]
        events = [{"fact": f, "unit": u, "day": day_of(d), "value": _text(f, v)} for f, u, d, v in self.events]
        scores = [{"fact": f, "unit": u, "day": day_of(d), "value": _text(f, v)} for f, u, d, v in self.scores]
        units = [{"unit": u, "from": day_of(BASE), "age-at-start": age} for u, age in self.ages.items()]
        return {"enrolments": units, "spells": spells, "events": events, "scores": scores}

    def facts(self) -> Facts:
        return facts_from_rows(DECLARED, **self.tables())

    def laid_out(self) -> dict[str, Any]:
        columns = np.array(self.windows, dtype=np.int64).reshape(-1, 5).T
        return dict(zip(("unit", "occasion", "start", "end", "target"), columns, strict=True))


def _text(fact: str, value: int) -> str | None:
    held = DECLARED[fact].carries
    return None if held is None else f"{value // 10**held.decimals}.{value % 10**held.decimals:0{held.decimals}d}"


def _spells(fact: str, unit: str) -> st.SearchStrategy[list[tuple[str, str, int, int, int]]]:
    """Spells that do not overlap; some adjoin, the last one may be open."""
    cuts = st.lists(st.integers(BASE, BASE + SPAN), unique=True, max_size=6).map(sorted)
    kept = st.lists(st.booleans(), min_size=6, max_size=6)
    values = st.lists(st.integers(0, 1_000_000), min_size=6, max_size=6)

    def build(cuts: list[int], kept: list[bool], values: list[int], is_open: bool) -> list[Any]:
        ends = [*cuts[1:], FOREVER if is_open else BASE + SPAN + 5]
        return [(fact, unit, a, b, v) for a, b, k, v in zip(cuts, ends, kept, values, strict=False) if k]

    return st.builds(build, cuts, kept, values, st.booleans())


def _points(fact: str, unit: str) -> st.SearchStrategy[list[tuple[str, str, int, int]]]:
    days = st.lists(st.integers(BASE, BASE + SPAN), unique=True, max_size=4)
    return st.builds(lambda days, v: [(fact, unit, d, v + i) for i, d in enumerate(days)], days, st.integers(0, 9_999))


def _joined(table: str, rows: Callable[[str, str], Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    names = [name for name, kind in DECLARED.items() if kind.table == table]
    return st.tuples(*(rows(name, unit) for name in names for unit in UNITS)).map(
        lambda rows: tuple(itertools.chain(*rows))
    )


_WINDOW = st.tuples(st.integers(-3, SPAN), st.integers(1, 30), st.integers(0, 30))
WORLDS = st.builds(
    lambda spells, events, scores, ages, windows: World(
        spells, events, scores, dict(zip(UNITS, ages, strict=True)),
        tuple(
            (i % 3, i // 3, BASE + s, BASE + s + n, BASE + s + min(t, n)) for i, (s, n, t) in enumerate(windows)
        ),
    ),
    _joined("spells", _spells), _joined("events", _points), _joined("scores", _points),
    st.lists(st.none() | st.integers(18, 70), min_size=3, max_size=3), st.lists(_WINDOW, min_size=1, max_size=7),
)  # fmt: skip

Found = dict[tuple[int, int], tuple[int, int]]


def _found(counted: Counted) -> Found:
    """num and evidence by unit and occasion; a row twice would be a fault."""
    columns = (counted.u, counted.occasion, counted.num, counted.evidence)
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    assert len({row[:2] for row in rows}) == len(rows)
    return {(u, o): (n, e) for u, o, n, e in rows}


def _run(measure: Measure, world: World, facts: Facts | None = None) -> Found:
    return _found(collected(measure, facts or world.facts(), UNITS, world.laid_out(), DECLARED))


def _nums(found: Found) -> dict[tuple[int, int], int]:
    return {key: num for key, (num, _) in found.items() if num}


# --- an independent reading of each kind, day by day  ---


def _days(world: World, fact: str, unit: str, window: Iterable[int]) -> dict[int, int]:
    """Days of the window in a spell of the fact, with its value."""
    spells = [(a, b, v) for f, u, a, b, v in world.spells if (f, u) == (fact, unit)]
    return {day: v for day in window for a, b, v in spells if a <= day < b}


def _hits(rows: Iterable[Any], fact: str, unit: str, window: range) -> list[tuple[int, int]]:
    return sorted((d, v) for f, u, d, v in rows if (f, u) == (fact, unit) and d in window)


def _day_by_day(m: Any, w: World, unit: str, window: range, target: int) -> int | None:
    return len(set(_days(w, m.days_in, unit, window)) - set(_days(w, m.less, unit, window)))


def _worth(w: World, fact: str, unit: str, window: range) -> int:
    """In sevenths of an øre."""
    if DECLARED[fact].table == "events":
        return 7 * sum(v for _, v in _hits(w.events, fact, unit, window))
    return sum(_days(w, fact, unit, window).values()) * (1 if fact == "income-tax" else 7)


def _totalled(m: Any, w: World, unit: str, window: range, target: int) -> int | None:
    sevenths = _worth(w, m.total, unit, window) - (_worth(w, m.less, unit, window) if m.less else 0)
    return sevenths * m.denominator(np.array([1]), DECLARED) // 7


def _longest(m: Any, w: World, unit: str, window: range, target: int) -> int | None:
    days = sorted(_days(w, m.longest, unit, window))
    best = start = 0
    for i, day in enumerate(days):
        if i and day - days[i - 1] - 1 > m.gap_days:
            start = i
        best = max(best, day - days[start] + 1)
    return best


def _scored(m: Any, w: World, unit: str, window: range, target: int) -> int | None:
    scores = _hits(w.scores, m.score, unit, window)
    if not scores:
        return None
    if m.take == "best":
        return (min if m.better == "lower" else max)(value for _, value in scores)
    near = min(scores, key=lambda score: (abs(score[0] - target), score[0]))
    return {"first": scores[0], "last": scores[-1], "nearest": near}[m.take][1]


def _averaged(m: Any, w: World, unit: str, window: range, target: int) -> int | None:
    days = _days(w, m.average, unit, window)
    return len(days) if DECLARED[m.average].carries is None else sum(days.values())


ORACLES: dict[str, Callable[[Any, World, str, range, int], int | None]] = {
    "average": _averaged,
    "days_in": _day_by_day,
    "is_in": lambda m, w, unit, window, _: len(_days(w, m.is_in, unit, window[-1:])),
    "longest": _longest,
    "own": lambda _m, w, unit, *_: w.ages[unit],
    "score": _scored,
    "times": lambda m, w, unit, window, _: len(_hits(w.events, m.times, unit, window)),
    "total": _totalled,
}


def _expected(measure: Measure, world: World) -> dict[tuple[int, int], int | None]:
    oracle = ORACLES[measure.key]
    return {(u, o): oracle(measure, world, UNITS[u], range(s, e), t) for u, o, s, e, t in world.windows}


def test_every_kind_has_a_reading_of_its_own_to_be_held_against() -> None:
    assert set(ORACLES) == set(SHELF.kinds)


@settings(max_examples=40)
@given(world=WORLDS)
def test_a_measure_is_what_counting_day_by_day_gives(world: World) -> None:
    facts = world.facts()
    for measure in MEASURES:
        expected = _expected(measure, world)
        assert _nums(_run(measure, world, facts)) == {key: num for key, num in expected.items() if num}, measure


@few
@given(world=WORLDS)
def test_known_is_what_left_evidence_where_there_is_no_coverage(world: World) -> None:
    facts = world.facts()
    for measure in MEASURES:
        found = _run(measure, world, facts)
        assert all(evidence > 0 for _, evidence in found.values())
        if not measure.needs_coverage():
            assert set(found) == {key for key, num in _expected(measure, world).items() if num is not None}, measure


def _same(world: World, other: Callable[[Measure], Found]) -> None:
    """Every measure gives the same there as here."""
    facts = world.facts()
    for measure in MEASURES:
        assert other(measure) == _run(measure, world, facts), measure


# --- nothing that should not matter does  ---


@few
@given(world=WORLDS, seed=st.integers(0, 2**32))
def test_the_order_of_rows_and_windows_and_a_second_delivery_change_nothing(world: World, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - shuffles rows
    mixed = {name: rng.sample(rows + rows, 2 * len(rows)) for name, rows in world.tables().items()}
    windows = replace(world, windows=tuple(rng.sample(world.windows, len(world.windows))))
    again = facts_from_rows(DECLARED, **mixed)
    _same(world, lambda measure: _run(measure, windows, again))


@few
@given(world=WORLDS)
def test_renaming_units_changes_nothing(world: World) -> None:
    names = {"ada": "zoë", "bo": "1", "cai": "æble"}
    tables = {name: [{**row, "unit": names[row["unit"]]} for row in rows] for name, rows in world.tables().items()}
    facts, units = facts_from_rows(DECLARED, **tables), [names[unit] for unit in UNITS]
    _same(world, lambda measure: _found(collected(measure, facts, units, world.laid_out(), DECLARED)))


@few
@given(world=WORLDS, at=st.integers(BASE, BASE + SPAN))
def test_splitting_a_spell_in_two_adjoining_ones_changes_no_number(world: World, at: int) -> None:
    split: list[Any] = []
    for fact, unit, a, b, value in world.spells:
        cut = [a, at, b] if a < at < b else [a, b]
        split += [(fact, unit, x, y, value) for x, y in itertools.pairwise(cut)]
    facts, after = world.facts(), replace(world, spells=tuple(split)).facts()
    for measure in MEASURES:
        assert _nums(_run(measure, world, after)) == _nums(_run(measure, world, facts)), measure


# --- one answer from every engine  ---


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
    _same(world, lambda measure: _run(measure, world, in_pandas))
    with TemporaryDirectory() as folder:
        write_facts(facts, Path(folder), "parquet")
        on_disk = read_facts(Path(folder), DECLARED)
        _same(world, lambda measure: _run(measure, world, on_disk))


@settings(max_examples=5)
@given(world=WORLDS, parts=st.integers(1, 5))
def test_any_number_of_parts_gives_the_same_integers(world: World, parts: int) -> None:
    facts, windows = world.facts(), world.laid_out()
    _same(world, lambda m: _found(collected_in_parts(Count(m, facts, UNITS, windows, DECLARED), parts)))


def test_there_is_no_answer_in_no_parts() -> None:
    with pytest.raises(ValueError, match="0"):
        collected_in_parts(Count(MEASURES[0], Facts.empty(DECLARED), (), {"unit": np.zeros(0, int)}, DECLARED), 0)


# --- what each kind promises  ---


@few
@given(world=WORLDS, at=st.integers(BASE - 3, BASE + SPAN))
def test_sums_add_over_adjoining_windows(world: World, at: int) -> None:
    windows = [(u, 3 * o, s, e, t) for u, o, s, e, t in world.windows if s < at < e]
    parted = [(u, o + 1, s, at, t) for u, o, s, e, t in windows] + [(u, o + 2, at, e, t) for u, o, s, e, t in windows]
    facts, laid_out = world.facts(), replace(world, windows=(*windows, *parted))
    for measure in [one for one in MEASURES if one.key in SUMS and windows]:
        found = _nums(_run(measure, laid_out, facts))
        for u, o, *_ in windows:
            assert found.get((u, o), 0) == found.get((u, o + 1), 0) + found.get((u, o + 2), 0), measure


@few
@given(world=WORLDS)
def test_days_fit_in_their_window_and_the_last_day_is_in_or_out(world: World) -> None:
    facts = world.facts()
    length = {(u, o): e - s for u, o, s, e, _ in world.windows}
    for measure in MEASURES:
        for key, num in _nums(_run(measure, world, facts)).items():
            assert measure.key not in {"days_in", "longest"} or 0 <= num <= length[key]
            assert measure.key != "is_in" or num == 1


@few
@given(world=WORLDS)
def test_the_longest_stretch_is_no_longer_than_its_days_and_allowed_gaps(world: World) -> None:
    days = _nums(_run(_measure("days_in: job"), world))
    spells = {key: evidence for key, (_, evidence) in _run(_measure("days_in: job"), world).items()}
    for key, num in _nums(_run(_measure("longest: job\ngap: 7 days"), world)).items():
        assert num <= days[key] + 7 * (spells[key] - 1)
    for key, num in _nums(_run(_measure("longest: job"), world)).items():
        assert num <= days[key]


@few
@given(world=WORLDS, cutoff=st.integers(BASE, BASE + SPAN))
def test_an_unfinished_window_can_grow_by_no_more_than_is_said(world: World, cutoff: int) -> None:
    facts, windows = world.facts(), world.windows
    then = facts.as_of(day_of(cutoff))
    remaining = np.array([max(0, e - max(s, cutoff + 1)) for _, _, s, e, _ in windows], dtype=np.int32)
    for measure in MEASURES:
        now, end = _nums(_run(measure, world, then)), _nums(_run(measure, world, facts))
        grows = measure.grows_by(remaining, DECLARED)
        for row, (u, o, *_) in enumerate(windows):
            change = end.get((u, o), 0) - now.get((u, o), 0)
            assert not measure.only_grows or change >= 0, measure
            assert grows is None or abs(change) <= grows[row], measure
