"""Who reads what has come in, who registers and screens it, and who sees it counted."""

from __future__ import annotations

from django.db.models import Q

from bundlinje_web.acting import EVERYTHING, Policy, Right, Role
from bundlinje_web.acting.policy import Rule


def asked_of_department(right: Right) -> Q:
    """Proposals a department has been asked about, or whose case is that department's."""
    return Q(assessments__department__code__in=right.on) | Q(case__department__code__in=right.on)


def sent_by_oneself(right: Right) -> Q:
    """Proposals one has sent oneself while logged in."""
    return Q(sender_id=right.person)


_ALL: dict[Role, Rule] = dict.fromkeys((Role.SECRETARIAT, Role.COUNCIL, Role.MAYOR, Role.AUDITOR), EVERYTHING)
_DEPARTMENTS: dict[Role, Rule] = dict.fromkeys((Role.ALDERMAN, Role.ECONOMIST), asked_of_department)
_SENDERS: dict[Role, Rule] = dict.fromkeys((Role.PROPOSER, Role.PROVIDER), sent_by_oneself)
_COUNTED = (Role.ALDERMAN, Role.ECONOMIST, Role.FINANCE, Role.EVALUATOR, Role.READER)

READ = Policy("pipeline.inbox.read", {**_ALL, **_DEPARTMENTS, **_SENDERS})
LIST = Policy("pipeline.inbox.list", {**_ALL, **_DEPARTMENTS, **_SENDERS})
ADD_TO = Policy("pipeline.inbox.add-to", _SENDERS)
"""Add to an idea: whoever sent it while logged in."""

INSIDE = Policy("pipeline.inbox.inside", {**_ALL, **_DEPARTMENTS})
"""What the secretariat means of a proposal: for those who deal with it, not for those who sent it."""

READ_ALL = Policy("pipeline.inbox.all", _ALL)
"""Everything that has come in: whoever has it may go from a count to its rows."""

CONTACT = Policy("pipeline.inbox.contact", {Role.SECRETARIAT: EVERYTHING})
"""Who sent it, by name and mail: for those who answer."""

ERASE = Policy("pipeline.inbox.erase", {Role.DATA_KEEPER: EVERYTHING})
"""Erase who sent it, when that is no longer needed."""

REGISTER = Policy("pipeline.inbox.register", dict.fromkeys((Role.SECRETARIAT, Role.ECONOMIST), EVERYTHING))
"""An inquiry that came by other ways, or an idea of one's own: departments raise ideas too (INB-13)."""

SCREEN = Policy("pipeline.inbox.screen", {Role.SECRETARIAT: EVERYTHING})
CALLS = Policy("pipeline.calls.keep", {Role.SECRETARIAT: EVERYTHING})
DECIDED = Policy("pipeline.proposal.decided", dict.fromkeys((Role.SECRETARIAT, Role.COUNCIL), EVERYTHING))
"""Carry out what the Council has decided of a proposal."""

TABEL_1 = Policy("pipeline.tabel-1", {**_ALL, **dict.fromkeys(_COUNTED, EVERYTHING)})
TAKE_IN = Policy("pipeline.take-in", {Role.SECRETARIAT: EVERYTHING})
