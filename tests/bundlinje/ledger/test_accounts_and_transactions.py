"""An account has a clear name; a transaction that does not sum to zero cannot exist."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.ledger import Account, AccountType, Posting, Transaction, balances, transfer

CASH = Account.named("asset:cash")
COST = Account.named("expense:investment:Flere kloge hænder")
DAY = date(2024, 12, 31)


def test_an_account_is_named_by_its_type_and_steps() -> None:
    assert Account(AccountType.EXPENSE, ("investment", "Flere kloge hænder")) == COST
    assert COST.name == "expense:investment:Flere kloge hænder"
    assert COST.is_under(Account.named("expense:investment"))
    assert not COST.is_under(Account.named("income:investment"))


@pytest.mark.parametrize("name", ["asset", "asset:", "cash:asset", "asset:two  spaces", "asset: cash", "asset:a\nb"])
def test_an_unclear_account_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        Account.named(name)


def test_a_transaction_that_leaves_an_oere_over_cannot_exist() -> None:
    with pytest.raises(ValueError, match="1 øre"):
        Transaction("a", DAY, "test", (Posting(COST, 100), Posting(CASH, -99)))


def test_a_transaction_with_one_leg_cannot_exist() -> None:
    with pytest.raises(ValueError, match="one leg"):
        Transaction("a", DAY, "test", (Posting(COST, 0),))


@pytest.mark.parametrize("amount", [0.5, True, "100"])
def test_an_amount_that_is_no_whole_number_cannot_be_posted(amount: object) -> None:
    with pytest.raises(TypeError):
        Posting(CASH, amount)  # type: ignore[arg-type]


def test_an_amount_of_zero_can_be_booked_because_settled_at_nothing_is_a_fact() -> None:
    assert balances([Transaction("a", DAY, "test", transfer(0, COST, CASH))]) == {CASH: 0, COST: 0}


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=6))
def test_a_reversal_takes_back_exactly_what_was_booked(amounts: list[int]) -> None:
    legs = (*(Posting(COST, ore) for ore in amounts), Posting(CASH, -sum(amounts)))
    entry = Transaction("a", DAY, "test", legs)
    back = entry.reversal("b", DAY)
    assert back.reverses == "a"
    assert set(balances([entry, back]).values()) == {0}
