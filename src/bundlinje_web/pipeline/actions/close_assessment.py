"""Close an assessment without an answer."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.assessing.finishing import finish
from bundlinje_web.pipeline.assessing.policy import FOLLOW
from bundlinje_web.pipeline.models import Answer, Assessment


@action("pipeline.assessment.closed", policy=FOLLOW, on="assessment")
def close_assessment(act: Act, assessment: Assessment, reason: str) -> Assessment:
    """Wait no longer for this department, with the reason; the proposal is assessed when nobody is waited for.

    Raises `Refused` for an assessment that is answered or closed, and without a reason.
    """
    problems = []
    if assessment.state != Assessment.ASKED:
        problems.append(wrong("assessing.problem.not_waited_for", "reason"))
    if not reason.strip():
        problems.append(wrong("assessing.problem.close_reason", "reason"))
    refuse(problems)
    assessment.closed_reason = reason
    assessment.move(Assessment.CLOSED)
    proposal = assessment.proposal
    finish(proposal, act.today)
    answers = Answer.objects.filter(assessment__proposal=proposal, assessment__round=assessment.round)
    given = answers.values("assessment").distinct().count()
    act.record(assessment, number=proposal.number, round=assessment.round, answers=given)
    return assessment
