"""Ask departments to assess a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.people.models import Organisation
from bundlinje_web.pipeline.assessing.asked import Asked
from bundlinje_web.pipeline.assessing.policy import ASK
from bundlinje_web.pipeline.by import person_of
from bundlinje_web.pipeline.models import Assessment, Proposal


@action("pipeline.assessment.asked", policy=ASK, on="proposal")
def ask_assessment(
    act: Act, proposal: Proposal, asked: Sequence[Asked], due: date, questions: Sequence[str] = ()
) -> Proposal:
    """Ask one or more departments, each for its own answer by the same day (INB-05).

    A proposal that was assessed before is asked about in a new round. Raises `Refused` where no department is named,
    one of them is asked already, or the day has passed.
    """
    departments = [each.department for each in asked]
    round_number = _round(proposal)
    _check(act, proposal, departments, due, round_number)
    for each in asked:
        Assessment.objects.create(
            proposal=proposal,
            department=each.department,
            unit=each.unit,
            responsible=each.responsible,
            round=round_number,
            questions=[question for question in questions if question],
            asked_on=act.today,
            asked_by=person_of(act.actor),
            due=due,
        )
    if proposal.state != Proposal.ASKED:
        proposal.move(Proposal.ASKED, on=act.today)
    codes = [department.code for department in departments]
    act.record(proposal, number=proposal.number, units=codes, round=round_number, due=due)
    return proposal


def _round(proposal: Proposal) -> int:
    """The round under way, or the next one where the last has been answered."""
    last = proposal.assessments.order_by("-round").first()
    if last is None:
        return 1
    return last.round if proposal.state == Proposal.ASKED else last.round + 1


def _check(act: Act, proposal: Proposal, departments: Sequence[Organisation], due: date, round_number: int) -> None:
    problems = []
    if proposal.state not in {Proposal.SCREENED, Proposal.ASKED, Proposal.ASSESSED}:
        problems.append(wrong("assessing.problem.state", "departments"))
    if not departments:
        problems.append(wrong("assessing.problem.no_department", "departments"))
    there = set(proposal.assessments.filter(round=round_number).values_list("department", flat=True))
    twice = [each for each in departments if each.pk in there]
    problems += [wrong("assessing.problem.asked_already", "departments", name=str(each)) for each in twice]
    if due <= act.today:
        problems.append(wrong("assessing.problem.due_passed", "due"))
    refuse(problems)
