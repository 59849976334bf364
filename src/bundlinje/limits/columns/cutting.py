"""How a cut falls on columns of entries: newest follow-up first, inside it by level, inside a level in proportion.

Whole øre all the way: a level that is cut in part is divided by largest remainder. Rows may come in any order; ties are
settled by what an entry is (term, cohort, unit, follow-up, due day), so a cut does not depend on how rows were sorted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bundlinje.limits.base import Claims, Int32, Int64


def sums_by(code: Int64, amounts: Int64) -> Int64:
    """The sum of the amounts of each code; codes count from 0."""
    sums = np.zeros(int(code.max(initial=-1)) + 1, dtype=np.int64)
    np.add.at(sums, code, amounts)
    return sums


def cut_newest_first(claims: Claims, code: Int64, cuttable: Int64, excess: Int64, level: Int32) -> Int64:
    """What is taken off each entry so that every group loses its excess, as far as there is something to cut.

    `code` is each entry's group, −1 outside all; `cuttable` what may be cut of it; `excess` what each group has too
    much of. Inside a follow-up the lowest `level` is cut first.
    """
    off = np.zeros(len(claims), dtype=np.int64)
    rows = np.flatnonzero((code >= 0) & (cuttable > 0))
    rows = rows[excess[code[rows]] > 0]
    if len(rows):
        order = np.lexsort((level[rows], -claims.follow_up[rows], code[rows]))
        rows = rows[order]
        levels = _levels(code[rows], claims.follow_up[rows], level[rows], cuttable[rows])
        take = levels.take(excess[levels.group])
        off[rows] = _fall(claims, rows, cuttable[rows], levels, take)
    return off


@dataclass(frozen=True, slots=True)
class _Levels:
    """Entries sorted by group and by when they are cut: where each level starts, its group, length and sum."""

    group: Int64
    length: Int64
    total: Int64

    def take(self, excess: Int64) -> Int64:
        """What each level loses once the levels of its group before it have lost all they have."""
        before = np.cumsum(self.total) - self.total
        first = np.flatnonzero(np.diff(self.group, prepend=-1))
        before -= np.repeat(before[first], np.diff(first, append=len(self.group)))
        return np.minimum(np.maximum(excess - before, 0), self.total)


def _levels(code: Int64, follow_up: Int32, level: Int32, cuttable: Int64) -> _Levels:
    new = np.ones(len(code), dtype=bool)
    new[1:] = (np.diff(code) != 0) | (np.diff(follow_up) != 0) | (np.diff(level) != 0)
    start = np.flatnonzero(new)
    return _Levels(code[start], np.diff(start, append=len(code)), np.add.reduceat(cuttable, start))


def _fall(claims: Claims, rows: Int64, cuttable: Int64, levels: _Levels, take: Int64) -> Int64:
    """Whole levels lose everything, the one that is cut in part loses its excess in proportion."""
    number = np.repeat(np.arange(len(take)), levels.length)
    off: Int64 = np.where((take == levels.total)[number], cuttable, 0)
    partly = np.flatnonzero(((take > 0) & (take < levels.total))[number])
    if len(partly):
        of = number[partly]
        off[partly] = _in_proportion(claims, rows[partly], cuttable[partly], of, take, levels.total)
    return off


def _in_proportion(claims: Claims, rows: Int64, amount: Int64, of: Int64, take: Int64, total: Int64) -> Int64:
    part, remainder = proportion(amount, take[of], total[of])
    left_over = take.copy()
    np.subtract.at(left_over, of, part)
    what = (claims.due[rows], claims.follow_up[rows], claims.unit[rows], claims.cohort[rows], claims.term[rows])
    order = np.lexsort((*what, -remainder, of))
    start = np.flatnonzero(np.diff(of[order], prepend=-1))
    position = np.arange(len(of)) - np.repeat(start, np.diff(start, append=len(of)))
    part[order[position < left_over[of[order]]]] += 1
    return part


def proportion(amount: Int64, take: Int64, total: Int64) -> tuple[Int64, Int64]:
    """`amount × take ÷ total` rounded down, and the remainder, exactly, though the product may not fit 64 bits.

    Long division in digits of so many bits that no step does: 0 ≤ amount ≤ total, 0 ≤ take ≤ total < 2⁶¹.
    """
    bits = 62 - int(total.max()).bit_length()
    digits = -(-int(amount.max()).bit_length() // bits)
    quotient: Int64 = np.zeros_like(amount)
    remainder: Int64 = np.zeros_like(amount)
    for place in reversed(range(digits)):
        digit: Int64 = (amount >> (bits * place)) & ((1 << bits) - 1)
        carried: Int64 = (remainder << bits) + digit * take
        quotient = (quotient << bits) + carried // total
        remainder = carried % total
    return quotient, remainder
