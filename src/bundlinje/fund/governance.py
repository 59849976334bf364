"""Who steers the fund on a day, under which mandate, and what the fund owes beyond it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bundlinje.fund.figure import Figure
from bundlinje.fund.fund_file import Areas, Interest, Mandate, Member
from bundlinje.fund.model import Fund
from bundlinje.problems import Problem, warning


def members_on(fund: Fund, day: date) -> tuple[Member, ...]:
    """The members in office on a day, the chair first."""
    serving = [m for m in fund.facts.council.members if m.first <= day and (m.last is None or day <= m.last)]
    return tuple(sorted(serving, key=lambda member: (member.role != "chair", member.name)))


def mandate_on(fund: Fund, day: date) -> Mandate | None:
    """The mandate that a day falls under, if any."""
    return next((mandate for mandate in fund.facts.council.mandates if mandate.first <= day <= mandate.last), None)


def areas_on(fund: Fund, day: date) -> Areas | None:
    """The version of the vision's main areas that holds on a day."""
    begun = [areas for areas in fund.facts.areas if areas.first <= day]
    return max(begun, key=lambda areas: areas.first, default=None)


def interests_in(fund: Fund, organisation: str) -> tuple[tuple[Member, Interest], ...]:
    """Posts that members hold in an organisation: a reason to ask about recusal when it is decided on."""
    every = ((member, interest) for member in fund.facts.council.members for interest in member.interests)
    return tuple(pair for pair in every if pair[1].organisation == organisation)


def obligations_after(fund: Fund, day: date) -> tuple[tuple[str, Figure], ...]:
    """What each line is still to pay in columns that end after a day. A column that spans the day counts whole."""
    columns = [column for column in fund.columns if column.last_day > day]
    lines = (line.id for line in fund.lines if line.group != "result_payment")
    owed = ((line, fund.sum_of(line, columns)) for line in lines)
    return tuple((line, figure) for line, figure in owed if figure.ore)


def council_problems(fund: Fund, day: date) -> Iterator[Problem]:
    """What a secretariat should know on a day: an empty seat, no mandate, obligations that outlive the last mandate."""
    council = fund.facts.council
    serving = members_on(fund, day)
    if len(serving) != council.seats:
        yield warning("fund.seats_not_filled", seats=council.seats, members=len(serving), day=day.isoformat())
    if sum(member.role == "chair" for member in serving) != 1:
        yield warning("fund.no_single_chair", day=day.isoformat())
    if mandate_on(fund, day) is None:
        yield warning("fund.no_mandate", day=day.isoformat())
    last = max((mandate.last for mandate in council.mandates), default=day)
    for line, figure in obligations_after(fund, last):
        yield warning("fund.obligation_outlives_mandate", line=line, amount=figure.ore, until=last.isoformat())
