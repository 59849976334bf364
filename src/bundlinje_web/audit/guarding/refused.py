"""What the database said when a guard refused, turned into a refusal that people are told of: in one place."""

from __future__ import annotations

import re

from django.db import IntegrityError

from bundlinje_web.acting import NotAllowed

_SAID = re.compile(r"guard:([a-z-]+)\.([a-z-]+)")

_UNIQUE_VIOLATION = "23505"


def refused_by(broken: IntegrityError) -> NotAllowed | None:
    """The refusal of the guard or the rule of uniqueness that broke it off; none where it was neither.

    A guard's words stand in the area of its application, under `refused`. A row that stands already is told in the
    same way on both engines.
    """
    if said := _SAID.search(str(broken)):
        return NotAllowed(f"{said[1]}.guard", said[2])
    return NotAllowed("audit.guard", "stands") if _stands_already(broken) else None


def _stands_already(broken: IntegrityError) -> bool:
    by_postgresql = getattr(broken.__cause__, "sqlstate", None) == _UNIQUE_VIOLATION
    return by_postgresql or "UNIQUE constraint failed" in str(broken)
