"""Whose turn it is with a case that is being agreed: the approvals that are missing, in the order they are given."""

from __future__ import annotations

from dataclasses import dataclass

from bundlinje_web.pipeline.casework.checklist import approvals
from bundlinje_web.pipeline.models import Case


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody whose approval is missing: a code of `casework.waits_on`, and the department where it is one's."""

    giver: str
    name: str = ""


def turns(case: Case) -> tuple[Turn, ...]:
    """The Council first, then every alderman at once, then the mayor (GOV-03); nobody before there is a version."""
    if case.state != Case.IMPLEMENTATION or case.contract is None:
        return ()
    missing = [block for block in approvals(case) if not block.done]
    first = missing[0].code if missing else ""
    return tuple(Turn(block.code, block.name) for block in missing if block.code == first)
