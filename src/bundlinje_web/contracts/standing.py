"""Where a version stands on a day: it is read from the rows there are, never kept in a column.

Offered → approved (the mayor has said yes to this text, and the mayor is last) → signed by every party that must →
in force from its day → superseded by a later one. A version under which the contract has started is in force.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bundlinje_web.contracts.models import Event, Version

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from bundlinje_web.contracts.models import Contract

MUST_SIGN = ("authority", "provider", "investor", "guarantor")
"""The roles whose parties sign: whoever answers for it, delivers it, or puts money at risk in it (CON-01)."""


class State(StrEnum):
    """Where a version stands."""

    OFFERED = "offered"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    SIGNED = "signed"
    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"


def signers(version: Version) -> dict[str, str]:
    """The parties that must sign, by id, under the names the version gives them."""
    return {one.party: one.name for one in version.parties.all() if one.role in MUST_SIGN}


def unsigned(version: Version) -> dict[str, str]:
    """The parties that have not signed yet."""
    done = {signature.party for signature in version.signatures.all()}
    return {party: name for party, name in signers(version).items() if party not in done}


def is_approved(version: Version) -> bool:
    """Whether the mayor, who is last, has approved exactly this text."""
    given = version.approvals.all()
    return any(one.giver == "mayor" and one.digest == version.digest for one in given)


def _started(version: Version, on: date) -> bool:
    return any(event.kind == Event.Kind.STARTED and event.on <= on for event in version.events.all())


def is_withdrawn(version: Version) -> bool:
    """Whether it was taken back."""
    return hasattr(version, "withdrawal")


def holds(version: Version, on: date) -> bool:
    """Whether it binds the parties on that day, or did until a later one did."""
    if is_withdrawn(version):
        return False
    if _started(version, on):
        return True
    if version.effective_from > on:
        return False
    return (_was_before(version, on) if version.source else is_approved(version)) and not _waits(version)


def _waits(version: Version) -> bool:
    """Whether a signature is missing; what was agreed before the office was is signed as its source says."""
    return not version.source and bool(unsigned(version))


def _was_before(version: Version, on: date) -> bool:
    """Whether it changed, before the office was, a contract that had started by that day."""
    return version.contract.events.filter(kind=Event.Kind.STARTED, on__lte=on).exists()


def state_of(version: Version, on: date) -> State:
    """Where the version stands on that day."""
    if is_withdrawn(version):
        return State.WITHDRAWN
    if holds(version, on):
        later = version.contract.versions.filter(number__gt=version.number)
        return State.SUPERSEDED if any(holds(one, on) for one in with_rows(later)) else State.IN_FORCE
    if not is_approved(version):
        return State.OFFERED
    return State.APPROVED if unsigned(version) else State.SIGNED


def with_rows(versions: QuerySet[Version]) -> QuerySet[Version]:
    """The versions with the rows their standing is read from, in a few queries for them all."""
    return versions.select_related("contract", "withdrawal").prefetch_related(
        "parties", "signatures", "approvals", "events"
    )


def in_force(contract: Contract, on: date) -> Version | None:
    """The version that holds on that day: the newest that does; none before the contract has begun."""
    return next((one for one in with_rows(contract.versions.order_by("-number")) if holds(one, on)), None)


def newest(contract: Contract) -> Version | None:
    """The newest version that was not withdrawn, whether it holds yet or not."""
    return with_rows(contract.versions.filter(withdrawal__isnull=True).order_by("-number")).first()
