"""Note that the head of a chain was printed or sent: whoever holds the paper can tell later if the chain was redone."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.audit.canonical import digest_of
from bundlinje_web.audit.models import Seal, Witness
from bundlinje_web.audit.policy import WITNESS


@action("audit.head.witnessed", policy=WITNESS)
def witness_head(act: Act, seal: Seal, place: str) -> Witness:
    """The head that was shown, and where."""
    witness = Witness.objects.create(seal=seal, digest=seal.digest, place=place)
    after = digest_of(witness)
    act.record(witness, after=after, chain=seal.chain, number=seal.number, digest=seal.digest, place=place)
    return witness
