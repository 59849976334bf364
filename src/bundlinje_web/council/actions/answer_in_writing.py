"""A member answers a point in writing, between meetings."""

from __future__ import annotations

from collections.abc import Mapping

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.concerned import stands_aside
from bundlinje_web.council.models import Answer, Point
from bundlinje_web.council.policy import MEMBER
from bundlinje_web.council.seated import own_mandate
from bundlinje_web.frame.wrong import refuse, wrong


@action("council.answer.given", policy=MEMBER, on="point")
def answer_in_writing(act: Act, point: Point, outcomes: Mapping[int, str], wording: str = "") -> Point:
    """Answer every numbered point, once; not where the member stands aside. The secretariat writes the decision."""
    mandate = own_mandate(act, point)
    recommended = list(point.recommended.all())
    problems = []
    if not (point.meeting.in_writing and point.meeting.can_decide):
        problems.append(wrong("council.problem.not_in_writing"))
    if stands_aside(point, mandate):
        problems.append(wrong("council.problem.interest_answer"))
    if Answer.objects.filter(recommended__point=point, mandate=mandate).exists():
        problems.append(wrong("council.problem.answered"))
    problems += [
        wrong("council.problem.outcome", f"outcome_{each.number}", number=each.number)
        for each in recommended
        if not outcomes.get(each.number)
    ]
    refuse(problems)
    for each in recommended:
        Answer.objects.create(
            recommended=each, mandate=mandate, outcome=outcomes[each.number], wording=wording, on=act.today
        )
    act.record(point, meeting=point.meeting.slug, number=point.number, answers=len(recommended))
    return point
