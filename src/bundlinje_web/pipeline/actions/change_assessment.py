"""Give a department another deadline, or ask it one thing more."""

from __future__ import annotations

from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.assessing.policy import FOLLOW
from bundlinje_web.pipeline.models import Assessment


@action("pipeline.assessment.changed", policy=FOLLOW, on="assessment")
def change_assessment(act: Act, assessment: Assessment, due: date | None = None, question: str = "") -> Assessment:
    """Change what is asked of a department that has not answered yet.

    Raises `Refused` for one that is no longer waited for, a day that has passed, or no change at all.
    """
    changed = [name for name, value in (("due", due), ("questions", question.strip())) if value]
    problems = []
    if assessment.state != Assessment.ASKED:
        problems.append(wrong("assessing.problem.not_waited_for", "due"))
    if due is not None and due <= act.today:
        problems.append(wrong("assessing.problem.due_passed", "due"))
    if not changed:
        problems.append(wrong("assessing.problem.no_change", "due"))
    refuse(problems)
    if due is not None:
        assessment.due, assessment.longer_until, assessment.longer_reason = due, None, ""
    if question.strip():
        assessment.questions = [*assessment.questions, question.strip()]
    assessment.save()
    act.record(
        assessment,
        number=assessment.proposal.number,
        unit=assessment.department.code,
        due=assessment.due,
        fields=changed,
    )
    return assessment
