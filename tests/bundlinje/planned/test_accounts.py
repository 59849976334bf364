"""Accounts in many worlds: a payment day that goes on from the one before finds what one that begins anew finds.

Rates, days and amounts are invented. That the arithmetic is the settlement's own is a law: tests/laws/test_worlds.py.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.planned.accounts import Moves, Standing, balances, standing
from bundlinje.splits.account import Account, Moved, Rests, YearlyRate

SENIOR = Account(of="fond", earns=YearlyRate.read("4.3 % a year"), rests=Rests.read("every 06-30, 12-31"))
PAID = [date(2024, 12, 31), date(2025, 4, 1), date(2025, 6, 30), date(2027, 2, 28), date(2027, 3, 1)]
DRAWN = [(date(2024, 1, 15), 1_000_000_00), (date(2025, 5, 1), 250_000_00)]
ORE = st.lists(st.integers(0, 10**8), min_size=2, max_size=2)


def received(amounts: list[list[int]]) -> list[tuple[date, np.ndarray[tuple[int], np.dtype[np.int64]]]]:
    return [(day, np.array(ore, dtype=np.int64)) for day, ore in zip(PAID, amounts, strict=True)]


@pytest.mark.parametrize("account", [SENIOR, None], ids=["with interest", "without an account"])
@given(amounts=st.lists(ORE, min_size=len(PAID), max_size=len(PAID)))
def test_each_payment_day_goes_on_from_the_one_before(account: Account | None, amounts: list[list[int]]) -> None:
    before: Standing | None = None
    for number, day in enumerate(PAID):
        # What is paid on the day itself is not known yet when the balance is asked for.
        so_far = received(amounts)[:number]
        before = standing(account, Moves(DRAWN, so_far), day, 2, before)
        assert before.balance().tolist() == balances(account, DRAWN, so_far, day, 2).tolist()


def test_a_day_on_which_nobody_was_paid_added_no_interest_and_is_not_gone_on_from() -> None:
    quiet = standing(SENIOR, Moves(DRAWN, ()), PAID[1], 1)
    later = standing(SENIOR, Moves(DRAWN, ()), PAID[3], 1, quiet)
    assert not quiet.leads_to(Moves(DRAWN, ()), PAID[3])
    assert later.balance().tolist() == balances(SENIOR, DRAWN, (), PAID[3], 1).tolist()


@pytest.mark.parametrize("drawn", [[], [(date(2024, 1, 15), 5)], [*DRAWN, (PAID[0], 7)]])
def test_capital_that_was_drawn_otherwise_is_worked_out_anew(drawn: list[Moved]) -> None:
    paid = [(PAID[0], np.array([100_00]))]
    before = standing(SENIOR, Moves(DRAWN, ()), PAID[0], 1)
    assert before.leads_to(Moves(DRAWN, paid), PAID[1])
    assert not before.leads_to(Moves(drawn, paid), PAID[1])
    found = standing(SENIOR, Moves(drawn, paid), PAID[1], 1, before)
    assert found.balance().tolist() == balances(SENIOR, drawn, paid, PAID[1], 1).tolist()


def test_a_day_before_does_not_go_on_from_a_later_one() -> None:
    later = standing(SENIOR, Moves(DRAWN, ()), PAID[1], 1)
    assert not later.leads_to(Moves(DRAWN, ()), PAID[0])
