"""Passing on: the money one flow brought in, as entries of the flow that hands it on, one a follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.dates import day_number
from bundlinje.money import Ore
from bundlinje.settlement.rows import Timing, group_rows
from bundlinje.terms.base import NOBODY, Entries, Price


def passed_on_entries(contract: Contract, brought: Sequence[Ore]) -> Entries:
    """One entry per follow-up so far: what the other flow brought in then."""
    count = len(brought)
    due = np.array([day_number(one.on) for one in contract.follow_ups[:count]], dtype=np.int32)
    numbers, ore = np.arange(1, count + 1), np.array(brought, dtype=np.int64)
    rows = replace(group_rows(np.full(count, NOBODY), Timing(numbers, due, due, numbers)), num=ore)
    return Entries(rows, np.zeros(count, dtype=np.int32), (Price(Fraction(1)),), ore)
