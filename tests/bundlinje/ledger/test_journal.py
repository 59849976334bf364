"""The journal only grows, corrections name what they correct, and its balances obey the laws of bookkeeping."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.ledger import (
    Account,
    Journal,
    Posting,
    Transaction,
    Voucher,
    balances,
    check,
    correct,
    movements_by_year,
    record,
    subtotal,
    transfer,
)
from bundlinje.problems import Refused

ACCOUNTS = [
    Account.named(name)
    for name in ("asset:cash", "asset:bank", "expense:fees", "income:results", "equity:capital", "liability:owed")
]
POT, FEES, CAPITAL = Account.named("asset:cash"), Account.named("expense:fees"), Account.named("equity:capital")


@st.composite
def entries(draw: st.DrawFn) -> list[Transaction]:
    """Invented balanced entries on a few accounts over some years."""
    moves = draw(
        st.lists(
            st.tuples(
                st.dates(date(2020, 1, 1), date(2030, 12, 31)),
                st.sampled_from(ACCOUNTS),
                st.sampled_from(ACCOUNTS),
                st.integers(-(10**12), 10**12),
            ),
            max_size=20,
        )
    )
    return [
        Transaction(str(number), day, "test", transfer(ore, debit, credit))
        for number, (day, debit, credit, ore) in enumerate(moves)
    ]


@given(entries(), st.dates(date(2019, 1, 1), date(2031, 12, 31)))
def test_the_balances_of_any_day_sum_to_zero(booked: list[Transaction], day: date) -> None:
    assert sum(balances(booked, day).values()) == 0


@given(entries(), st.randoms(use_true_random=False))
def test_the_order_of_booking_does_not_change_a_balance(booked: list[Transaction], random: object) -> None:
    shuffled = list(booked)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert balances(shuffled) == balances(booked)
    assert movements_by_year(shuffled) == movements_by_year(booked)


@given(entries())
def test_the_movements_of_all_years_are_the_balance(booked: list[Transaction]) -> None:
    by_year = movements_by_year(booked)
    assert {account: sum(years.values()) for account, years in by_year.items()} == balances(booked)


@given(entries())
def test_reversing_every_entry_brings_every_account_to_zero(booked: list[Transaction]) -> None:
    journal = record(Journal(), *booked)
    for entry in booked:
        journal = correct(journal, entry.id, Voucher(f"c{entry.id}", entry.day))
    assert not any(balances(journal).values())
    assert len(journal) == 2 * len(booked)


@given(entries())
def test_an_account_and_everything_below_it_add_up(booked: list[Transaction]) -> None:
    on = balances(booked)
    assert subtotal(on, Account.named("asset:cash")) == on.get(POT, 0)


def _journal() -> Journal:
    """40 kr. put in, 15 kr. of fees."""
    return record(
        Journal(),
        Transaction("in", date(2024, 1, 1), "deposit", transfer(40_00, POT, CAPITAL)),
        Transaction("fee", date(2024, 6, 1), "fee", transfer(15_00, FEES, POT)),
    )


def test_recording_leaves_the_earlier_journal_as_it_was() -> None:
    before = _journal()
    after = record(before, Transaction("more", date(2024, 7, 1), "fee", transfer(1_00, FEES, POT)))
    assert (len(before), len(after)) == (2, 3)


def test_a_correction_keeps_the_wrong_entry_and_names_it() -> None:
    legs = (Posting(FEES, 12_00), Posting(POT, -12_00))
    journal = correct(_journal(), "fee", Voucher("fee-corrected", date(2024, 8, 1)), legs)
    assert [entry.id for entry in journal] == ["in", "fee", "fee-corrected/reversal", "fee-corrected"]
    assert [entry.corrects for entry in journal] == [None, None, "fee", "fee"]
    assert balances(journal)[FEES] == 12_00
    assert check(journal) == ()


@pytest.mark.parametrize(
    ("wrong", "code"), [("nothing", "ledger.correction_of_nothing"), ("fee", "ledger.reversed_twice")]
)
def test_a_correction_of_nothing_or_of_what_is_taken_back_is_refused(wrong: str, code: str) -> None:
    once = correct(_journal(), "fee", Voucher("c1", date(2024, 8, 1)))
    with pytest.raises(Refused) as refusal:
        correct(once, wrong, Voucher("c2", date(2024, 9, 1)))
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_nothing_is_booked_if_one_of_several_entries_may_not_be() -> None:
    good = Transaction("new", date(2024, 7, 1), "fee", transfer(1_00, FEES, POT))
    again = Transaction("fee", date(2024, 7, 1), "fee", transfer(1_00, FEES, POT))
    with pytest.raises(Refused) as refusal:
        record(_journal(), good, again)
    assert refusal.value.problems[0].code == "ledger.repeated_id"


def test_a_journal_read_from_elsewhere_shows_everything_that_is_wrong_with_it_together() -> None:
    entry = Transaction("a", date(2024, 1, 1), "fee", transfer(5_00, FEES, POT))
    false = Transaction("b", date(2024, 1, 2), "fee", transfer(-4_00, FEES, POT), reverses="a")
    stands = Transaction("c", date(2024, 1, 3), "fee", transfer(1_00, FEES, POT), replaces="b")
    found = {problem.code for problem in check(Journal((entry, entry, false, stands)))}
    assert found == {
        "ledger.repeated_id",
        "ledger.reversal_differs",
        "ledger.replaced_but_standing",
        "ledger.asset_negative",
    }
