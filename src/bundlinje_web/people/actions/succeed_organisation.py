"""Let one organisation carry on where another left off: its contracts stand, and its page leads to the successor."""

from __future__ import annotations

from bundlinje.problems import Place, Refused, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Organisation
from bundlinje_web.people.policy import KEEP_ORGANISATIONS


@action("people.organisation.succeeded", policy=KEEP_ORGANISATIONS, on="organisation")
def succeed_organisation(act: Act, organisation: Organisation, successor: Organisation) -> Organisation:
    """Name the successor. Raises `Refused` where that would lead back to the organisation itself."""
    if organisation in successor.line():
        raise Refused([error("people.problem.round", Place(path="successor"))])
    organisation.successor = successor
    organisation.save()
    act.record(organisation, code=organisation.code, successor=successor.code)
    return organisation
