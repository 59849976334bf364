"""Laws of facts: what was not yet recorded cannot matter, and what was put right again has never happened."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bundlinje.facts import Facts, facts_from_rows, read_facts, write_facts
from bundlinje.facts.base import SHELF

DECLARED = {
    f"{key}-fact": kind.model_validate(yaml.safe_load(kind.example)) for key, kind in SHELF.kinds.items()
}  # every kind that stands on the shelf, by its own example
START = date(2024, 1, 1)
few = settings(max_examples=15)
DAYS = st.integers(0, 400).map(lambda days: START + timedelta(days))
UNITS = ("ada", "bo")


@st.composite
def rows(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Rows of every table, each with an id, some corrected later or withdrawn."""
    spells = []
    for unit in UNITS:
        cuts = sorted(draw(st.lists(DAYS, unique=True, max_size=5)))
        for begin, end in zip(cuts[::2], cuts[1::2], strict=False):
            spells.append({"fact": "spell-fact", "unit": unit, "from": begin, "until": end, "value": "0.5"})
    days = draw(st.lists(DAYS, unique=True, max_size=4))
    events = [{"fact": "event-fact", "unit": "ada", "day": day, "value": i} for i, day in enumerate(days)]
    scores = [{"fact": "score-fact", "unit": "bo", "day": day, "value": i} for i, day in enumerate(days)]
    reports = [{"fact": "report-fact", "from": day, "until": day + timedelta(31), "value": "113.4"} for day in days]
    flows = [{"account": "senior", "day": day, "amount": "1000"} for day in days]
    enrolments = [{"unit": unit, "from": START, "age-at-start": 40} for unit in UNITS]
    tables = {"enrolments": enrolments, "spells": spells, "events": events, "scores": scores, "reports": reports}
    return {name: [{"id": f"{name}-{i}", **row} for i, row in enumerate(found)] for name, found in
            {**tables, "flows": flows}.items()}  # fmt: skip


def _facts(tables: dict[str, list[dict[str, Any]]]) -> Facts:
    return facts_from_rows(DECLARED, **tables)


def _said(facts: Facts) -> list[Any]:
    """What the facts in force say, without when and by which record they say it."""
    tables = ("enrolments", "spells", "events", "scores", "reports", "flows")
    frames = [facts.frame(name).drop("id", "recorded", "source", "void") for name in tables]
    return [frame.sort(frame.columns).rows() for frame in frames]


@pytest.mark.requirement("FUP-13")
@few
@given(tables=rows(), cutoff=DAYS, late=st.integers(1, 100))
def test_a_fact_recorded_after_the_cut_off_changes_nothing(tables: Any, cutoff: date, late: int) -> None:
    known = _facts(tables).as_of(cutoff)
    day = cutoff + timedelta(late)
    visit = {"fact": "event-fact", "unit": "bo", "day": START, "value": 1, "recorded": day}
    corrected = [{**row, "recorded": day, "value": "0.9"} for row in tables["spells"] if row["from"] < day]
    more = {**tables, "events": [*tables["events"], visit], "spells": [*tables["spells"], *corrected]}
    assert _facts(more).as_of(cutoff).digest() == known.digest()


@few
@given(tables=rows(), cutoff=DAYS)
def test_correcting_and_correcting_back_leaves_what_was_said_untouched(tables: Any, cutoff: date) -> None:
    late = START + timedelta(1000)
    again = {
        name: [*found, *({"id": row["id"], "void": True, "recorded": late} for row in found),
               *({**row, "recorded": late + timedelta(1)} for row in found)]
        for name, found in tables.items()
    }  # fmt: skip
    before, after = _facts(tables), _facts(again)
    assert _said(after) == _said(before)
    assert after.as_of(cutoff).digest() == before.as_of(cutoff).digest()
    assert _said(after.as_of(late)) == [[] for _ in _said(before)]


@few
@given(tables=rows(), seed=st.integers(0, 2**32))
def test_the_order_of_rows_and_a_second_delivery_change_nothing(tables: Any, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - shuffles rows
    mixed = {name: rng.sample(found + found, 2 * len(found)) for name, found in tables.items()}
    assert _facts(mixed).digest() == _facts(tables).digest()


@few
@given(tables=rows(), early=DAYS, later=DAYS)
def test_knowing_until_two_days_is_knowing_until_the_earlier(tables: Any, early: date, later: date) -> None:
    facts = _facts(tables)
    assert facts.as_of(early).as_of(later).digest() == facts.as_of(min(early, later)).digest()


@few
@given(tables=rows(), cutoff=DAYS, form=st.sampled_from(["csv", "parquet"]))
def test_what_is_written_reads_as_the_same_facts(tables: Any, cutoff: date, form: Any) -> None:
    facts = _facts(tables)
    with TemporaryDirectory() as folder:
        write_facts(facts, Path(folder), form)
        again = read_facts(Path(folder), DECLARED)
        assert again.digest() == facts.digest()
        assert again.as_of(cutoff).digest() == facts.as_of(cutoff).digest()
