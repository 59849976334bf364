"""What the database said when a guard refused, turned into a refusal that people are told of: in one place."""

from __future__ import annotations

import re

from django.db import IntegrityError

from bundlinje_web.acting import NotAllowed

_SAID = re.compile(r"guard:([a-z-]+)\.([a-z-]+)")


def refused_by(broken: IntegrityError) -> NotAllowed | None:
    """The refusal of the guard that broke it off; none where it was no guard.

    Its words stand in the area of the guard's application, under `refused`.
    """
    said = _SAID.search(str(broken))
    return NotAllowed(f"{said[1]}.guard", said[2]) if said else None
