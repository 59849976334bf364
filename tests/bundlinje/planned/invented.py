"""An invented contract whose parts can be replaced, to look ahead from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje.contract.model import Contract

PARTS: Mapping[str, Any] = {
    "contract": "opdigtet",
    "title": "En opdigtet indsats",
    "parties": {
        "by": {"name": "Den opdigtede by", "roles": ["authority", "payer", "provider"]},
        "senior": {"name": "Den ene investor", "roles": ["investor"]},
        "junior": {"name": "Den anden investor", "roles": ["investor"]},
        "garant": {"name": "Garanten", "roles": ["guarantor"]},
    },
    "cohort": {
        "unit": "person",
        "who": "Opdigtede borgere",
        "intake": {"from": "2024-01-01", "until": "2024-01-01", "planned": 10},
    },
    "capital": {"senior": "500 000 kr", "junior": "700 000 kr"},
    "windows": {
        "last-month": {"span": "1 month", "before": "follow-up", "partly_in": "counts as full"},
        "first-year": {"span": "12 months", "after": "enrolment", "partly_in": "counts as full"},
    },
    "facts": {
        "admitted": {"enrolment": "Optaget"},
        "job": {"spell": "Job", "coverage": "stated"},
        "exam": {"event": "Eksamen", "coverage": "complete"},
        "drawn": {"flow": "Trukket kapital"},
    },
    "measures": {
        "working": {"is_in": "job", "over": "last-month"},
        "exams": {"times": "exam", "over": "first-year"},
    },
    "outcomes": {
        "in-work": {"where": {"working": {"at_least": 1}}, "not_measured": "waits"},
        "passed": {"where": {"exams": {"at_least": 1}}, "not_measured": "waits"},
    },
    "follow_ups": ["2024-12-31", "2025-12-31"],
    "leaves": {
        "completed": "stays",
        "dropped": "stays",
        "died": "left out",
        "moved": "stays",
        "withdrew": "left out",
        "second_course": "not counted",
        "other_project": "first project",
    },
    "terms": [{"id": "pay", "each": "in-work", "pays": "100 000 kr"}],
    "limits": [],
    "payers": {"pay": "by"},
    "receivers": "pro rata to drawn capital",
    "corrections": {"less": "set off in the next payment"},
    "expected": {"rates": {"in-work": "60 %"}},
}


def invented(intake: Any = None, cohort: Any = None, **parts: Any) -> Contract:
    """The invented contract with parts replaced; `intake` and `cohort` say other things of its one cohort."""
    one = {**PARTS["cohort"], **(cohort or {}), **({} if intake is None else {"intake": intake})}
    who = {} if "cohorts" in parts else {"cohort": one}
    return Contract.model_validate({**{key: part for key, part in PARTS.items() if key != "cohort"}, **who, **parts})
