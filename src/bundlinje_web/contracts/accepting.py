"""A later version of a running agreement waits for its parties: which, for whom, and what they have said.

A party that takes part in a version from before accepts what is changed, or sends it back with the reason. To accept
is to sign: nothing more is asked of the party.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bundlinje_web.acting import Scope
from bundlinje_web.contracts import standing
from bundlinje_web.contracts.models import SentBack, Version
from bundlinje_web.contracts.policy import ACCEPT
from bundlinje_web.contracts.refusing import refuse

if TYPE_CHECKING:
    from bundlinje_web.acting import Actor


def before(version: Version) -> Version | None:
    """The version that this one changes: the last one before it that was not withdrawn; none for a first one."""
    earlier = version.contract.versions.filter(number__lt=version.number, withdrawal__isnull=True)
    return earlier.order_by("-number").first()


def is_newest(version: Version) -> bool:
    """Whether no later version stands."""
    return not version.contract.versions.filter(number__gt=version.number, withdrawal__isnull=True).exists()


def asks(version: Version) -> bool:
    """Whether its parties are asked: it changes an agreement, everybody whose approval it needs has given it."""
    stands = not standing.is_withdrawn(version) and is_newest(version)
    return stands and not version.source and standing.is_approved(version) and before(version) is not None


def waits_for(actor: Actor, version: Version) -> Mapping[str, str]:
    """The parties that have yet to accept and that the actor answers for, by id, under their names."""
    held = [right for right in actor.rights if right.role in ACCEPT.allows]
    every = any(right.scope is Scope.ALL for right in held)
    own = {party for right in held for party in right.on}
    return {party: name for party, name in standing.unsigned(version).items() if every or party in own}


def sent_back(version: Version) -> Mapping[str, SentBack]:
    """The newest that each party which has not accepted has sent back, by the party's id."""
    unsigned = standing.unsigned(version)
    return {one.party: one for one in version.sent_back.all() if one.party in unsigned}


def examine(version: Version, party: str, digest: str) -> None:
    """Refuse what a party cannot answer: a version withdrawn, replaced, not approved or changed, or an answer given."""
    if standing.is_withdrawn(version):
        refuse("withdrawn_already")
    if not is_newest(version):
        refuse("newer")
    if party not in standing.signers(version):
        refuse("not_a_party", "party")
    if party not in standing.unsigned(version):
        refuse("signed_already", "party")
    if not asks(version):
        refuse("not_asked")
    if digest != version.digest:
        refuse("changed_since")
