"""Save the working copy of a contract's text, mistakes and all."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.audit.rows import Conflict
from bundlinje_web.bridge.contract import digest
from bundlinje_web.contracts.models import Contract, Drafting
from bundlinje_web.contracts.policy import WRITE
from bundlinje_web.contracts.refusing import without_cpr
from bundlinje_web.contracts.who import person_of


@action("contracts.version.drafted", policy=WRITE, on="contract")
def save_draft(act: Act, contract: Contract, text: str, row_version: int | None = None) -> Drafting:
    """Save the text as it was typed. `row_version` is that of the copy it was typed into, none for a first copy.

    Raises `Conflict` where somebody else saved it meanwhile, `Refused` for what looks like a person's number.
    """
    without_cpr("text", text)
    newest = contract.versions.order_by("-number").first()
    drafting = Drafting.objects.filter(contract=contract).first()
    before = digest(drafting.text) if drafting else ""
    if drafting is None:
        drafting = Drafting(contract=contract)
    elif row_version is not None and row_version != drafting.row_version:
        raise Conflict(drafting)
    drafting.text = text
    drafting.based_on = newest
    drafting.changed_by = person_of(act)
    drafting.save()
    number = newest.number + 1 if newest else 1
    act.record(drafting, contract=contract.code, before=before, after=digest(text), number=number, digest=digest(text))
    return drafting
