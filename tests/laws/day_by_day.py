"""A little world of invented facts, and each kind of measure read off it day by day, in plain Python."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import yaml
from hypothesis import strategies as st

from bundlinje.dates import FOREVER, day_of
from bundlinje.facts import Facts, facts_from_rows
from bundlinje.facts.base import SHELF as FACTS
from bundlinje.facts.base import FactKind
from bundlinje.measures.base import SHELF, Measure
from bundlinje.measures.collect import Counted, collected

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


BASE = 19_700


SPAN = 50


UNITS = ("ada", "bo", "cai")


def measure_of(text: str) -> Measure:
    raw = yaml.safe_load(text)
    return SHELF.kinds[SHELF.key_of(raw) or ""].model_validate(raw)


MEASURES = [measure_of(text) for text in TEXTS]


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


def found_in(counted: Counted) -> Found:
    """num and evidence by unit and occasion; a row twice would be a fault."""
    columns = (counted.u, counted.occasion, counted.num, counted.evidence)
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    assert len({row[:2] for row in rows}) == len(rows)
    return {(u, o): (n, e) for u, o, n, e in rows}


def run(measure: Measure, world: World, facts: Facts | None = None) -> Found:
    return found_in(collected(measure, facts or world.facts(), UNITS, world.laid_out(), DECLARED))


def nums(found: Found) -> dict[tuple[int, int], int]:
    return {key: num for key, (num, _) in found.items() if num}


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


def read_day_by_day(measure: Measure, world: World) -> dict[tuple[int, int], int | None]:
    oracle = ORACLES[measure.key]
    return {(u, o): oracle(measure, world, UNITS[u], range(s, e), t) for u, o, s, e, t in world.windows}
