"""Who may read and write what the projects have taught. Lessons hold no citizen data: whoever has a role reads them."""

from __future__ import annotations

from django.db.models import Q

from bundlinje_web.acting import EVERYTHING, Policy, Right, Role

_INSIDE = (
    Role.SECRETARIAT, Role.COUNCIL, Role.MAYOR, Role.ALDERMAN, Role.ECONOMIST, Role.OPERATING, Role.FINANCE,
    Role.EVALUATOR, Role.AUDITOR, Role.READER, Role.PROVIDER, Role.INVESTOR, Role.FOUNDATION, Role.PAYER,
)  # fmt: skip
_WRITE = (Role.SECRETARIAT, Role.ECONOMIST, Role.OPERATING, Role.PROVIDER, Role.EVALUATOR)


def written_by_oneself(right: Right) -> Q:
    """Lessons the person wrote down."""
    return Q(by=right.person)


READ = Policy("learning.read", dict.fromkeys(_INSIDE, EVERYTHING))
WRITE = Policy("learning.write", dict.fromkeys(_WRITE, EVERYTHING))
"""Write down what a project has taught: whoever works with one."""
CHANGE = Policy(
    "learning.change",
    {
        **dict.fromkeys((Role.SECRETARIAT, Role.ECONOMIST), EVERYTHING),
        **dict.fromkeys((Role.OPERATING, Role.PROVIDER, Role.EVALUATOR), written_by_oneself),
    },
)
"""Correct a lesson: one's own, or any for those who run the fund."""
KEEP = Policy("learning.keep", {Role.SECRETARIAT: EVERYTHING, Role.ECONOMIST: EVERYTHING})
"""Barriers, visits and methods are kept by those who run the fund."""
