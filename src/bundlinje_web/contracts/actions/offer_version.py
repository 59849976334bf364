"""Put the text of a contract forward for approval: it is frozen as its next version."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.models import Contract, Drafting, Version
from bundlinje_web.contracts.offering import Offer, made_of, what_was_offered
from bundlinje_web.contracts.policy import OFFER
from bundlinje_web.contracts.refusing import refuse

if TYPE_CHECKING:
    from collections.abc import Collection


@action("contracts.version.offered", policy=OFFER, on="contract")
def offer_version(
    act: Act, contract: Contract, effective_from: date, reason: str = "", accepted: Collection[str] = ()
) -> Version:
    """Freeze the working copy as the next version, in force from a day, with the warnings that were accepted.

    Raises `Refused` where the text has mistakes, a warning is not accepted, or nothing is changed.
    """
    drafting = Drafting.objects.filter(contract=contract).first()
    if drafting is None or not drafting.text.strip():
        refuse("no_text")
    version = made_of(act, contract, Offer(drafting.text, effective_from, reason, accepted))
    act.record(version, contract=contract.code, after=version.digest, **what_was_offered(version))
    return version
