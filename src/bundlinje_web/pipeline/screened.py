"""What a screening says: the checklist of a social investment, answered, and what the secretariat recommends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.pipeline.by import known_person
from bundlinje_web.pipeline.models import Proposal, Screening

CHECKLIST = "2026-1"
POINTS = ("goals", "mature", "size", "knowledge", "cost", "adds")
"""What a social investment asks for (INB-09), and that it adds to what is done already (GOV-21)."""

ANSWERS = ("yes", "no", "unknown")
REASONS = ("immature", "too-small", "no-knowledge", "no-goals", "too-costly", "existing-offer", "not-social", "other")
"""Why a proposal may be rejected; the first is the annual report's own example."""

PROPORTION = Fraction(1, 10)
"""Work with an investment that costs more than this part of it is out of proportion (PP-04): a light form, or none."""


@dataclass(frozen=True, slots=True)
class Screened:
    """The answers to the checklist: to each point `yes`, `no` or `unknown` and a sentence.

    `overlaps` are the running investments whose people it may share: code, title and the words they have in common.
    Money in øre, none where it is not known.
    """

    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    overlaps: tuple[Mapping[str, Any], ...] = ()
    transaction_cost: int | None = None
    investment: int | None = None
    recommends: str = ""
    reason: str = ""
    reason_text: str = ""


def share_of(cost: int | None, investment: int | None) -> Fraction | None:
    """What the work costs as a part of the investment; nothing where either is not known or nothing is invested."""
    return Fraction(cost, investment) if cost is not None and investment else None


def out_of_proportion(cost: int | None, investment: int | None) -> bool:
    """Whether the work would cost too much of the investment."""
    share = share_of(cost, investment)
    return share is not None and share > PROPORTION


def screened_before(proposal: Proposal) -> Screened:
    """What the newest screening of the proposal said."""
    newest = proposal.screenings.first()
    if newest is None:
        return Screened()
    return Screened(
        newest.answers,
        tuple(newest.overlaps),
        newest.transaction_cost,
        newest.investment,
        newest.recommends,
        newest.reason,
        newest.reason_text,
    )


def noted(act: Act, proposal: Proposal, screened: Screened) -> None:
    """Add the screening and record it."""
    Screening.objects.create(
        proposal=proposal,
        checklist=CHECKLIST,
        answers={point: dict(answer) for point, answer in screened.answers.items()},
        overlaps=[dict(each) for each in screened.overlaps],
        transaction_cost=screened.transaction_cost,
        investment=screened.investment,
        recommends=screened.recommends,
        reason=screened.reason,
        reason_text=screened.reason_text,
        screened_by=known_person(act.actor),
        screened_on=act.today,
    )
    act.record(
        proposal,
        number=proposal.number,
        outcome=screened.recommends or None,
        checklist=CHECKLIST,
        overlaps=len(screened.overlaps),
    )
