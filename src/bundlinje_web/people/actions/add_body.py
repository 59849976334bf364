"""Add a body: the Council, a steering group, a forum across departments, a committee."""

from __future__ import annotations

from bundlinje.problems import Place, Refused, error
from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.people.models import Body
from bundlinje_web.people.policy import SEAT

LEAST_QUORUM = 2


@action("people.body.added", policy=SEAT)
def add_body(act: Act, code: str, name: str, kind: str, seats: int | None = None, contract: str = "") -> Body:
    """Add it; a steering group names the contract it follows. More than half of the seats are its quorum.

    Raises `Refused` for a code that is taken.
    """
    if Body.objects.filter(code=code).exists():
        raise Refused([error("people.problem.code_known", Place(path="code"))])
    quorum = seats // 2 + 1 if seats else LEAST_QUORUM
    body = Body.objects.create(code=code, name=name, kind=kind, contract=contract, seats=seats, quorum=quorum)
    act.record(body, contract=contract, code=code, kind=kind)
    return body
