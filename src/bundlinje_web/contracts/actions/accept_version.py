"""A party accepts a later version of its agreement."""

from __future__ import annotations

from typing import Any

from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.accepting import examine, waits_for
from bundlinje_web.contracts.models import Signature, Version
from bundlinje_web.contracts.policy import ACCEPT


@action("contracts.version.accepted", policy=ACCEPT, on="version")
def accept_version(act: Act, version: Version, party: str, digest: str) -> Signature:
    """Accept it for a party of one's own: the party has signed it; `digest` is of what was read.

    Raises `NotAllowed` for another's party, `Refused` where the party is not asked, or what was read has changed.
    """
    examine(version, party, digest)
    if party not in waits_for(act.actor, version):
        raise NotAllowed(ACCEPT.code, "party")
    made = Signature.objects.create(version=version, party=party, signer=act.actor.name, on=act.today)
    told: dict[str, Any] = {"number": version.number, "digest": version.digest, "party": party}
    act.record(made, contract=version.contract.code, after=version.digest, **told)
    return made
