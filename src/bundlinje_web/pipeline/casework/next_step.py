"""The one next step of a case: by name, whom it waits for, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bundlinje_web.pipeline.casework.checklist import where
from bundlinje_web.pipeline.casework.gates import unmet
from bundlinje_web.pipeline.casework.steps import in_step_since, next_of
from bundlinje_web.pipeline.models import Case


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next: a code of words, the step it leads to, where it is done, and since when it waits.

    `missing` are the codes of all that is not settled before that step; the first is the next to do.
    """

    code: str
    step: str
    url: str
    since: date
    missing: tuple[str, ...]


def next_step(case: Case) -> NextStep | None:
    """The next step; none at the end."""
    step = next_of(case)
    if not step:
        return None
    open_demands = unmet(case, step)
    since = case.waiting_since or in_step_since(case)
    missing = tuple(demand.code for demand in open_demands)
    if not open_demands:
        return NextStep("move", step, "", since, ())
    first = open_demands[0]
    return NextStep(first.code, step, where(case, first), since, missing)
