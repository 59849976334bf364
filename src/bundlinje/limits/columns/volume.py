"""How many units are paid for: whole units, earliest due first, ties by the lower amount, then by order of units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bundlinje.limits.base import Claims, Int32, Int64


def beyond(claims: Claims, code: Int64, bound: int) -> tuple[Int64, Int64]:
    """What is taken off each entry so that no group has more than `bound` units with something to be paid.

    A unit's place is given by the day its first earning entry fell due and by what it earned on that day: later results
    never move it, so a unit that was paid for stays paid for. Entries of a group count as no unit and are left alone.
    Also gives the number of units of each code before the cut.
    """
    off = np.zeros(len(claims), dtype=np.int64)
    rows = np.flatnonzero((code >= 0) & (claims.unit >= 0) & (claims.to_date > 0))
    rows = rows[np.lexsort((claims.due[rows], claims.unit[rows], code[rows]))]
    group, unit, due = code[rows], claims.unit[rows], claims.due[rows]
    new_unit = np.ones(len(rows), dtype=bool)
    new_unit[1:] = (np.diff(group) != 0) | (np.diff(unit) != 0)
    start, number = np.flatnonzero(new_unit), np.cumsum(new_unit) - 1
    at_first = np.where(due == due[start][number], claims.to_date[rows], 0)
    amount = np.add.reduceat(at_first, start) if len(start) else at_first
    place = _places(group[start], due[start], amount, unit[start])
    kept = place[number] < bound
    off[rows] = np.where(kept, 0, claims.to_date[rows])
    return off, np.bincount(group[start], minlength=int(code.max(initial=-1)) + 1)


def _places(group: Int64, due: Int32, amount: Int64, unit: Int32) -> Int64:
    """The place of each unit in its group, counted from 0."""
    order = np.lexsort((unit, amount, due, group))
    start = np.flatnonzero(np.diff(group[order], prepend=-1))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order)) - np.repeat(start, np.diff(start, append=len(order)))
    return place
