"""Follow-ups come in order of date, there is one to settle at, and nothing is paid at one that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bundlinje.comparisons.until import Until
from bundlinje.contract.model import Contract
from bundlinje.contract.sense.walk import parts, terms
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Problem, error
from bundlinje.terms.level import Level
from bundlinje.terms.measured import Measured
from bundlinje.terms.per import PerFigure


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Dates out of order or repeated, paid before measured, and numbers of follow-ups that are not there."""
    yield from _dates(contract, source)
    count = len(contract.follow_ups)
    if count:
        yield from _numbers(contract, source, count)
    elif not source.mentions("follow_ups") and any(not isinstance(one.term, Measured) for one in terms(contract)):
        yield error("contract.no_follow_ups", source.place(()))


def _dates(contract: Contract, source: Sourced) -> Iterator[Problem]:
    for number, (before, after) in enumerate(pairwise(contract.follow_ups), start=1):
        if after.on <= before.on:
            place = source.place(("follow_ups", number))
            on, former = after.on.isoformat(), before.on.isoformat()
            yield error("contract.follow_ups_out_of_order", place, number=number + 1, on=on, former=former)
    for number, follow_up in enumerate(contract.follow_ups):
        if follow_up.payment_day < follow_up.on:
            place = source.place(("follow_ups", number, "paid_on"))
            paid_on, on = follow_up.payment_day.isoformat(), follow_up.on.isoformat()
            yield error("contract.paid_before_measured", place, paid_on=paid_on, on=on)


def _numbers(contract: Contract, source: Sourced, count: int) -> Iterator[Problem]:
    for placed in terms(contract):
        if isinstance(placed.term, PerFigure | Level) and placed.term.at.number > count:
            place = source.place((*placed.path, "at"))
            yield error("contract.no_such_follow_up", place, number=placed.term.at.number, count=count)
    for path, part in parts(contract):
        if isinstance(part, Until) and (part.until.follow_up or 0) > count:
            place = source.place((*path, "until", "follow_up"))
            yield error("contract.no_such_follow_up", place, number=part.until.follow_up, count=count)
    for name, numbers in (contract.phases or {}).items():
        if numbers.last > count:
            yield error("contract.no_such_follow_up", source.place(("phases", name)), number=numbers.last, count=count)
