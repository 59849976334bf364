"""How a cut falls on columns of entries: newest follow-up first, inside it by level, inside a level in proportion.

Whole øre all the way: a level that is cut in part is divided by largest remainder. Rows may come in any order; ties are
settled by what an entry is (term, cohort, unit, follow-up, due day), so a cut does not depend on how rows were sorted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bundlinje.money import LARGEST_ORE

if TYPE_CHECKING:
    from bundlinje.limits.base import Claims, Int32, Int64

MANY = 8
"""So many possible levels an entry are numbered without sorting."""


def sums_by(code: Int64, amounts: Int64) -> Int64:
    """The sum of the amounts of each code, counted from 0; what has the code −1 belongs nowhere."""
    sums = np.zeros(int(code.max(initial=-1)) + 2, dtype=np.int64)
    np.add.at(sums, code, amounts)
    return sums[:-1]


def codes_in(code: Int64) -> Int64:
    """The codes that occur, in order, without −1."""
    occurs = np.zeros(int(code.max(initial=-1)) + 2, dtype=bool)
    occurs[code] = True
    return np.flatnonzero(occurs[:-1])


def cut_newest_first(claims: Claims, code: Int64, cuttable: Int64, excess: Int64, level: Int32) -> Int64:
    """What is taken off each entry so that every group loses its excess, as far as there is something to cut.

    `code` is each entry's group, −1 outside all; `cuttable` what may be cut of it; `excess` what each group has too
    much of. Inside a follow-up the lowest `level` is cut first.
    """
    off = np.zeros(len(claims), dtype=np.int64)
    too_much = np.append(excess > 0, False)
    rows = np.flatnonzero(too_much[code] & (cuttable > 0))
    if len(rows):
        number, group = _levels(code[rows], claims.follow_up[rows], level[rows])
        off[rows] = _fall(claims, rows, cuttable[rows], number, group, excess)
    return off


def _levels(code: Int64, follow_up: Int32, level: Int32) -> tuple[Int64, Int64]:
    """The number of each entry's level, in the order in which levels are cut, and the group of each number.

    Where there are few possible levels they are all numbered, also those nobody is in, which saves sorting.
    """
    newest, lowest = int(follow_up.max()), int(level.min())
    ages, heights = newest - int(follow_up.min()) + 1, int(level.max()) - lowest + 1
    possible = (int(code.max()) + 1) * ages * heights
    if possible >= LARGEST_ORE:
        raise OverflowError("too many groups, follow-ups and levels to number")
    number = (code * ages + (newest - follow_up)) * heights + (level - lowest)
    if possible <= MANY * len(code):
        return number, np.arange(possible) // (ages * heights)
    order = np.argsort(number)
    new = np.diff(number[order], prepend=-1) != 0
    number[order] = np.cumsum(new) - 1
    return number, code[order[new]]


def _fall(claims: Claims, rows: Int64, cuttable: Int64, number: Int64, group: Int64, excess: Int64) -> Int64:
    """Whole levels lose everything, the one that is cut in part loses what is left of the excess in proportion."""
    total = np.zeros(len(group), dtype=np.int64)
    np.add.at(total, number, cuttable)
    take = _take(total, group, excess)
    off: Int64 = np.where((take == total)[number], cuttable, 0)
    partly = np.flatnonzero(((take > 0) & (take < total))[number])
    if len(partly):
        off[partly] = _in_proportion(claims, rows[partly], cuttable[partly], number[partly], take, total)
    return off


def _take(total: Int64, group: Int64, excess: Int64) -> Int64:
    """What each level loses once the levels of its group before it have lost all they have."""
    before = np.cumsum(total) - total
    first = np.flatnonzero(np.diff(group, prepend=-1))
    before -= np.repeat(before[first], np.diff(first, append=len(group)))
    return np.minimum(np.maximum(excess[group] - before, 0), total)


def _in_proportion(claims: Claims, rows: Int64, amount: Int64, number: Int64, take: Int64, total: Int64) -> Int64:
    part, remainder = proportion(amount, take[number], total[number])
    left_over = take.copy()
    np.subtract.at(left_over, number, part)
    what = (claims.due[rows], claims.follow_up[rows], claims.unit[rows], claims.cohort[rows], claims.term[rows])
    order = np.lexsort((-remainder, number) if _in_order(what) else (*what, -remainder, number))
    start = np.flatnonzero(np.diff(number[order], prepend=-1))
    position = np.arange(len(order)) - np.repeat(start, np.diff(start, append=len(order)))
    part[order[position < left_over[number[order]]]] += 1
    return part


def _in_order(keys: tuple[Int32, ...]) -> bool:
    """Whether rows stand sorted by these keys, the last one first, so that a stable sort needs no more."""
    tied = np.ones(len(keys[0]) - 1, dtype=bool)
    for key in reversed(keys):
        step = np.diff(key)
        if (step[tied] < 0).any():
            return False
        tied &= step == 0
    return True


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
