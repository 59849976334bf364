"""Writing a case: the row, the step it came to, and the digest of what it was."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.pipeline.by import person_of
from bundlinje_web.pipeline.models import Case, CaseMove


def moved(act: Act, case: Case, to: str, reason: str = "", undoes: CaseMove | None = None) -> CaseMove:
    """Move the case and write the step down; a case that moves no longer waits."""
    before = case.state
    case.waiting_on, case.waiting_reason, case.waiting_since = "", "", None
    case.move(to)
    return came(act, case, before, reason, undoes)


def came(act: Act, case: Case, before: str, reason: str = "", undoes: CaseMove | None = None) -> CaseMove:
    """Write down that the case has come to its step today."""
    return CaseMove.objects.create(
        case=case, before=before, after=case.state, on=act.today, by=person_of(act.actor), reason=reason, undoes=undoes
    )
