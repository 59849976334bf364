"""The closed list of what can be recorded: each code with the values it may carry, and no others.

An action whose code does not stand here does not import. A new code is a line here and its words in
`said/audit.yaml` under `code`. Every code has its refusal beside it, `….refused`, which carries why.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bundlinje_web.audit.values import Kind

Fields = Mapping[str, Kind]

_ID, _IDS, _CODE, _CODES = Kind.ID, Kind.IDS, Kind.CODE, Kind.CODES
_DIGEST, _DAY, _COUNT, _ORE, _FLAG = Kind.DIGEST, Kind.DAY, Kind.COUNT, Kind.ORE, Kind.FLAG
_REASON: Fields = {"reason": _CODE}
_PERIOD: Fields = {"since": _DAY, "until": _DAY}
_STEP: Fields = {"from": _CODE, "to": _CODE, "reason": _CODE}

PEOPLE: Mapping[str, Fields] = {
    "people.login.succeeded": {"means": _CODE},
    "people.login.failed": {"means": _CODE, "reason": _CODE},
    "people.login.stepped-up": {"means": _CODE},
    "people.role.chosen": {"role": _CODE},
    "people.grant.given": {"person": _ID, "role": _CODE, "scope": _CODE, "on": _CODES, **_PERIOD},
    "people.grant.confirmed": {"grant": _ID, "person": _ID, "role": _CODE},
    "people.grant.ended": {"grant": _ID, "person": _ID, "role": _CODE, "on": _DAY},
    "people.delegation.given": {"grant": _ID, "delegate": _ID, **_PERIOD},
    "people.delegation.ended": {"delegation": _ID, "delegate": _ID, "on": _DAY},
    "people.mandate.began": {"body": _ID, "person": _ID, "seat": _CODE, **_PERIOD},
    "people.mandate.ended": {"body": _ID, "person": _ID, "seat": _CODE, "on": _DAY},
    "people.interest.declared": {"person": _ID, "organisation": _ID, "kind": _CODE, **_PERIOD},
    "people.interest.ended": {"person": _ID, "organisation": _ID, "on": _DAY},
    "people.organisation.added": {"code": _CODE, "kind": _CODE},
    "people.organisation.renamed": {"code": _CODE, "since": _DAY},
    "people.organisation.succeeded": {"code": _CODE, "successor": _CODE},
    "people.unit.added": {"code": _CODE, "organisation": _CODE},
    "people.body.added": {"code": _CODE, "kind": _CODE},
    "people.person.added": {"organisation": _CODE, "unit": _CODE, "origin": _CODE},
    "people.person.closed": _REASON,
    "people.person.changed": {"fields": _CODES},
}

PIPELINE: Mapping[str, Fields] = {
    "pipeline.call.opened": {"number": _CODE, **_PERIOD},
    "pipeline.call.closed": {"number": _CODE, "proposals": _COUNT},
    "pipeline.proposal.received": {
        "number": _CODE,
        "source": _CODE,
        "call": _CODE,
        "attachments": _COUNT,
        "files": _CODES,
    },
    "pipeline.proposal.screened": {"number": _CODE, "outcome": _CODE, "checklist": _CODE, "overlaps": _COUNT},
    "pipeline.proposal.taken-in": {"channel": _CODE, "category": _CODE, "proposals": _COUNT, "as_of": _DAY},
    "pipeline.table.taken-in": {"lines": _COUNT, "as_of": _DAY},
    "pipeline.proposal.added-to": {"number": _CODE},
    "pipeline.proposal.withdrawn": {"number": _CODE, **_REASON},
    "pipeline.contact.erased": {"number": _CODE, "until": _DAY},
    "pipeline.proposal.merged": {"number": _CODE, "into": _CODE},
    "pipeline.proposal.rejected": {"number": _CODE, **_REASON},
    "pipeline.proposal.donated": {"number": _CODE, "amount": _ORE},
    "pipeline.proposal.moved": {"number": _CODE, **_STEP},
    "pipeline.attachment.added": {"number": _CODE, "digest": _DIGEST, "kind": _CODE, "size": _COUNT},
    "pipeline.attachment.flagged": {"number": _CODE, "digest": _DIGEST, "kind": _CODE},
    "pipeline.assessment.asked": {"number": _CODE, "units": _CODES, "unit": _CODE, "round": _COUNT, "due": _DAY},
    "pipeline.assessment.answered": {"number": _CODE, "unit": _CODE, "round": _COUNT, "outcome": _CODE},
    "pipeline.assessment.changed": {"number": _CODE, "unit": _CODE, "due": _DAY, "fields": _CODES},
    "pipeline.assessment.longer-asked": {"number": _CODE, "unit": _CODE, "until": _DAY},
    "pipeline.assessment.reminded": {"number": _CODE, "unit": _CODE, "people": _COUNT},
    "pipeline.assessment.closed": {"number": _CODE, "round": _COUNT, "answers": _COUNT, **_REASON},
    "pipeline.case.opened": {"number": _CODE, "proposal": _ID, "area": _CODE, "step": _CODE},
    "pipeline.case.moved": {"number": _CODE, **_STEP},
    "pipeline.case.undone": {"number": _CODE, "from": _CODE, "to": _CODE},
    "pipeline.case.waits": {"number": _CODE, "step": _CODE, "on": _CODE, **_REASON},
    "pipeline.case.resumes": {"number": _CODE, "step": _CODE, "days": _COUNT},
    "pipeline.case.stopped": {"number": _CODE, "step": _CODE, **_REASON},
    "pipeline.case.changed": {"number": _CODE, "fields": _CODES},
    "pipeline.area.listed": {"since": _DAY, "areas": _CODES},
    "pipeline.hour-price.set": {"amount": _ORE, "on": _DAY},
    "pipeline.effort.logged": {"number": _CODE, "party": _CODE, "step": _CODE, "minutes": _COUNT, "amount": _ORE},
}

COUNCIL: Mapping[str, Fields] = {
    "council.meeting.planned": {"number": _CODE, "on": _DAY, "kind": _CODE},
    "council.meeting.moved": {"number": _CODE, "from": _DAY, "to": _DAY},
    "council.meeting.held": {"number": _CODE, "on": _DAY, "points": _COUNT, "present": _COUNT},
    "council.meeting.cancelled": {"number": _CODE, **_REASON},
    "council.agenda.proposed": {"number": _CODE, "points": _COUNT},
    "council.agenda.ordered": {"number": _CODE, "points": _COUNT},
    "council.agenda.sent": {"number": _CODE, "points": _COUNT},
    "council.minutes.approved": {"number": _CODE, "digest": _DIGEST},
    "council.point.added": {"meeting": _CODE, "number": _COUNT, "kind": _CODE},
    "council.point.changed": {"meeting": _CODE, "number": _COUNT, "version": _COUNT},
    "council.point.withdrawn": {"meeting": _CODE, "number": _COUNT, **_REASON},
    "council.point.decided": {"meeting": _CODE, "number": _COUNT, "decisions": _COUNT, "tasks": _COUNT},
    "council.point.minuted": {"meeting": _CODE, "number": _COUNT},
    "council.interest.confirmed": {"meeting": _CODE, "number": _COUNT, "conflict": _FLAG},
    "council.answer.given": {"meeting": _CODE, "number": _COUNT, "answers": _COUNT},
    "council.decision.made": {
        "meeting": _CODE,
        "point": _COUNT,
        "kind": _CODE,
        "outcome": _CODE,
        "of": _ID,
        "digest": _DIGEST,
        "took_part": _COUNT,
        "absent": _COUNT,
        "recused": _COUNT,
        **_REASON,
    },
    "council.member.recused": {"decision": _ID, "point": _ID, "person": _ID, "interest": _ID},
    "council.task.opened": {"decision": _ID, "unit": _CODE, "due": _DAY},
    "council.task.done": {"decision": _ID, "unit": _CODE},
    "council.task.undone": {"decision": _ID, "unit": _CODE},
    "council.approval.given": {"version": _ID, "giver": _CODE, "department": _CODE, "digest": _DIGEST},
    "council.approval.returned": {"version": _ID, "giver": _CODE, "department": _CODE, "digest": _DIGEST},
    "council.contract.started": {"version": _ID, "digest": _DIGEST, "on": _DAY, "approvals": _COUNT},
    "council.contract.taken-in": {"version": _ID, "on": _DAY, "approvals": _COUNT},
    "council.wheel.planned": {"kind": _CODE, "month": _COUNT, "year": _COUNT},
    "council.wheel.removed": {"kind": _CODE, "month": _COUNT, "year": _COUNT},
}

CONTRACTS: Mapping[str, Fields] = {
    "contracts.contract.opened": {"kind": _CODE, "programme": _CODE, "case": _CODE},
    "contracts.version.drafted": {"number": _COUNT, "digest": _DIGEST},
    "contracts.version.checked": {"number": _COUNT, "digest": _DIGEST, "warnings": _COUNT},
    "contracts.version.offered": {"number": _COUNT, "digest": _DIGEST, "premises": _DIGEST, "effective": _DAY},
    "contracts.version.withdrawn": {"number": _COUNT, "digest": _DIGEST, **_REASON},
    "contracts.version.signed": {"number": _COUNT, "digest": _DIGEST, "party": _CODE, "file": _DIGEST, "on": _DAY},
    "contracts.version.accepted": {"number": _COUNT, "digest": _DIGEST, "party": _CODE},
    "contracts.version.sent-back": {"number": _COUNT, "digest": _DIGEST, "party": _CODE},
    "contracts.version.in-force": {"number": _COUNT, "digest": _DIGEST, "effective": _DAY},
    "contracts.intake.paused": {"on": _DAY},
    "contracts.intake.resumed": {"on": _DAY},
    "contracts.contract.ended": {"on": _DAY, "outcome": _CODE},
    "contracts.contract.ended-early": {"on": _DAY, "outcome": _CODE, **_REASON},
    "contracts.repayment.ended": {"on": _DAY},
    "contracts.contract.closed": {"on": _DAY, "outcome": _CODE},
    "contracts.business-case.calculated": {"digest": _DIGEST, "inputs": _DIGEST, "engine": _CODE, "net": _ORE},
    "contracts.forecast.run": {"digest": _DIGEST, "inputs": _DIGEST, "engine": _CODE, "seed": _COUNT, "as_of": _DAY},
    "contracts.risk.assessed": {"version": _COUNT, "risks": _COUNT, "digest": _DIGEST},
    "contracts.exit.planned": {"version": _COUNT, "decide_by": _DAY},
    "contracts.start.prepared": {"version": _COUNT, "done": _COUNT, "of": _COUNT},
    "contracts.waiver.asked": {"rule": _CODE, "until": _DAY},
    "contracts.waiver.given": {"rule": _CODE, "until": _DAY},
    "contracts.document.added": {"kind": _CODE, "digest": _DIGEST, "size": _COUNT, "personal": _FLAG},
    "contracts.quotation.cleared": {"digest": _DIGEST},
    "contracts.quotation.withdrawn": {"digest": _DIGEST},
}

LEARNING: Mapping[str, Fields] = {
    "learning.lesson.noted": {"step": _CODE, "theme": _CODE, "kind": _CODE},
    "learning.lesson.changed": {"fields": _CODES},
    "learning.barrier.noted": {"kind": _CODE},
    "learning.barrier.moved": _STEP,
    "learning.visit.noted": {"on": _DAY},
    "learning.method.noted": {"contracts": _COUNT},
}

BOOKS: Mapping[str, Fields] = {
    "books.block.posted": {"transactions": _COUNT, "legs": _COUNT, "origin": _CODE},
    "books.commitment.reserved": {"amount": _ORE, "decision": _ID},
    "books.commitment.drawn": {"amount": _ORE},
    "books.commitment.released": {"amount": _ORE, "decision": _ID},
    "books.allowance.set": {"amount": _ORE, "decision": _ID, "digest": _DIGEST},
    "books.budget.revised": {"version": _COUNT, "digest": _DIGEST},
    "books.year.closed": {"year": _COUNT},
    "books.actuals.imported": {"file": _DIGEST, "rows": _COUNT},
    "books.actuals.matched": {"rows": _COUNT},
    "books.fund.read": {"digest": _DIGEST, "as_of": _DAY},
    "books.forecast.kept": {"kind": _CODE, "digest": _DIGEST, "inputs": _DIGEST, "seed": _COUNT, "as_of": _DAY},
    "books.difference.explained": {"statement": _CODE, "digest": _DIGEST, "write_off": _FLAG},
    "books.difference.confirmed": {"statement": _CODE},
}

AUDIT: Mapping[str, Fields] = {
    "audit.chain.verified": {"chain": _CODE, "number": _COUNT, "digest": _DIGEST, "records": _COUNT},
    "audit.chain.broken": {"chain": _CODE, "number": _COUNT, "faults": _COUNT},
    "audit.head.witnessed": {"chain": _CODE, "number": _COUNT, "digest": _DIGEST, "place": _CODE},
    "audit.guards.installed": {"engine": _CODE, "guards": _COUNT, "digest": _DIGEST},
}

WORKPLACE: Mapping[str, Fields] = {
    "workplace.reminder.sent": {"kind": _CODE, "tasks": _COUNT},
    "workplace.letter.sent": {"kind": _CODE},
    "workplace.letters.chosen": {"fields": _CODES},
    "workplace.view.saved": {"place": _CODE},
    "workplace.view.removed": {"place": _CODE},
    "workplace.calendar.renewed": {},
    "workplace.draft.discarded": {"kind": _CODE},
}

SYSTEM: Mapping[str, Fields] = {
    "system.backup.made": {"digest": _DIGEST},
    "system.restore.done": {"digest": _DIGEST},
    "system.reminder.sent": {"tasks": _COUNT},
    "system.job.failed": {"job": _CODE, **_REASON},
    "system.demo.begun": {"on": _DAY},
    "system.demo.told": {"chapters": _COUNT},
}

_DONE: Mapping[str, Fields] = {
    **PEOPLE,
    **PIPELINE,
    **COUNCIL,
    **CONTRACTS,
    **LEARNING,
    **BOOKS,
    **AUDIT,
    **WORKPLACE,
    **SYSTEM,
}

REFUSED = ".refused"
_REFUSAL: Fields = {"policy": _CODE, "reason": _CODE}

CODES: Mapping[str, Fields] = MappingProxyType(_DONE)
"""Every code of something done, with the kinds of the values it may carry."""


def fields_of(code: str) -> Fields:
    """The values a code may carry, also of a refusal. Raises `KeyError` for a code that is not in the list."""
    if code in CODES:
        return CODES[code]
    if code.removesuffix(REFUSED) in CODES:
        return _REFUSAL
    raise KeyError(code)


def refusal_of(code: str) -> str:
    """The code of its refusal."""
    return f"{code}{REFUSED}"
