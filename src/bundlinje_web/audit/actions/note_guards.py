"""Note which guards stand in the database, so that the verifier can tell when one has been taken away."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.audit.policy import INSTALL


@action("audit.guards.installed", policy=INSTALL)
def note_guards(act: Act, engine: str, guards: int, digest: str) -> None:
    """How many guards were put in place on which engine, with the digest of all they refuse."""
    act.record(None, engine=engine, guards=guards, digest=digest)
