"""Whether silence is none: only where a register was read for every day of the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
import yaml

from bundlinje.facts import facts_from_rows
from bundlinje.facts.base import SHELF as FACTS
from bundlinje.facts.base import FactKind
from bundlinje.measures.base import SHELF
from bundlinje.measures.coverage import covered, known_windows

DECLARED: Mapping[str, FactKind] = {
    name: FACTS.kinds[FACTS.key_of(raw) or ""].model_validate(raw)
    for name, raw in yaml.safe_load("""
enrolled: {enrolment: Optaget}
visit:    {event: Besøg, coverage: stated}
shelter:  {spell: Døgn, coverage: stated}
job:      {spell: Job, coverage: complete}
hba1c:    {score: Blodsukker, instrument: HbA1c}
""").items()
}
UNITS = ("a", "b")
JANUARY = {"from": "2024-01-01", "until": "2024-02-01"}
FEBRUARY = {"from": "2024-02-01", "until": "2024-03-01"}
TURN = {"from": "2024-01-05", "until": "2024-02-05"}
LATER = {"from": "2024-02-04", "until": "2024-03-01"}


def _windows(*rows: tuple[int, str, str]) -> dict[str, Any]:
    days = [np.array([row[i] for row in rows], dtype="datetime64[D]").astype(np.int32) for i in (1, 2)]
    units = np.array([row[0] for row in rows])
    return {
        "unit": units,
        "occasion": np.arange(len(rows)),
        "start": days[0],
        "end": days[1],
        "target": days[0] * 0 - 1,
    }


def _covered(names: tuple[str, ...], windows: dict[str, Any], *rows: dict[str, Any]) -> list[bool]:
    enrolled = [{"unit": unit, "from": "2024-01-01"} for unit in UNITS]
    facts = facts_from_rows(DECLARED, enrolments=enrolled, coverage=rows)
    return covered(facts, names, UNITS, windows, DECLARED).tolist()


BOTH = _windows((0, "2024-01-10", "2024-02-10"), (1, "2024-01-10", "2024-02-10"))


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ([], [False, False]),
        ([{"unit": "*", **JANUARY}], [False, False]),
        ([{"unit": "*", **JANUARY}, {"unit": "*", **FEBRUARY}], [True, True]),
        ([{"unit": "*", **JANUARY}, {"unit": "a", **FEBRUARY}], [True, False]),
        ([{"unit": "b", "from": "2024-01-01", "until": "2024-02-10"}], [False, True]),
        ([{"unit": "b", "from": "2024-01-01", "until": "2024-02-09"}], [False, False]),
        ([{"unit": "b", **JANUARY}, {"unit": "*", **TURN}, {"unit": "b", **LATER}],
         [False, True]),
        ([{"unit": "b", **JANUARY}, {"unit": "b", "from": "2024-02-02", "until": "2024-03-01"}], [False, False]),
    ],
)  # fmt: skip
def test_rows_that_adjoin_or_overlap_cover_together_and_a_gap_does_not(rows: list[Any], known: list[bool]) -> None:
    assert _covered(("visit",), BOTH, *({"fact": "visit", **row} for row in rows)) == known


def test_every_fact_that_is_counted_must_be_covered_and_a_complete_one_always_is() -> None:
    row = {"fact": "visit", "unit": "*", "from": "2024-01-01", "until": "2025-01-01"}
    assert _covered(("visit", "job"), BOTH, row) == [True, True]
    assert _covered(("visit", "shelter"), BOTH, row) == [False, False]
    assert _covered(("job",), BOTH) == [True, True]


@pytest.mark.requirement("FUP-09")
def test_not_measured_is_not_known_and_never_none() -> None:
    facts = facts_from_rows(DECLARED, enrolments=[{"unit": unit, "from": "2024-01-01"} for unit in UNITS])
    score = SHELF.kinds["score"].model_validate({"score": "hba1c", "take": "last"})
    visits = SHELF.kinds["times"].model_validate({"times": "visit"})
    seen = np.array([1, 0])
    assert known_windows(score, facts, UNITS, BOTH, seen, DECLARED).tolist() == [True, False]
    assert known_windows(visits, facts, UNITS, BOTH, seen, DECLARED).tolist() == [False, False]
