"""Answer for a department what it says of a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.assessing.finishing import finish
from bundlinje_web.pipeline.assessing.policy import ANSWER
from bundlinje_web.pipeline.by import known_person
from bundlinje_web.pipeline.models import Answer, Assessment, Proposal

PARTS = ("relevance", "offers", "economy", "recommends")
"""The four parts every department answers (INB-06), each with a sentence."""
SCORES = range(1, 6)
RECOMMENDS = ("yes", "with-conditions", "no")


@action("pipeline.assessment.answered", policy=ANSWER, on="assessment")
def answer_assessment(act: Act, assessment: Assessment, told: Mapping[str, Any]) -> Assessment:
    """Answer, or answer anew: what was said before stays, and the newest counts.

    `told` has the fields of `Answer`. Raises `Refused` where a score stands without a sentence, the assessment was
    closed, or the proposal has been decided.
    """
    _check(assessment, told)
    before = assessment.answer
    Answer.objects.create(
        **{name: told.get(name) for name in (*PARTS, *(f"{part}_text" for part in PARTS))},
        others=list(told.get("others", ())),
        assessment=assessment,
        number=before.number + 1 if before else 1,
        answered_by=known_person(act.actor),
        answered_on=act.today,
    )
    if assessment.state == Assessment.ASKED:
        assessment.move(Assessment.ANSWERED)
    finish(assessment.proposal, act.today)
    act.record(
        assessment,
        number=assessment.proposal.number,
        unit=assessment.department.code,
        round=assessment.round,
        outcome=told["recommends"],
    )
    return assessment


def _check(assessment: Assessment, told: Mapping[str, Any]) -> None:
    problems = []
    if assessment.state == Assessment.CLOSED:
        problems.append(wrong("assessing.problem.closed", "relevance"))
    elif assessment.proposal.state not in {Proposal.ASKED, Proposal.ASSESSED}:
        problems.append(wrong("assessing.problem.decided", "relevance"))
    problems += [
        wrong(f"assessing.problem.{part}_text", f"{part}_text")
        for part in PARTS
        if not str(told.get(f"{part}_text") or "").strip()
    ]
    problems += [
        wrong("assessing.problem.score", part) for part in ("relevance", "offers") if told.get(part) not in SCORES
    ]
    if told.get("recommends") not in RECOMMENDS:
        problems.append(wrong("assessing.problem.recommends", "recommends"))
    refuse(problems)
