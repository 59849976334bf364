"""Open a contract: a head and a working copy of its text, from a template or from an earlier agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.bridge.contract import digest
from bundlinje_web.contracts.models import Contract, Drafting
from bundlinje_web.contracts.policy import OPEN
from bundlinje_web.contracts.refusing import refuse, without_cpr
from bundlinje_web.contracts.who import person_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


@action("contracts.contract.opened", policy=OPEN)
def open_contract(act: Act, told: Mapping[str, Any]) -> Contract:
    """Open it under `code`, with `title_da`, `title_en`, `kind`, `programme`, `area`, and `text` to start from.

    Raises `Refused` where the code is taken or the text has what looks like a person's number.
    """
    text = str(told.get("text", ""))
    without_cpr("text", text)
    if Contract.objects.filter(code=told["code"]).exists():
        refuse("code_taken", "code", name=told["code"])
    kept = {name: told[name] for name in ("title_en", "kind", "programme", "area") if told.get(name)}
    contract = Contract.objects.create(code=told["code"], title_da=told["title_da"], **kept)
    Drafting.objects.create(contract=contract, text=text, changed_by=person_of(act))
    act.record(
        contract,
        contract=contract.code,
        after=digest(text),
        kind=contract.kind,
        programme=contract.programme or None,
        case=told.get("case") or None,
    )
    return contract
