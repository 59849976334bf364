"""Take an offered version back before it holds."""

from __future__ import annotations

from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.contracts.models import Version, Withdrawal
from bundlinje_web.contracts.policy import WITHDRAW
from bundlinje_web.contracts.refusing import refuse
from bundlinje_web.contracts.standing import holds, is_withdrawn
from bundlinje_web.contracts.who import person_of


@action("contracts.version.withdrawn", policy=WITHDRAW)
def withdraw_version(act: Act, version: Version, reason: str) -> Withdrawal:
    """Withdraw a version with a reason. Raises `Refused` for one that holds or is withdrawn already."""
    if is_withdrawn(version):
        refuse("withdrawn_already")
    if holds(version, act.today):
        refuse("holds_already")
    made = Withdrawal.objects.create(version=version, on=act.today, by=person_of(act), reason=reason)
    told: dict[str, Any] = {"number": version.number, "digest": version.digest}
    act.record(made, contract=version.contract.code, before=version.digest, **told)
    return made
