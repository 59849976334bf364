"""Changing what is still ahead of a contract: its follow-ups and intake later, or fewer units; what has been stays.

Changes are amendments, in the contract's own language: what is settled already is settled as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bundlinje.contract.amend import versions
from bundlinje.contract.model import Contract
from bundlinje.contract.parts import Amendment, FollowUp
from bundlinje.dates import add_months
from bundlinje.forecast.fund.agreements import Agreement
from bundlinje.forecast.situation import Situation, situation
from bundlinje.money import split
from bundlinje.planned.intake import Batch


def stands(agreement: Agreement) -> Situation:
    """Where an agreement stands. What cannot be simulated raises `Refused`."""
    return situation(agreement.contract, agreement.outlook, agreement.facts, plan=agreement.plan)


def redated(agreement: Agreement, months: int, closed: int) -> Agreement:
    """The agreement with every follow-up and every month of intake that is still ahead so many months later.

    What falls in years up to `closed` stays, though no fact tells of it yet: the books have it already.
    """
    now = stands(agreement)
    if all(one.payment_day.year <= closed for one in now.contract.follow_ups[now.now :]):
        return agreement
    follow_ups = [
        one if one.payment_day.year <= closed else _later(one, months, now.today) for one in now.contract.follow_ups
    ]
    written = [one.model_dump(mode="json", exclude_none=True) for one in follow_ups]
    contract = amended_by(agreement.contract, {"follow_ups": written}, day_after(now))
    plan = tuple(
        replace(one, day=add_months(one.day, months))
        if _is_ahead(one.day, now.today) and one.day.year > closed
        else one
        for one in now.plan
    )
    return replace(agreement, contract=contract, plan=plan)


def cut(agreement: Agreement, units: int) -> Agreement:
    """The agreement with so many units planned in all: those who came stay, the months ahead share what is left.

    The plan for the months behind stays too, for that is what intake is held against.
    """
    now = stands(agreement)
    ahead = [one for one in now.plan if _is_ahead(one.day, now.today)]
    behind = tuple(one for one in now.plan if not _is_ahead(one.day, now.today))
    return replace(agreement, plan=behind + shared_out(ahead, max(0, units - now.came)))


def shared_out(batches: Sequence[Batch], units: int) -> tuple[Batch, ...]:
    """Batches with so many units in all, in the same proportions; of no batches, none."""
    if not sum(one.units for one in batches):
        return ()
    parts = split(units, [one.units for one in batches])
    return tuple(replace(one, units=part) for one, part in zip(batches, parts, strict=True) if part)


def amended_by(contract: Contract, replaces: Mapping[str, Any], day: date) -> Contract:
    """The contract with one more amendment, agreed on a day and after every other of that day."""
    newest = max((one.on_date for one in contract.amendments), default=day)
    amendment = Amendment(on_date=max(day, newest), replaces=dict(replaces), applies_to="all")
    changed = contract.model_copy(update={"amendments": [*contract.amendments, amendment]})
    versions(changed)  # refuses an amendment that breaks the contract, before anything is drawn
    return changed


def day_after(now: Situation) -> date:
    """The day after the last settled cut-off, or the first that the contract knows of."""
    if now.today is not None:
        return now.today + timedelta(days=1)
    return min([*(one.day for one in now.plan), now.contract.follow_ups[0].on])


def _later(one: FollowUp, months: int, today: date | None) -> FollowUp:
    if not _is_ahead(one.on, today):
        return one
    paid_on = None if one.paid_on is None else add_months(one.paid_on, months)
    return one.model_copy(update={"on": add_months(one.on, months), "paid_on": paid_on})


def _is_ahead(day: date, today: date | None) -> bool:
    return today is None or day > today
