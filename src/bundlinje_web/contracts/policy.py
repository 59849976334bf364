"""Who may read, write, sign and end contracts: all of them, or those one's own party takes part in."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from bundlinje_web.acting import EVERYTHING, Policy, Right, Role, Scope

_ALL = (Role.SECRETARIAT, Role.COUNCIL, Role.MAYOR, Role.FINANCE, Role.AUDITOR, Role.DATA_KEEPER)
_OWN = (
    Role.ALDERMAN, Role.ECONOMIST, Role.OPERATING, Role.EVALUATOR, Role.PROVIDER, Role.INVESTOR, Role.FOUNDATION,
    Role.PAYER,
)  # fmt: skip


def _ids(names: frozenset[str]) -> list[UUID]:
    """Those of the names that are ids of rows."""
    found = []
    for name in names:
        try:
            found.append(UUID(name))
        except ValueError:
            continue
    return found


def reached(right: Right) -> Q:
    """Contracts a right reaches: those named, those with a party named, and cases of a department named."""
    if right.scope is Scope.ALL:
        return Q()
    if right.scope is Scope.CONTRACT:
        return Q(code__in=right.on) | Q(pk__in=_ids(right.on))
    if right.scope is Scope.OWN:
        return Q(pk__in=[])
    return Q(versions__parties__party__in=right.on) | Q(case__department__code__in=right.on)


def published(_right: Right) -> Q:
    """Contracts that have been signed or started: before that nothing is for everybody."""
    return Q(versions__signatures__isnull=False) | Q(events__kind="started")


def _of(rule: Q, before: str) -> Q:
    """A condition on contracts as one on rows that belong to a contract."""
    told = Q(_connector=rule.connector, _negated=rule.negated)
    for child in rule.children:
        if isinstance(child, Q):
            told.children.append(_of(child, before))
        elif isinstance(child, tuple):
            told.children.append((f"{before}__{child[0]}", child[1]))
    return told


def _version_reached(right: Right) -> Q:
    return _of(reached(right), "contract")


def _version_published(_right: Right) -> Q:
    """The versions that were signed, or under which the contract started."""
    return Q(signatures__isnull=False) | Q(events__kind="started")


def _document_reached(right: Right) -> Q:
    return _of(reached(right), "contract")


def _without_personal_data(right: Right) -> Q:
    """Documents of the contracts reached that name no citizen."""
    return Q(has_personal_data=False) & _of(reached(right), "contract")


def _public_documents(right: Right) -> Q:
    """Signed copies and methods of published contracts that name no citizen."""
    return Q(has_personal_data=False, kind__in=("signed", "annex")) & _of(published(right), "contract")


READ = Policy(
    "contracts.read",
    {**dict.fromkeys(_ALL, EVERYTHING), **dict.fromkeys(_OWN, reached), Role.READER: published},
)
READ_VERSION = Policy(
    "contracts.read_version",
    {**dict.fromkeys(_ALL, EVERYTHING), **dict.fromkeys(_OWN, _version_reached), Role.READER: _version_published},
)
OPEN = Policy("contracts.open", {Role.SECRETARIAT: EVERYTHING, Role.ECONOMIST: EVERYTHING})
"""A new contract has no party yet: whoever prepares one may open it."""
WRITE = Policy("contracts.write", {Role.SECRETARIAT: EVERYTHING, Role.ECONOMIST: reached})
OFFER = Policy("contracts.offer", {Role.SECRETARIAT: EVERYTHING})
WITHDRAW = Policy("contracts.withdraw", {Role.SECRETARIAT: EVERYTHING})
SIGN = Policy(
    "contracts.sign",
    {
        Role.SECRETARIAT: EVERYTHING,
        Role.ALDERMAN: _version_reached,
        Role.PROVIDER: _version_reached,
        Role.INVESTOR: _version_reached,
        Role.FOUNDATION: _version_reached,
        Role.PAYER: _version_reached,
    },
    step_up=True,
    asks_first=True,
)
"""Each party signs for itself; the secretariat notes a signature on paper."""
_PARTIES = dict.fromkeys((Role.PROVIDER, Role.INVESTOR, Role.FOUNDATION, Role.PAYER), _version_reached)
ACCEPT = Policy("contracts.accept", _PARTIES, step_up=True)
"""What is changed in an agreement is accepted by each party for itself; a department's alderman does it by signing."""
SEND_BACK = Policy("contracts.send_back", _PARTIES)
READ_DOCUMENT = Policy(
    "contracts.read_document",
    {
        **dict.fromkeys((Role.SECRETARIAT, Role.AUDITOR, Role.DATA_KEEPER), EVERYTHING),
        **dict.fromkeys((Role.ECONOMIST, Role.OPERATING), _document_reached),
        **dict.fromkeys(
            (
                Role.COUNCIL, Role.MAYOR, Role.FINANCE, Role.ALDERMAN, Role.EVALUATOR, Role.PROVIDER, Role.INVESTOR,
                Role.FOUNDATION, Role.PAYER,
            ),
            _without_personal_data,
        ),
        Role.READER: _public_documents,
    },
)  # fmt: skip
"""A document with citizens' data is opened only by those who run the case, the auditor and the data keeper (CNF-05)."""
ADD_DOCUMENT = Policy(
    "contracts.add_document",
    {Role.SECRETARIAT: EVERYTHING, Role.ECONOMIST: reached, Role.PROVIDER: reached, Role.EVALUATOR: reached},
)
ASSESS_RISK = Policy(
    "contracts.assess_risk", {Role.SECRETARIAT: EVERYTHING, Role.COUNCIL: EVERYTHING, Role.ECONOMIST: reached}
)
PREPARE = Policy("contracts.prepare", {Role.SECRETARIAT: EVERYTHING, Role.ECONOMIST: reached, Role.OPERATING: reached})
PLAN_EXIT = Policy("contracts.plan_exit", {Role.SECRETARIAT: EVERYTHING, Role.ECONOMIST: reached})
HAPPEN = Policy("contracts.happen", {Role.SECRETARIAT: EVERYTHING, Role.ECONOMIST: reached})
"""What happens to a running contract: intake paused, the intervention ended, ended early, closed."""
