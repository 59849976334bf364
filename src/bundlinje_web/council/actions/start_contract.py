"""Start an investment that everybody who must has approved."""

from __future__ import annotations

from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.models import Event, Version
from bundlinje_web.council.approving import case_of, why_not
from bundlinje_web.council.models import Approval
from bundlinje_web.council.policy import START
from bundlinje_web.frame.wrong import refuse
from bundlinje_web.pipeline.actions.move_case import move_case
from bundlinje_web.pipeline.models import Case


@action("council.contract.started", policy=START, on="version")
def start_contract(act: Act, version: Version, on: date | None = None) -> Event:
    """Start it on a day, and move its case to the intervention. What is missing is named, all at once (GOV-05, M08)."""
    refuse(list(why_not(version)))
    event = Event.objects.create(
        contract=version.contract,
        version=version,
        kind=Event.Kind.STARTED,
        on=on or act.today,
        by_id=act.actor.person,
    )
    case = case_of(version.contract)
    if case is not None and case.state == Case.IMPLEMENTATION:
        move_case(act.actor, case, Case.INTERVENTION)
    act.record(
        event,
        contract=version.contract.code,
        version=str(version.pk),
        digest=version.digest,
        on=event.on,
        approvals=Approval.objects.filter(version__contract=version.contract).count(),
    )
    return event
