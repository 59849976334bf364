"""Note that the chain was examined, and what was found."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.audit.models import Chain
from bundlinje_web.audit.policy import VERIFY
from bundlinje_web.audit.verify import Found


@action("audit.chain.verified", "audit.chain.broken", policy=VERIFY)
def note_examination(act: Act, found: Found) -> None:
    """The head of the chain of actions that was reached, and that it is whole or how many faults it has."""
    chain = Chain.ACTION.value
    number, digest = found.heads.get(chain, (0, ""))
    if found.is_whole:
        act.record(None, chain=chain, number=number, digest=digest, records=found.rows)
    else:
        act.record(None, did="audit.chain.broken", chain=chain, number=number, faults=len(found.faults))
