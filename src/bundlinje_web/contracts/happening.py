"""What happens to a running contract, in the order it can happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje_web.contracts.models import Contract, Event
from bundlinje_web.contracts.refusing import refuse
from bundlinje_web.contracts.standing import in_force
from bundlinje_web.contracts.who import person_of

if TYPE_CHECKING:
    from datetime import date

    from bundlinje_web.audit.act import Act

KIND = Event.Kind
AFTER: dict[str, tuple[str, ...]] = {
    KIND.INTAKE_PAUSED: (KIND.STARTED,),
    KIND.INTAKE_RESUMED: (KIND.INTAKE_PAUSED,),
    KIND.INTERVENTION_ENDED: (KIND.STARTED,),
    KIND.ENDED_EARLY: (KIND.STARTED,),
    KIND.REPAYMENT_ENDED: (KIND.INTERVENTION_ENDED, KIND.ENDED_EARLY),
    KIND.CLOSED: (KIND.REPAYMENT_ENDED, KIND.ENDED_EARLY),
}
"""What must have happened before: one of these. Ended and closed differ: payments go on for years (PRC-13)."""


def happened(act: Act, contract: Contract, kind: str, on: date, outcome: str = "", reason: str = "") -> Event:
    """Note an event. Raises `Refused` for one that happened already, or that something must come before."""
    before = contract.events.filter(on__lte=on)
    if kind in Event.ONCE and contract.events.filter(kind=kind).exists():
        refuse("happened_already", "on")
    if not before.filter(kind__in=AFTER[kind]).exists():
        refuse(f"before_{kind}".replace("-", "_"), "on")
    if kind in {KIND.INTAKE_PAUSED, KIND.INTAKE_RESUMED} and is_paused(contract, on) is (kind == KIND.INTAKE_PAUSED):
        refuse("happened_already", "on")
    return Event.objects.create(
        contract=contract,
        version=in_force(contract, on),
        kind=kind,
        on=on,
        by=person_of(act),
        outcome=outcome,
        reason=reason,
    )


def is_paused(contract: Contract, on: date) -> bool:
    """Whether intake is paused on that day."""
    last = contract.events.filter(on__lte=on, kind__in=(KIND.INTAKE_PAUSED, KIND.INTAKE_RESUMED)).last()
    return last is not None and last.kind == KIND.INTAKE_PAUSED


def possible(contract: Contract, on: date) -> tuple[str, ...]:
    """What can be noted next."""
    done = set(contract.events.filter(on__lte=on).values_list("kind", flat=True))
    paused = is_paused(contract, on)
    shut: set[str] = {KIND.INTAKE_RESUMED} if not paused else {KIND.INTAKE_PAUSED}
    if done & {KIND.INTERVENTION_ENDED, KIND.ENDED_EARLY}:
        shut |= {KIND.INTAKE_PAUSED, KIND.INTAKE_RESUMED, KIND.INTERVENTION_ENDED, KIND.ENDED_EARLY}
    shut |= done & set(Event.ONCE)
    return tuple(str(kind) for kind, after in AFTER.items() if kind not in shut and done & set(after))
