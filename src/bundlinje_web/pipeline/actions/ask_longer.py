"""Ask for a later day to answer an assessment."""

from __future__ import annotations

from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.assessing.policy import ANSWER
from bundlinje_web.pipeline.models import Assessment


@action("pipeline.assessment.longer-asked", policy=ANSWER, on="assessment")
def ask_longer(act: Act, assessment: Assessment, until: date, reason: str) -> Assessment:
    """Say which day would do and why; the deadline stands until the secretariat moves it.

    Raises `Refused` for a day that is no later, a missing reason, or an assessment nobody waits for.
    """
    problems = []
    if assessment.state != Assessment.ASKED:
        problems.append(wrong("assessing.problem.not_waited_for", "until"))
    if until <= assessment.due:
        problems.append(wrong("assessing.problem.no_later", "until"))
    if not reason.strip():
        problems.append(wrong("assessing.problem.longer_reason", "reason"))
    refuse(problems)
    assessment.longer_until, assessment.longer_reason = until, reason
    assessment.save()
    act.record(assessment, number=assessment.proposal.number, unit=assessment.department.code, until=until)
    return assessment
