"""Follow-ups and windows meet: the first comes once something can be due, the last once everything is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import due_after, first_admission, last_admission, windows_of
from bundlinje.contract.sense.walk import terms
from bundlinje.grammar.source import Sourced
from bundlinje.grammar.window import Calendar, Window
from bundlinje.problems import Problem, warning
from bundlinje.terms.each import Each


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """A first follow-up with nothing to settle, and paid outcomes due after the last follow-up."""
    paid = list(dict.fromkeys(placed.term.each for placed in terms(contract) if isinstance(placed.term, Each)))
    ended = contract.ends_early is not None and contract.ends_early.on_date is not None
    if not contract.follow_ups or not paid or ended:
        return
    yield from _first(contract, paid, source)
    last = contract.follow_ups[-1].on
    for name in paid:
        due = _last_due(contract, name)
        if due is not None and due > last:
            section = "outcomes" if name in contract.outcomes else "measures"
            place = source.place((section, name), of_key=True)
            yield warning("contract.due_after_last_follow_up", place, name=name, due=_said(due), last=_said(last))


def _first(contract: Contract, paid: list[str], source: Sourced) -> Iterator[Problem]:
    first, days = contract.follow_ups[0].on, [_first_due(contract, name) for name in paid]
    known = [day for day in days if day is not None]
    if known and len(known) == len(days) and first < min(known):
        place = source.place(("follow_ups", 0))
        yield warning("contract.first_follow_up_too_early", place, on=_said(first), due=_said(min(known)))


def _first_due(contract: Contract, name: str) -> date | None:
    """The first day a result can be due; none where that cannot be told."""
    admitted, windows = first_admission(contract), list(windows_of(contract, name))
    if admitted is None or not windows:
        return admitted
    days = [_due(window, admitted, 0) for window in windows]
    return max((day for day in days if day), default=None) if all(days) else None


def _last_due(contract: Contract, name: str) -> date | None:
    """The day the last result falls due; none where that cannot be told."""
    admitted = last_admission(contract)
    if admitted is None:
        return None
    days = [
        _due(window, admitted, window.repeats - 1)
        for window in windows_of(contract, name)
        if isinstance(window, Window)
    ]
    return max((day for day in days if day), default=None)


def _due(window: Window | Calendar, admitted: date, occasion: int) -> date | None:
    if isinstance(window, Calendar) or window.before is not None:
        return None
    if window.after == "enrolment":
        return due_after(window, admitted, occasion)
    return due_after(window, date.fromisoformat(window.anchor), occasion) if window.anchor[:1].isdigit() else None


def _said(day: date) -> str:
    return day.isoformat()
