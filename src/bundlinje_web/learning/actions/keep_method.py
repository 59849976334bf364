"""Keep a method or protocol that projects share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.learning.models import Method
from bundlinje_web.learning.policy import KEEP


@action("learning.method.noted", policy=KEEP)
def keep_method(act: Act, told: Mapping[str, Any]) -> Method:
    """Keep a method with the contracts that use it."""
    contracts = list(told.get("contracts", ()))
    method = Method.objects.create(title=told["title"], text=told.get("text", ""), document=told.get("document"))
    method.contracts.set(contracts)
    act.record(method, contracts=len(contracts))
    return method
