"""Take in a contract that started before the office was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.models import Event, Version
from bundlinje_web.council.models import Approval, TakenIn
from bundlinje_web.council.policy import START
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Known:
    """An approval that papers of before tell of: who gave it, of what, when, where it says so, for which department."""

    giver: str
    of: str
    on: date
    source: str
    department: Organisation | None = None


@action("council.contract.taken-in", policy=START, on="version")
def take_in_started(act: Act, version: Version, on: date, source: str, approvals: Sequence[Known] = ()) -> TakenIn:
    """Take it in as started on its day, with the approvals that are known; those nobody has published stay unknown."""
    refuse([] if source and version.source else [wrong("council.problem.no_source", "source")])
    taken = TakenIn.objects.create(contract=version.contract, started_on=on, source=source, by_id=act.actor.person)
    for each in approvals:
        Approval.objects.create(
            version=version,
            giver=each.giver,
            of=each.of,
            department=each.department,
            digest=version.premises if each.of == Approval.Of.PREMISES else version.digest,
            on=each.on,
            source=each.source,
        )
    Event.objects.create(
        contract=version.contract, version=version, kind=Event.Kind.STARTED, on=on, by_id=act.actor.person
    )
    act.record(taken, contract=version.contract.code, version=str(version.pk), on=on, approvals=len(approvals))
    return taken
