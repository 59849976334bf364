"""What must be right before a decision is recorded or minutes are approved, and the digests of both."""

from __future__ import annotations

from collections.abc import Iterator

from bundlinje.problems import Problem
from bundlinje_web.audit.canonical import digest, digest_of
from bundlinje_web.council.concerned import interests, proposers, seats
from bundlinje_web.council.minuting import Minutes
from bundlinje_web.council.models import Decision, Meeting, Participation, Point, Recommended
from bundlinje_web.frame.wrong import refuse, wrong

TOOK_PART, RECUSED = Participation.Part.TOOK_PART, Participation.Part.RECUSED


def examined(point: Point, minutes: Minutes) -> None:
    """Look at everything that is to be recorded of a point. Raises `Refused` with all that is wrong."""
    refuse([*_whether(point), *_outcomes(point, minutes), *_parts(point, minutes)])


def _whether(point: Point) -> Iterator[Problem]:
    if not point.meeting.can_decide or point.withdrawn:
        yield wrong("council.problem.not_sent")
    elif Decision.objects.filter(recommended__point=point).exists():
        yield wrong("council.problem.decided")
    if not point.recommended.exists():
        yield wrong("council.problem.no_recommendation", number=point.number)


def _outcomes(point: Point, minutes: Minutes) -> Iterator[Problem]:
    said = {each.number: each for each in minutes.outcomes}
    for each in point.recommended.all():
        outcome = said.get(each.number)
        if outcome is None or outcome.outcome not in Decision.Outcome.values:
            yield wrong("council.problem.outcome", f"outcome_{each.number}", number=each.number)
        elif outcome.outcome in {Decision.Outcome.SENT_BACK, Decision.Outcome.REJECTED} and not outcome.wording:
            yield wrong("council.problem.wording", f"wording_{each.number}", number=each.number)


def _parts(point: Point, minutes: Minutes) -> Iterator[Problem]:
    """Everybody's part; an interest forbids taking part, and stepping aside without one is said why."""
    day = point.meeting.day
    found, own = interests(point, day), proposers(point, day)
    took_part = 0
    for mandate in seats(point, day):
        place, name = f"part_{mandate.pk.hex}", mandate.person.name
        said = minutes.parts.get(str(mandate.pk))
        if said is None or said.part not in Participation.Part.values:
            yield wrong("council.problem.part", place, name=name)
            continue
        took_part += said.part == TOOK_PART
        interest = found.get(mandate.pk)
        if said.part == TOOK_PART and interest is not None:
            yield wrong("council.problem.interest", place, name=name, organisation=str(interest.organisation))
        if said.part == TOOK_PART and mandate.pk in own:
            yield wrong("council.problem.proposer", place, name=name)
        if said.part == RECUSED and interest is None and mandate.pk not in own and not said.reason:
            yield wrong("council.problem.recused_why", f"reason_{mandate.pk.hex}", name=name)
    quorum = point.meeting.body.quorum
    if took_part < quorum:
        yield wrong("council.problem.quorum", took_part=took_part, quorum=quorum)


def decided_about(recommended: Recommended) -> str:
    """Digest of what was read: the recommendation, and the very version, proposal text or case it is about."""
    point = recommended.point
    text = point.proposal.text if point.proposal else None
    return digest(
        {
            "point": point.title,
            "recommendation": point.recommendation,
            "recommended": recommended.text,
            "does": recommended.does,
            "amount": recommended.amount,
            "proposal": text.digest if text else None,
            "case": [point.case.pk, point.case.row_version] if point.case else None,
            "version": [point.version.premises, point.version.digest] if point.version else None,
        }
    )


def unfinished(meeting: Meeting) -> tuple[Point, ...]:
    """The points without what minutes say of them: a decision on every number, or a text."""
    return tuple(
        point
        for point in meeting.agenda.prefetch_related("recommended__decision")
        if (point.kind == Point.Kind.DECISION and not _decided(point))
        or (point.kind != Point.Kind.DECISION and not point.said)
    )


def _decided(point: Point) -> bool:
    return all(hasattr(each, "decision") for each in point.recommended.all())


def minutes_digest(meeting: Meeting) -> str:
    """Digest of all that the minutes say: points, texts, decisions and who took part."""
    points = [digest_of(point, "number", "title", "kind", "recommendation", "said") for point in meeting.agenda]
    decisions = Decision.objects.filter(recommended__point__meeting=meeting).order_by("pk")
    parts = Participation.objects.filter(decision__in=decisions).order_by("pk")
    return digest(
        {
            "meeting": meeting.slug,
            "points": points,
            "decisions": [digest_of(each, "text", "outcome", "wording", "digest", "on") for each in decisions],
            "parts": [digest_of(each, "mandate", "part", "reason") for each in parts],
        }
    )
