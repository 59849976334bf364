"""Who is to answer for a department: the person named, or everybody who may."""

from __future__ import annotations

from datetime import date

from bundlinje_web.acting import Role
from bundlinje_web.people.models import Grant, Person
from bundlinje_web.people.rights import actor_of
from bundlinje_web.pipeline.assessing.policy import ANSWER
from bundlinje_web.pipeline.models import Assessment


def answering(assessment: Assessment, day: date) -> tuple[Person, ...]:
    """The person the work is given to; where nobody is named, all whose right that day reaches the assessment."""
    if assessment.responsible is not None:
        return (assessment.responsible,)
    held = Grant.objects.filter(role=Role.ECONOMIST).values("person")
    rows = Assessment.objects.filter(pk=assessment.pk)
    economists = Person.objects.filter(pk__in=held, is_active=True)
    return tuple(each for each in economists if ANSWER.among(actor_of(each, day), rows).exists())
