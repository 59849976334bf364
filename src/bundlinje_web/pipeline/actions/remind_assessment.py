"""Remind a department that an assessment is waited for."""

from __future__ import annotations

from django.urls import reverse

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.letters.models import Kind
from bundlinje_web.letters.sending import Text, post
from bundlinje_web.pipeline.assessing.policy import FOLLOW
from bundlinje_web.pipeline.assessing.who import answering
from bundlinje_web.pipeline.models import Assessment


@action("pipeline.assessment.reminded", policy=FOLLOW, on="assessment")
def remind_assessment(act: Act, assessment: Assessment) -> Assessment:
    """Mail those who are to answer: that something waits and where, nothing about anybody.

    Raises `Refused` where nobody waits, nobody is there to remind, or it has been done today.
    """
    people = answering(assessment, act.today)
    problems = []
    if assessment.state != Assessment.ASKED:
        problems.append(wrong("assessing.problem.not_waited_for"))
    elif not people:
        problems.append(wrong("assessing.problem.nobody_there"))
    elif assessment.reminded_on == act.today:
        problems.append(wrong("assessing.problem.reminded_today"))
    refuse(problems)
    assessment.reminded_on = act.today
    assessment.save()
    act.record(assessment, number=assessment.proposal.number, unit=assessment.department.code, people=len(people))
    text = Text("assessing.mail", reverse("assessment", args=[assessment.proposal.number]))
    for person in people:
        post(person, Kind.ASSESSMENT, text, f"assessment:{assessment.pk}:{act.today}:{person.pk}")
    return assessment
