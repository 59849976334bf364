"""The answers of the departments beside each other: one column for each, one row for each part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bundlinje_web.acting import Actor
from bundlinje_web.pipeline.assessing.policy import ANSWER, FOLLOW
from bundlinje_web.pipeline.models import Answer, Assessment, Proposal


@dataclass(frozen=True, slots=True)
class Beside:
    """A department's column: what it is asked, its newest answer, those before it, and what the actor may do."""

    assessment: Assessment
    answer: Answer | None
    earlier: tuple[Answer, ...]
    is_late: bool
    may_answer: bool
    may_follow: bool


def beside(actor: Actor, assessments: Iterable[Assessment], today: date) -> tuple[Beside, ...]:
    """The columns, by department."""
    return tuple(_columns(actor, assessments, today))


def _columns(actor: Actor, assessments: Iterable[Assessment], today: date) -> Iterator[Beside]:
    own = set(ANSWER.among(actor, Assessment.objects.all()).values_list("pk", flat=True))
    for each in sorted(assessments, key=lambda each: (each.round, str(each.department))):
        given = [*each.answers.all()]
        waited_for = each.state == Assessment.ASKED
        open_for_answer = each.state != Assessment.CLOSED and each.proposal.state in {
            Proposal.ASKED,
            Proposal.ASSESSED,
        }
        yield Beside(
            assessment=each,
            answer=given[-1] if given else None,
            earlier=tuple(given[:-1]),
            is_late=waited_for and each.due < today,
            may_answer=open_for_answer and each.pk in own,
            may_follow=waited_for and FOLLOW.may(actor),
        )
