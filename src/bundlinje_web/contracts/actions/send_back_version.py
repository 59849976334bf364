"""A party sends a later version of its agreement back instead of accepting it."""

from __future__ import annotations

from typing import Any

from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.accepting import examine, waits_for
from bundlinje_web.contracts.models import SentBack, Version
from bundlinje_web.contracts.policy import SEND_BACK
from bundlinje_web.contracts.refusing import without_cpr
from bundlinje_web.contracts.who import person_of


@action("contracts.version.sent-back", policy=SEND_BACK, on="version")
def send_back_version(act: Act, version: Version, party: str, digest: str, reason: str) -> SentBack:
    """Send it back for a party of one's own, with the reason, which the secretariat reads.

    Raises `NotAllowed` for another's party, `Refused` where the party is not asked, or what was read has changed.
    """
    without_cpr("reason", reason)
    examine(version, party, digest)
    if party not in waits_for(act.actor, version):
        raise NotAllowed(SEND_BACK.code, "party")
    made = SentBack.objects.create(version=version, party=party, on=act.today, by=person_of(act), reason=reason)
    told: dict[str, Any] = {"number": version.number, "digest": version.digest, "party": party}
    act.record(made, contract=version.contract.code, before=version.digest, **told)
    return made
