"""Who may see the fund's economy, and the investments in it."""

from __future__ import annotations

from bundlinje_web.acting import EVERYTHING, Policy, Role
from bundlinje_web.contracts.policy import READ, reached

_INSIDE = (
    Role.SECRETARIAT, Role.COUNCIL, Role.MAYOR, Role.ALDERMAN, Role.ECONOMIST, Role.OPERATING, Role.FINANCE,
    Role.EVALUATOR, Role.AUDITOR, Role.READER, Role.DATA_KEEPER,
)  # fmt: skip

SEE_FUND = Policy("contracts.see_fund", dict.fromkeys(_INSIDE, EVERYTHING))
"""The fund's economy stands in public reports; whoever works inside reads it."""
SEE_INVESTMENTS = READ
"""The investments are the contracts one may read; those inside also see what the fund's files publish of others."""
SEE_NUMBERS = Policy("contracts.see_numbers", {**READ.allows, **SEE_FUND.allows})
"""Whoever may see a page may open the reasons of its numbers; which numbers, each address asks anew."""
SEE_CASE = SEE_NUMBERS
"""The business case and the forecast beside a contract are read by whoever reads the contract."""
KEEP_CASE = Policy("contracts.keep_case", {Role.SECRETARIAT: EVERYTHING, Role.ECONOMIST: reached})
"""A business case is made and its scenarios are kept by those who prepare it."""
