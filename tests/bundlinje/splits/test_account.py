"""Accounts that earn, followed by hand; amounts and dates are invented."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from bundlinje.grammar.quantity import Share
from bundlinje.splits.account import Account, Interest, Rests, Stretch, YearlyRate, run_account

SENIOR = Account.model_validate({"of": "dsi", "earns": "2.5 % a year", "rests": "every 12-31"})
JUNIOR = Account.model_validate({"of": "raadet"})
MILLION = 100_000_000


def test_a_year_of_interest_is_the_rate_of_what_was_drawn() -> None:
    statement = run_account(SENIOR, [(date(2022, 12, 31), MILLION)], [], date(2023, 12, 31))
    assert statement.interest == 2_500_000
    assert statement.balance == MILLION + 2_500_000


def test_a_leap_year_earns_a_day_more() -> None:
    statement = run_account(SENIOR, [(date(2023, 12, 31), 36_500_000)], [], date(2024, 12, 31))
    assert statement.interest == 36_500_000 * 366 * 25 // (365 * 1000)


def test_interest_is_simple_between_rests_and_compounds_on_them() -> None:
    statement = run_account(SENIOR, [(date(2022, 12, 31), MILLION)], [], date(2024, 12, 31))
    assert [posting.amount for posting in statement.postings] == [2_500_000, 2_569_521]
    # 366 days on 1,025,000 kr: 102,500,000 × 2.5 % × 366 ÷ 365 = 2,569,520.55 øre.


def test_a_posting_shows_what_earned_for_how_many_days() -> None:
    draws = [(date(2023, 1, 1), 1_000_000), (date(2023, 7, 1), 500_000)]
    statement = run_account(SENIOR, draws, [], date(2023, 12, 31))
    earned = (Stretch(1_000_000, 181), Stretch(1_500_000, 183))
    assert statement.postings == (Interest(date(2023, 12, 31), Share(25, 1000), earned, 31_199),)
    # (1,000,000 × 181 + 1,500,000 × 183) × 2.5 % ÷ 365 = 31,198.63 øre.


def test_a_day_on_which_money_is_received_is_a_rest() -> None:
    draws, received = [(date(2023, 1, 1), MILLION)], [(date(2023, 7, 1), 1_239_726)]
    statement = run_account(SENIOR, draws, received, date(2023, 12, 31))
    assert [posting.day for posting in statement.postings] == [date(2023, 7, 1), date(2023, 12, 31)]
    assert statement.postings[1].stretches == (Stretch(MILLION, 183),)


def test_a_payment_day_that_paid_nothing_is_handed_in_as_nothing_received() -> None:
    draws = [(date(2023, 1, 1), MILLION)]
    with_it = run_account(SENIOR, draws, [(date(2023, 7, 1), 0)], date(2023, 12, 31))
    assert [posting.day for posting in with_it.postings] == [date(2023, 7, 1), date(2023, 12, 31)]


def test_an_account_that_is_paid_in_full_earns_no_more() -> None:
    owed = run_account(SENIOR, [(date(2023, 1, 1), MILLION)], [], date(2023, 7, 1)).balance
    paid = run_account(SENIOR, [(date(2023, 1, 1), MILLION)], [(date(2023, 7, 1), owed)], date(2025, 12, 31))
    assert paid.balance == 0
    assert len(paid.postings) == 1
    assert paid.received == MILLION + paid.interest


def test_an_account_that_received_too_much_earns_nothing_and_shows_it() -> None:
    draws, received = [(date(2023, 1, 1), 100)], [(date(2023, 1, 1), 300)]
    statement = run_account(SENIOR, draws, received, date(2024, 12, 31))
    assert (statement.balance, statement.postings) == (-200, ())


def test_what_moves_after_the_day_asked_about_is_not_known_yet() -> None:
    draws, received = [(date(2023, 1, 1), 500), (date(2024, 1, 1), 900)], [(date(2024, 1, 1), 70)]
    statement = run_account(JUNIOR, draws, received, date(2023, 6, 1))
    assert (statement.drawn, statement.received, statement.balance) == (500, 0, 500)


def test_an_account_without_interest_owes_what_was_drawn() -> None:
    statement = run_account(JUNIOR, [(date(2023, 1, 1), 500), (date(2023, 1, 1), 500)], [], date(2024, 6, 1))
    assert (statement.interest, statement.balance) == (0, 1_000)


def test_an_account_nothing_happened_on_is_empty() -> None:
    statement = run_account(SENIOR, [], [], date(2024, 6, 1))
    assert (statement.balance, statement.postings) == (0, ())


def test_there_may_be_several_rests_a_year() -> None:
    half_yearly = Account.model_validate({"of": "dsi", "earns": "3 %", "rests": "every 12-31, 06-30"})
    statement = run_account(half_yearly, [(date(2022, 12, 31), MILLION)], [], date(2023, 12, 31))
    assert [posting.day for posting in statement.postings] == [date(2023, 6, 30), date(2023, 12, 31)]


@pytest.mark.parametrize("text", ["every 12-31", "every 06-30, 12-31"])
def test_rests_write_what_they_read(text: str) -> None:
    assert Rests.read(text).text() == text


@pytest.mark.parametrize("text", ["every 12-32", "12-31", "every 02-29", "every year"])
def test_what_names_no_rests_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Rests.read(text)


def test_a_rate_writes_what_it_read() -> None:
    assert YearlyRate.read("2.5 %").text() == YearlyRate.read("2.5 % a year").text() == "2.5 % a year"
    with pytest.raises(ValueError):
        YearlyRate.read("cheap")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"of": "dsi", "earns": "2.5 % a year"}, "account.rests_missing"),
        ({"of": "dsi", "earns": "-1 % a year", "rests": "every 12-31"}, "account.negative_rate"),
        ({"of": "dsi", "earns": "much"}, "rate.unreadable"),
        ({"of": "dsi", "rests": "now and then"}, "rests.unreadable"),
        ({"earns": "0 %"}, "missing"),
    ],
)
def test_an_account_that_cannot_be_kept_is_refused_with_a_code(written: dict[str, str], code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Account.model_validate(written)
    assert [mistake["type"] for mistake in refusal.value.errors()] == [code]


def test_an_account_writes_what_it_read() -> None:
    assert Account.model_validate(SENIOR.model_dump()) == SENIOR
