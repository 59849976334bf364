"""Who may read and write what the projects have taught. Lessons hold no citizen data: whoever has a role reads them."""

from __future__ import annotations

from bundlinje_web.acting import EVERYTHING, Policy, Role

_INSIDE = (
    Role.SECRETARIAT, Role.COUNCIL, Role.MAYOR, Role.ALDERMAN, Role.ECONOMIST, Role.OPERATING, Role.FINANCE,
    Role.EVALUATOR, Role.AUDITOR, Role.READER, Role.PROVIDER, Role.INVESTOR, Role.FOUNDATION, Role.PAYER,
)  # fmt: skip
_WRITE = (Role.SECRETARIAT, Role.ECONOMIST, Role.OPERATING, Role.PROVIDER, Role.EVALUATOR)

READ = Policy("learning.read", dict.fromkeys(_INSIDE, EVERYTHING))
WRITE = Policy("learning.write", dict.fromkeys(_WRITE, EVERYTHING))
KEEP = Policy("learning.keep", {Role.SECRETARIAT: EVERYTHING, Role.ECONOMIST: EVERYTHING})
"""Barriers, visits and methods are kept by those who run the fund."""
