"""Reserved money is paid or released, never both and never more than was reserved."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.ledger import (
    Account,
    CommitmentState,
    Journal,
    Voucher,
    balances,
    check,
    commitments,
    correct,
    draw,
    release,
    reserve,
    transfer,
)
from bundlinje.ledger.balances import subtotal
from bundlinje.ledger.commitments import FREE, RESERVED
from bundlinje.problems import Refused

POT, COST = Account.named("asset:pot"), Account.named("expense:investment:invented")
DAY = date(2025, 1, 1)


def _voucher(name: str) -> Voucher:
    return Voucher(name, DAY)


def test_a_commitment_is_reserved_then_paid_and_the_rest_released() -> None:
    journal = reserve(Journal(), "invented", 100, _voucher("r"))
    journal = draw(journal, "invented", transfer(60, COST, POT), _voucher("d"))
    journal = release(journal, "invented", 40, _voucher("f"))
    assert commitments(journal) == {"invented": CommitmentState(100, 60, 40)}
    assert commitments(journal)["invented"].open == 0
    assert balances(journal)[COST] == 60


@pytest.mark.parametrize("amount", [101, 0, -1])
def test_more_than_is_reserved_or_nothing_at_all_cannot_be_released(amount: int) -> None:
    journal = reserve(Journal(), "invented", 100, _voucher("r"))
    with pytest.raises(Refused):
        release(journal, "invented", amount, _voucher("f"))


def test_a_payment_beyond_the_reservation_is_refused_and_says_what_is_left() -> None:
    journal = reserve(Journal(), "invented", 100, _voucher("r"))
    with pytest.raises(Refused) as refusal:
        draw(journal, "invented", transfer(150, COST, POT), _voucher("d"))
    problem = refusal.value.problems[0]
    assert (problem.code, problem.values["left"]) == ("ledger.commitment_overdrawn", 100)


def test_a_reversed_payment_is_reserved_again() -> None:
    journal = reserve(Journal(), "invented", 100, _voucher("r"))
    journal = draw(journal, "invented", transfer(60, COST, POT), _voucher("d"))
    journal = correct(journal, "d", _voucher("c"))
    assert commitments(journal)["invented"] == CommitmentState(100, 0, 0)
    assert check(journal) == ()


@given(st.lists(st.tuples(st.sampled_from(["reserve", "draw", "release"]), st.integers(1, 100)), max_size=30))
def test_what_is_open_is_never_negative_whatever_is_tried(acts: list[tuple[str, int]]) -> None:
    journal = Journal()
    for number, (act, ore) in enumerate(acts):
        voucher = _voucher(str(number))
        try:
            if act == "reserve":
                journal = reserve(journal, "invented", ore, voucher)
            elif act == "draw":
                journal = draw(journal, "invented", transfer(ore, COST, POT), voucher)
            else:
                journal = release(journal, "invented", ore, voucher)
        except Refused:
            continue
    state = commitments(journal).get("invented", CommitmentState())
    on = balances(journal)
    assert state.open >= 0
    assert -subtotal(on, RESERVED) == state.open
    assert on.get(FREE, 0) == state.open
