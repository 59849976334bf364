"""Add to an idea one has sent."""

from __future__ import annotations

from bundlinje.words.numbers import day_short
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.audit.canonical import digest
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.inbox.policy import ADD_TO
from bundlinje_web.pipeline.models import Proposal, Text

ADDED = "added"
"""The answer under which what was added stands, after what was sent first."""


@action("pipeline.proposal.added-to", policy=ADD_TO, on="proposal")
def add_to_proposal(act: Act, proposal: Proposal, text: str) -> Proposal:
    """Add to it until it is decided: a new text, which says all that the one before it said (INB-14).

    Raises `Refused` where it is decided already, or nothing is written.
    """
    problems = [] if text.strip() else [wrong("inbox.problem.nothing_added", "text")]
    if not proposal.is_undecided:
        problems.append(wrong("inbox.problem.decided"))
    refuse(problems)
    before = proposal.text
    answers = dict(before.answers) if before else {}
    told = f"{day_short(act.today, 'da')}: {text.strip()}"
    answers[ADDED] = "\n\n".join(each for each in (answers.get(ADDED, ""), told) if each)
    number = before.number + 1 if before else 1
    made = Text.objects.create(proposal=proposal, number=number, answers=answers, digest=digest(answers))
    act.record(proposal, before=before.digest if before else "", after=made.digest, number=proposal.number)
    return proposal
