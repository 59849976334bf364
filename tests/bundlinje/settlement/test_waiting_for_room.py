"""What a limit held back and has room for later: a line of its own, that says it waited and is no correction."""

from __future__ import annotations

from typing import Any

import pytest
from tests.strategies import told

from bundlinje.explanation import Reason
from bundlinje.settlement.explain import explain
from bundlinje.settlement.result import Settlement
from bundlinje.words.explanation import tell
from bundlinje.words.numbers import Language

JOB = {"id": "job", "each": "in-job", "pays": "10 000 kr"}
CAP = {"at_most": "15 000 kr", "for": "each follow-up", "excess": "waits"}
PEOPLE = [{"unit": name, "from": "2021-09-10"} for name in ("ane", "bo", "late")]
JOBS = [{"fact": "job", "unit": name, "day": "2021-10-01"} for name in ("ane", "bo")]
LATE = {"fact": "job", "unit": "late", "day": "2021-10-01", "recorded": "2022-07-10"}


def _second(*more: dict[str, Any]) -> Settlement:
    return told(PEOPLE, [*JOBS, *more], terms=[JOB], limits=[CAP]).settled()[1]


def _lines(settlement: Settlement) -> list[tuple[str, int]]:
    return [(str(line.kind), line.ore // 100) for line in settlement.outcome_lines()]


def _waited(settlement: Settlement) -> list[Any]:
    made_of = explain(settlement, 1).made_of
    return [part.values["waited_ore"] for part in made_of.parts if part.reason is Reason.WAITED]


def test_what_waited_for_room_under_a_cap_is_paid_on_a_line_that_says_so() -> None:
    settlement = _second()
    assert _lines(settlement) == [("waited", 5_000)]
    assert settlement.total_ore == 5_000_00
    assert _waited(settlement) == []


def test_where_late_facts_change_the_clause_too_the_line_corrects_and_tells_how_much_of_it_waited() -> None:
    settlement = _second(LATE)
    assert _lines(settlement) == [("correction", 15_000)]
    (waited,) = _waited(settlement)
    assert 0 < waited < 15_000_00


def test_a_correction_with_room_for_all_that_was_earned_tells_of_nothing_that_waited() -> None:
    settlement = told(PEOPLE, [*JOBS, LATE], terms=[JOB], limits=[]).settled()[1]
    assert _lines(settlement) == [("correction", 10_000)]
    assert _waited(settlement) == []


@pytest.mark.parametrize(
    ("language", "heading", "part"),
    [("da", "ventede på plads under et loft", "Heraf var "), ("en", "waited for room under a limit", "Of this, DKK ")],
)
def test_what_waited_is_explained_in_words(language: Language, heading: str, part: str) -> None:
    alone, mixed = (
        [line.text for line in tell(explain(one, 1).made_of, language)] for one in (_second(), _second(LATE))
    )
    assert heading in alone[0]
    assert heading not in mixed[0]
    assert any(line.startswith(part) and heading in line for line in mixed)
