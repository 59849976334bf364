"""Say what an hour of work is counted at."""

from __future__ import annotations

from datetime import date

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.pipeline.by import known_person
from bundlinje_web.pipeline.casework.policy import PRICE_HOURS
from bundlinje_web.pipeline.models import HourPrice


@action("pipeline.hour-price.set", policy=PRICE_HOURS)
def price_hour(act: Act, amount: int, since: date, source: str) -> HourPrice:
    """Count an hour at `amount` øre from a day on, taken from `source`: the hours of cases become kroner by it.

    Raises `Refused` for no amount, no source, or a day that has a price already.
    """
    problems = []
    if amount <= 0:
        problems.append(wrong("hours.problem.amount", "amount"))
    if not source.strip():
        problems.append(wrong("hours.problem.source", "source"))
    if HourPrice.objects.filter(since=since).exists():
        problems.append(wrong("hours.problem.priced_already", "since"))
    refuse(problems)
    price = HourPrice.objects.create(amount=amount, since=since, source=source, by=known_person(act.actor))
    act.record(price, amount=amount, on=since)
    return price
