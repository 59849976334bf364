"""What tests of assessments and cases begin with: a screened proposal, a case, a decision. All of it is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.bundlinje_web import made

from bundlinje_web.contracts.models import Contract, Event, ExitPlan, RiskAssessment, StartList, Version
from bundlinje_web.council.models import Decision, Meeting, Point, Recommended, TakenIn
from bundlinje_web.people.models import Body, Person
from bundlinje_web.pipeline.actions.add_case import add_case
from bundlinje_web.pipeline.actions.register import register
from bundlinje_web.pipeline.actions.screen import screen
from bundlinje_web.pipeline.inquiries import Inquiry
from bundlinje_web.pipeline.models import Case, Proposal
from bundlinje_web.pipeline.screened import POINTS, Screened

ANSWERS = {
    "what": "Unge får en fast mentor i ni måneder",
    "target": "Unge hjemløse under 30 år",
    "aim": "preventive",
    "cost_ore": 280_000_000,
    "would_not_start": True,
    "no_budget": True,
}


def secretary(name: str = "Asta Lundvig") -> Person:
    """Somebody of the secretariat."""
    return made.person("secretariat", name=name)


def proposal(by: Person, title: str = "Mentor i ni måneder", **answers: Any) -> Proposal:
    """A proposal that has been registered and screened."""
    inquiry = Inquiry(title=title, source=Proposal.Source.CITIZEN, answers={**ANSWERS, **answers})
    found = register(made.actor(by), inquiry)
    checked = Screened(answers={point: {"answer": "yes", "text": ""} for point in POINTS})
    return screen(made.actor(by), found, checked)


def decided(about: Proposal | Case, does: str, outcome: str = "approved", on: date = date(2024, 3, 11)) -> Decision:
    """A decision of the Council on a point about it."""
    body, _ = Body.objects.get_or_create(code="raadet", defaults={"name": "Rådet", "kind": "council"})
    meeting, _ = Meeting.objects.get_or_create(body=body, day=on, defaults={"slug": on.isoformat()})
    if meeting.state == Meeting.PLANNED:
        meeting.move(Meeting.SENT)
    what = {"proposal": about} if isinstance(about, Proposal) else {"case": about}
    number = meeting.points.count() + 1
    point = Point.objects.create(meeting=meeting, number=number, title=about.title, **what)
    recommended = Recommended.objects.create(point=point, number=1, text="At 1) ", does=does)
    return Decision.objects.create(recommended=recommended, body=body, outcome=outcome, digest="0" * 64, on=on)


_BY_DECISION = {
    Proposal.REJECTED_DIRECTLY: "reject-directly",
    Proposal.REJECTED: "reject",
    Proposal.DONATION: "donate",
    Proposal.CASE: "open-case",
}


def moved(proposal: Proposal, to: str, on: date | None = None) -> None:
    """A proposal that has come so far, decided on where a body decides that."""
    if does := _BY_DECISION.get(to):
        decided(proposal, does)
    proposal.move(to, on=on)


def case(by: Person, title: str = "Mentor", **told: Any) -> Case:
    """A case without a proposal."""
    return add_case(made.actor(by), {"title": title, **told})


def ready(contract: Contract) -> Version:
    """A contract with an offered version, its risks assessed and its exit planned."""
    RiskAssessment.objects.create(contract=contract, level="low", assessed_on=date(2024, 1, 1))
    ExitPlan.objects.create(contract=contract, decide_by=date(2026, 9, 1), wind_down_from=date(2027, 1, 1))
    return Version.objects.create(
        contract=contract,
        number=1,
        text="",
        digest="1" * 64,
        premises="2" * 64,
        effective_from=date(2024, 6, 1),
        offered_on=date(2024, 2, 1),
        source="Invented papers",
    )


def start_list(contract: Contract) -> StartList:
    """Admission, registration and follow-up are agreed."""
    day = date(2024, 5, 1)
    return StartList.objects.create(contract=contract, admission_on=day, registration_on=day, follow_up_on=day)


def happened(contract: Contract, kind: str, on: date = date(2024, 6, 1)) -> Event:
    """Something that happened to the contract; it started as one that ran before the office did."""
    if kind == Event.Kind.STARTED:
        TakenIn.objects.create(contract=contract, started_on=on, source="Invented papers")
    return Event.objects.create(contract=contract, kind=kind, on=on, version=contract.versions.first())
