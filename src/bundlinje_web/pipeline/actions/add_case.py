"""Add a case that no proposal came before: one of the municipality's own, or one that ran before the office did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.audit.canonical import digest_of
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.casework.changing import came
from bundlinje_web.pipeline.casework.policy import RUN
from bundlinje_web.pipeline.models import Case
from bundlinje_web.pipeline.numbers import next_number

FIELDS = ("title", "area", "department", "contract", "source_note", "outcome")


@action("pipeline.case.opened", policy=RUN)
def add_case(act: Act, told: Mapping[str, Any]) -> Case:
    """Add a case with a number of its own (GOV-27, BC-15).

    `told` has the title, and where they are known area, department, contract, the step reached, the day it was
    opened, the number, and a note of the source. Raises `Refused` where a case that is past step 1 names no source,
    or its contract is another case's.
    """
    step = told.get("step") or Case.IDEA
    _check(told, step)
    case = Case(
        number=told.get("number") or next_number(act.today),
        state=step,
        opened_on=told.get("opened_on") or act.today,
        **{name: told[name] for name in FIELDS if told.get(name)},
    )
    case.save()
    came(act, case, "", case.source_note)
    act.record(case, after=digest_of(case), number=case.number, area=case.area or None, step=case.state)
    return case


def _check(told: Mapping[str, Any], step: str) -> None:
    problems = []
    if not str(told.get("title") or "").strip():
        problems.append(wrong("casework.problem.title", "title"))
    if step != Case.IDEA and not told.get("source_note"):
        problems.append(wrong("casework.problem.source", "source_note"))
    if told.get("contract") and Case.objects.filter(contract=told["contract"]).exists():
        problems.append(wrong("casework.problem.contract_taken", "contract"))
    if told.get("number") and Case.objects.filter(number=told["number"]).exists():
        problems.append(wrong("casework.problem.number_taken", "number"))
    refuse(problems)
