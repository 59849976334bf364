"""Open the case of a proposal that a body has decided to go on with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.audit.canonical import digest_of
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.casework.changing import came
from bundlinje_web.pipeline.casework.decided import OPEN, has_decided
from bundlinje_web.pipeline.casework.policy import RUN
from bundlinje_web.pipeline.models import Case, Proposal


@action("pipeline.case.opened", policy=RUN, on="proposal")
def open_case(act: Act, proposal: Proposal, told: Mapping[str, Any] | None = None) -> Case:
    """Make the proposal a case in step 1, with the proposal's number for life (INB-07).

    `told` may name title, area and department; the department is otherwise the one that was asked, where it was one.
    Raises `Refused` where no body has decided it, or the proposal is not at that point.
    """
    _check(proposal)
    given = dict(told or {})
    case = Case.objects.create(
        number=proposal.number,
        title=given.get("title") or proposal.title,
        proposal=proposal,
        area=given.get("area", ""),
        department=given.get("department") or _asked(proposal),
        opened_on=act.today,
    )
    proposal.move(Proposal.CASE, on=act.today)
    came(act, case, "")
    act.record(
        case, after=digest_of(case), number=case.number, proposal=proposal.pk, area=case.area or None, step=case.state
    )
    return case


def _check(proposal: Proposal) -> None:
    problems = []
    if Proposal.CASE not in Proposal.MOVES[proposal.state]:
        problems.append(wrong("casework.problem.proposal_state"))
    if not has_decided(proposal, OPEN):
        problems.append(wrong("casework.problem.not_decided"))
    refuse(problems)


def _asked(proposal: Proposal) -> Any:
    """The department asked, if it was one; the secretariat chooses where there were several."""
    asked = {each.department for each in proposal.assessments.select_related("department")}
    return asked.pop() if len(asked) == 1 else None
