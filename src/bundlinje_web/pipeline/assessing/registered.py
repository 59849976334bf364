"""What assessments bring to the pages that gather: what a department is to answer, and what the secretariat follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from bundlinje_web.acting import Actor
from bundlinje_web.frame.found import Happening, Task, calendar, tasks
from bundlinje_web.pipeline.assessing.policy import ANSWER, FOLLOW, READ


def to_answer(actor: Actor, today: date) -> Iterator[Task]:  # noqa: ARG001 - every source is asked with the day
    """What the actor's departments are asked and have not answered."""
    from bundlinje_web.pipeline.models import Assessment

    asked = Assessment.objects.filter(state=Assessment.ASKED).select_related("proposal")
    for each in ANSWER.among(actor, asked):
        url = reverse("assessment-answer", args=[each.proposal.number, each.pk])
        yield Task("assessing.task.answer", url, str(each.proposal), each.due, each.asked_on)


def to_follow(actor: Actor, today: date) -> Iterator[Task]:
    """For the secretariat: answers that are late, and departments that ask for longer."""
    from bundlinje_web.pipeline.models import Assessment

    asked = Assessment.objects.filter(state=Assessment.ASKED).select_related("proposal", "department")
    for each in FOLLOW.among(actor, asked):
        url = reverse("assessment", args=[each.proposal.number])
        values = {"department": str(each.department)}
        if each.longer_until is not None:
            yield Task("assessing.task.longer", url, str(each.proposal), each.due, values=values)
        elif each.due < today:
            yield Task("assessing.task.late", url, str(each.proposal), each.due, values=values)


def assessed(actor: Actor, today: date) -> Iterator[Task]:  # noqa: ARG001
    """For the secretariat: proposals that every department has answered, ready for a meeting."""
    from bundlinje_web.pipeline.models import Proposal

    on_an_agenda = Proposal.objects.filter(points__meeting__state__in=("planned", "sent"), points__withdrawn=False)
    ready = Proposal.objects.filter(state=Proposal.ASSESSED).exclude(pk__in=on_an_agenda.values("pk"))
    for each in FOLLOW.among(actor, ready):
        yield Task("assessing.task.ready", reverse("assessment", args=[each.number]), str(each))


def deadlines(actor: Actor, today: date) -> Iterator[Happening]:  # noqa: ARG001
    """The days answers are due."""
    from bundlinje_web.pipeline.models import Assessment

    asked = Assessment.objects.filter(state=Assessment.ASKED).select_related("proposal", "department")
    for each in READ.among(actor, asked):
        url = reverse("assessment", args=[each.proposal.number])
        yield Happening(each.due, "assessing.due", url, each.proposal.number, {"department": str(each.department)})


def register() -> None:
    """Say so, once."""
    tasks.register(to_answer)
    tasks.register(to_follow)
    tasks.register(assessed)
    calendar.register(deadlines)
