"""Say what has been agreed before the first citizen: admission, registration, follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.audit.rows import Conflict
from bundlinje_web.contracts.models import Contract, StartList
from bundlinje_web.contracts.policy import PREPARE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

FIELDS = ("admission_on", "admission", "registration_on", "registration", "follow_up_on", "follow_up")


@action("contracts.start.prepared", policy=PREPARE, on="contract")
def prepare_start(act: Act, contract: Contract, told: Mapping[str, Any], row_version: int | None = None) -> StartList:
    """Keep the start list. Raises `Conflict` where somebody else saved it meanwhile."""
    kept = StartList.objects.filter(contract=contract).first() or StartList(contract=contract)
    if row_version is not None and not kept._state.adding and row_version != kept.row_version:
        raise Conflict(kept)
    for name in FIELDS:
        if name in told:
            setattr(kept, name, told[name])
    kept.save()
    newest = contract.versions.order_by("-number").first()
    done = 3 - len(kept.missing)
    act.record(kept, contract=contract.code, version=newest.number if newest else None, done=done, of=3)
    return kept
