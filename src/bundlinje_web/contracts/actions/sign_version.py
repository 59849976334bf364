"""Note that a party has signed a version."""

from __future__ import annotations

from datetime import date

from bundlinje_web.acting import NotAllowed, Role, Scope
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.models import Document, Signature, Version
from bundlinje_web.contracts.policy import SIGN
from bundlinje_web.contracts.refusing import refuse
from bundlinje_web.contracts.standing import is_withdrawn


@action("contracts.version.signed", policy=SIGN, on="version")
def sign_version(
    act: Act, version: Version, party: str, signer: str, on: date, document: Document | None = None
) -> Signature:
    """Note who signed for a party, and when, with the signed copy where there is one.

    A party signs for itself: raises `NotAllowed` for another's, `Refused` for a party the version does not have.
    """
    if not version.parties.filter(party=party).exists():
        refuse("not_a_party", "party")
    if is_withdrawn(version):
        refuse("withdrawn_already")
    if version.signatures.filter(party=party).exists():
        refuse("signed_already", "party")
    _for_itself(act, party)
    made = Signature.objects.create(version=version, party=party, signer=signer, on=on, document=document)
    act.record(
        made,
        contract=version.contract.code,
        after=version.digest,
        number=version.number,
        digest=version.digest,
        party=party,
        file=document.sha256 if document else None,
        on=on,
    )
    return made


def _for_itself(act: Act, party: str) -> None:
    """Whoever is not the secretariat signs only for a party of its own."""
    right = act.right
    if right is None or right.role is Role.SECRETARIAT or right.scope is Scope.ALL:
        return
    if party not in right.on:
        raise NotAllowed(SIGN.code, "party")
