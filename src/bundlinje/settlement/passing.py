"""Passing on: the money one flow brought in, as entries of the flow that hands it on, one a follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.dates import day_number
from bundlinje.money import Ore
from bundlinje.terms.base import NOBODY, Entries, Price, Rows


def passed_on_entries(contract: Contract, brought: Sequence[Ore]) -> Entries:
    """One entry per follow-up so far: what the other flow brought in then."""
    count = len(brought)
    nobody = np.full(count, NOBODY, dtype=np.int32)
    numbers = np.arange(1, count + 1, dtype=np.int32)
    due = np.array([day_number(one.on) for one in contract.follow_ups[:count]], dtype=np.int32)
    ones = np.ones(count, dtype=np.int64)
    rows = Rows(
        nobody, nobody, nobody, nobody, numbers, due, due, numbers, np.array(brought, dtype=np.int64), ones,
        np.zeros(count, dtype=np.int8),
    )  # fmt: skip
    return Entries(rows, np.zeros(count, dtype=np.int32), (Price(Fraction(1)),), np.array(brought, dtype=np.int64))
