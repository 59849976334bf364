"""Who may read and write meetings, decisions and approvals.

Deliberation (recommendations before a decision, single answers, who took part) is for those who prepare and make the
decision; a decision that is made is read by everybody with a part in the fund (GOV-23).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje_web.acting import EVERYTHING, Policy, Right, Role

if TYPE_CHECKING:
    from django.db.models import Q

_DELIBERATE = (Role.SECRETARIAT, Role.COUNCIL, Role.AUDITOR)
_INSIDE = (
    *_DELIBERATE, Role.MAYOR, Role.ALDERMAN, Role.ECONOMIST, Role.OPERATING, Role.FINANCE, Role.READER, Role.EVALUATOR,
)  # fmt: skip

PREPARE = Policy("council.prepare", {Role.SECRETARIAT: EVERYTHING})
"""Plan meetings, write agenda and recommendation, send it, keep the annual wheel."""
MEETINGS = Policy("council.meetings", dict.fromkeys(_DELIBERATE, EVERYTHING))
"""Read agendas, recommendations and minutes."""
DECIDE = Policy("council.decide", {Role.SECRETARIAT: EVERYTHING})
"""Write into the minutes what the body decided."""
APPROVE_MINUTES = Policy("council.minutes", {Role.SECRETARIAT: EVERYTHING, Role.COUNCIL: EVERYTHING})
DECISIONS = Policy("council.decisions", dict.fromkeys(_INSIDE, EVERYTHING))
"""Read decisions that are made."""
MANDATES = Policy("council.mandates", dict.fromkeys((*_DELIBERATE, Role.MAYOR, Role.ALDERMAN, Role.READER), EVERYTHING))
WHEEL = Policy("council.wheel", dict.fromkeys(_INSIDE, EVERYTHING))


def _own_body(right: Right) -> Q:
    """Bodies on which the person sits, or sat."""
    from django.db.models import Q

    return Q(mandates__person=right.on_behalf_of or right.person)


_FOLLOW = (
    Role.ALDERMAN, Role.ECONOMIST, Role.OPERATING, Role.PROVIDER, Role.INVESTOR, Role.FOUNDATION, Role.PAYER,
    Role.FINANCE, Role.EVALUATOR,
)  # fmt: skip
"""Who may sit on a steering group besides those who deliberate."""
BODIES = Policy("council.bodies", {**dict.fromkeys(_DELIBERATE, EVERYTHING), **dict.fromkeys(_FOLLOW, _own_body)})
"""Read who sits on a body, when it meets and what its approved minutes say: a steering group's members their own."""


def _own_seat(right: Right) -> Q:
    """Points of a body on which the person sits."""
    from django.db.models import Q

    return Q(meeting__body__mandates__person=right.on_behalf_of or right.person)


MEMBER = Policy("council.member", {Role.COUNCIL: _own_seat})
"""What only a member of the body does with a point: say whether an interest stands in the way, answer in writing."""


def _own_tasks(right: Right) -> Q:
    """Tasks of the person's own unit, or of a department the person's right reaches."""
    from django.db.models import Q

    return Q(unit__staff=right.person) | Q(unit__organisation__code__in=right.on)


TASKS = Policy(
    "council.tasks",
    {
        **dict.fromkeys(_DELIBERATE, EVERYTHING),
        Role.ECONOMIST: _own_tasks,
        Role.OPERATING: _own_tasks,
        Role.FINANCE: _own_tasks,
        Role.ALDERMAN: _own_tasks,
    },
)
"""Read what follows from decisions."""
FINISH = Policy(
    "council.finish",
    {
        Role.SECRETARIAT: EVERYTHING,
        Role.ECONOMIST: _own_tasks,
        Role.OPERATING: _own_tasks,
        Role.FINANCE: _own_tasks,
    },
)


def _own_departments(right: Right) -> Q:
    """Versions that a department of the right's pays for, or has the authority of."""
    from django.db.models import Q

    from bundlinje_web.council.standing import BINDING

    bound = Q(parties__role__in=BINDING)
    own = Q(parties__department__code__in=right.on) | Q(
        parties__department=None, parties__organisation__kind="department", parties__organisation__code__in=right.on
    )
    return bound & own


APPROVALS = Policy(
    "council.approvals",
    {
        **dict.fromkeys((Role.SECRETARIAT, Role.COUNCIL, Role.MAYOR, Role.AUDITOR), EVERYTHING),
        Role.ALDERMAN: _own_departments,
    },
)
"""Read where a version stands on its way to start, and what is asked for."""
APPROVE_FOR_DEPARTMENT = Policy("council.approve-for-department", {Role.ALDERMAN: _own_departments}, step_up=True)
APPROVE_FORMALLY = Policy("council.approve-formally", {Role.MAYOR: EVERYTHING}, step_up=True)
APPROVE_IN_SUBSTANCE = Policy("council.approve-in-substance", {Role.SECRETARIAT: EVERYTHING})
"""The Council's approval is written by whoever writes its minutes, and only from a decision."""
RETURN = Policy("council.return", {Role.MAYOR: EVERYTHING, Role.ALDERMAN: _own_departments})
START = Policy("council.start", {Role.SECRETARIAT: EVERYTHING})
