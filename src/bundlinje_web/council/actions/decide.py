"""Record a decision on one numbered point of a recommendation, and carry it out."""

from __future__ import annotations

from collections.abc import Mapping

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.carrying_out import carry_out
from bundlinje_web.council.concerned import interests, seats
from bundlinje_web.council.examining import decided_about
from bundlinje_web.council.minuting import Outcome, Part
from bundlinje_web.council.models import Decision, Participation, Recommended
from bundlinje_web.council.policy import DECIDE


@action("council.decision.made", policy=DECIDE)
def decide(act: Act, recommended: Recommended, outcome: Outcome, parts: Mapping[str, Part]) -> Decision:
    """A decision as the body made it, on the very version of what was read; the database refuses who may not take part.

    What an approval brings about is done within it, so that neither stands without the other.
    """
    point, meeting = recommended.point, recommended.point.meeting
    decision = Decision.objects.create(
        recommended=recommended,
        text=recommended.text,
        body=meeting.body,
        outcome=outcome.outcome,
        wording=outcome.wording,
        digest=decided_about(recommended),
        on=meeting.day,
        in_writing=meeting.in_writing,
        recorded_by_id=act.actor.person,
    )
    found = interests(point, meeting.day)
    for mandate in seats(point, meeting.day):
        said = parts[str(mandate.pk)]
        recused = said.part == Participation.Part.RECUSED
        Participation.objects.create(
            decision=decision,
            mandate=mandate,
            part=said.part,
            interest=found.get(mandate.pk) if recused else None,
            reason=said.reason,
        )
    carry_out(act, decision)
    counted = {part.value: sum(each.part == part for each in parts.values()) for part in Participation.Part}
    act.record(
        decision,
        contract=point.about_contract,
        meeting=meeting.slug,
        point=point.number,
        kind=recommended.does,
        outcome=decision.outcome,
        of=str(recommended.pk),
        digest=decision.digest,
        took_part=counted["took-part"],
        absent=counted["absent"],
        recused=counted["recused"],
    )
    return decision
