"""The agenda of a meeting: what is ready for it, how points are written, checked and numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from bundlinje.problems import Problem
from bundlinje_web.audit.act import Act
from bundlinje_web.contracts.models import Version
from bundlinje_web.council import prefilled
from bundlinje_web.council.models import Approval, Meeting, Point, Recommended
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.learning.queries import unvisited
from bundlinje_web.people.models import Body
from bundlinje_web.pipeline.models import Case, Proposal

Does = Recommended.Does
BINDING_BODIES = (Body.Kind.COUNCIL, Body.Kind.FORUM)
"""Bodies whose decisions bring something about: the Council, or a forum across departments (GOV-27)."""
OF_PROPOSALS = (Does.REJECT_DIRECTLY, Does.REJECT, Does.OPEN_CASE, Does.DONATE)
_UNSETTLED = (Meeting.PLANNED, Meeting.SENT, Meeting.HELD)
_FREE = 10_000
"""Numbers above this are free while points change places."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that is ready for a meeting: what it is about, why, and the point it would become."""

    key: str
    why: str
    title: str
    kind: str = Point.Kind.DECISION
    subject: Mapping[str, Model] = field(default_factory=dict)
    recommendation: Mapping[str, str] = field(default_factory=dict)
    recommended: tuple[Mapping[str, Any], ...] = ()
    concerns: tuple[Model, ...] = ()
    minutes: int = 15
    ticked: bool = True

    def told(self) -> dict[str, Any]:
        """The fields of the point it would become."""
        return {
            "title": self.title[:200],
            "kind": self.kind,
            "minutes": self.minutes,
            "recommendation": dict(self.recommendation),
            "concerns": self.concerns,
            **self.subject,
        }


def candidates(meeting: Meeting, today: date) -> tuple[Candidate, ...]:
    """What is ready: contracts offered, proposals assessed or to be rejected directly, the status, a visit (GOV-14)."""
    if meeting.body.kind not in BINDING_BODIES:
        return ()
    return (*_versions(), *_proposals(), *_status(meeting), *_visits(today))


def _pending(name: str) -> QuerySet[Point]:
    """Points that stand on an agenda and are not decided."""
    return Point.objects.filter(
        withdrawn=False, meeting__state__in=_UNSETTLED, recommended__decision=None, **{f"{name}__isnull": False}
    )


def is_put_on(version: Version) -> bool:
    """Whether it stands on an agenda and is not decided."""
    return _pending("version").filter(version=version).exists()


def _versions() -> Iterator[Candidate]:
    """Versions offered, the newest of their contract, whose premises the Council has not approved."""
    offered = Version.objects.filter(withdrawal=None, source="").exclude(pk__in=_pending("version").values("version"))
    for version in offered.select_related("contract").order_by("offered_on"):
        later = version.contract.versions.filter(number__gt=version.number, withdrawal=None)
        approved = Approval.objects.filter(
            version__contract=version.contract, giver=Approval.Giver.COUNCIL, digest=version.premises
        )
        if not later.exists() and not approved.exists():
            yield Candidate(
                key=f"version-{version.pk}",
                why="council.candidate.version",
                title=version.contract.title_da,
                subject={"version": version},
                recommendation=prefilled.of_version(version),
                recommended=(prefilled.invest(version),),
                minutes=20,
            )


def _proposals() -> Iterator[Candidate]:
    """Proposals whose departments have answered, and those the secretariat recommends to reject directly."""
    ready = Proposal.objects.filter(state__in=(Proposal.SCREENED, Proposal.ASSESSED), published_only=False)
    for proposal in ready.exclude(pk__in=_pending("proposal").values("proposal")).order_by("received_on", "number"):
        recommended = prefilled.of_state(proposal)
        if recommended:
            yield Candidate(
                key=f"proposal-{proposal.pk}",
                why=f"council.candidate.{proposal.state}",
                title=proposal.title,
                subject={"proposal": proposal},
                recommendation=prefilled.of_proposal(proposal),
                recommended=recommended,
                concerns=prefilled.named(proposal),
            )


def _status(meeting: Meeting) -> Iterator[Candidate]:
    """One point on new inquiries and where the cases under development stand."""
    said = prefilled.status(meeting)
    stands = Point.objects.filter(meeting=meeting, kind=Point.Kind.BRIEFING, withdrawn=False)
    if said and not stands.exists():
        yield Candidate(
            key="status",
            why="council.candidate.status",
            title=prefilled.saying("status_title"),
            kind=Point.Kind.BRIEFING,
            recommendation={"summary": said},
            minutes=10,
        )


def _visits(today: date) -> Iterator[Candidate]:
    """A running project the Council has not met; offered, not ticked."""
    invited = Point.objects.filter(kind=Point.Kind.VISIT, withdrawn=False, meeting__state__in=_UNSETTLED)
    for contract in unvisited(today).exclude(pk__in=invited.exclude(contract=None).values("contract")):
        yield Candidate(
            key=f"visit-{contract.pk}",
            why="council.candidate.visit",
            title=prefilled.saying("visit_title", project=contract.title_da),
            kind=Point.Kind.VISIT,
            subject={"contract": contract},
            minutes=20,
            ticked=False,
        )


def open_cases() -> QuerySet[Case]:
    """Cases under development: opened, and not yet an intervention."""
    return Case.objects.filter(state__in=(Case.IDEA, Case.DATA, Case.SAVINGS, Case.REPAYMENT, Case.IMPLEMENTATION))


def checked(meeting: Meeting, told: Mapping[str, Any], recommended: Sequence[Mapping[str, Any]]) -> None:
    """Whether a point can be put on or changed so. Raises `Refused` with all that is wrong."""
    refuse([*_when(meeting), *(problem for each in _numbered(recommended) for problem in _fits(meeting, told, *each))])


def _when(meeting: Meeting) -> Iterator[Problem]:
    if not meeting.is_open:
        yield wrong("council.problem.sent")


def _numbered(recommended: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    yield from enumerate(recommended, start=1)


def _fits(meeting: Meeting, told: Mapping[str, Any], number: int, each: Mapping[str, Any]) -> Iterator[Problem]:
    """Whether what a recommendation brings about fits what the point is about, and the body that decides."""
    does = each.get("does") or Does.NOTE
    wanted = {**dict.fromkeys(OF_PROPOSALS, "proposal"), Does.INVEST: "version", Does.STOP_CASE: "case"}.get(does)
    if wanted and not told.get(wanted):
        yield wrong(f"council.problem.needs_{wanted}", f"does_{number}", number=number)
    if does != Does.NOTE and meeting.body.kind not in BINDING_BODIES:
        yield wrong("council.problem.body_cannot", f"does_{number}", number=number)
    if does == Does.DONATE and not (each.get("amount") or 0) > 0:
        yield wrong("council.problem.amount", f"amount_{number}", number=number)
    if does in {Does.REJECT, Does.REJECT_DIRECTLY} and not each.get("reason"):
        yield wrong("council.problem.reason", f"reason_{number}", number=number)


def written(act: Act, meeting: Meeting, told: Mapping[str, Any], recommended: Sequence[Mapping[str, Any]]) -> Point:
    """A point put last on the agenda, with its numbered recommendations. Raises `Refused`."""
    checked(meeting, told, recommended)
    fields = {**told}
    concerns = fields.pop("concerns", ())
    last = meeting.agenda.last()
    point = Point.objects.create(
        meeting=meeting, number=last.number + 1 if last else 1, written_by_id=act.actor.person, **fields
    )
    point.concerns.set(concerns)
    recommend(point, recommended)
    return point


def recommend(point: Point, recommended: Sequence[Mapping[str, Any]]) -> None:
    """Put these numbered recommendations in the place of those the point had."""
    point.recommended.all().delete()
    for number, each in enumerate(recommended, start=1):
        Recommended.objects.create(point=point, number=number, **each)


def renumber(meeting: Meeting, order: Sequence[UUID]) -> None:
    """Number the points of an agenda in this order."""
    points = {point.pk: point for point in meeting.agenda}
    for shift in (_FREE, 0):
        for number, key in enumerate(order, start=1):
            points[key].number = shift + number
            points[key].save()
